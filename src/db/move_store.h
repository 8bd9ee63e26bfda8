// Taking everything from one store to another, SQLite or PostgreSQL, row by row, and proving that nothing changed on the way.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen::db {

struct MovedTable {
  std::string name;
  std::int64_t rows = 0;
};
struct MovedStore {
  std::vector<MovedTable> tables;
  std::int64_t entries = 0;     ///< of the journal
  std::string last_hash_hex;    ///< the same on both sides
};

/// Into an empty database, which is migrated first; all in one transaction of each side. The source must be of this program's
/// schema and nobody may write to it meanwhile. `told`: each table when it is done. Refusals: migrate.*,
/// move_store.target_not_empty, move_store.source_old, move_store.differs (then nothing was kept).
Result<MovedStore> move_store(const Address& from, const Address& to, Instant now, const std::function<void(const MovedTable&)>& told);

}  // namespace shouwen::db
