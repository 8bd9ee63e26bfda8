// The journal: every event of the house in one hash-chained order. Appended, never changed, never deleted.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "db/session.h"

namespace shouwen::db {

/// What is appended. `stream` + `stream_number` are unique: two writers cannot both be the n-th event of a case.
struct NewEntry {
  std::string stream;              ///< "case/123", "org", "rulebook"
  std::int64_t stream_number = 0;  ///< 1, 2, 3 … within the stream
  Instant at;
  std::int64_t actor_id = 0;        ///< officer; 0 = the system's clock; -1 = the public
  std::int64_t on_behalf_of_id = 0;
  std::string kind;                ///< past participle: "transferred"
  std::string clause;              ///< "art.10(7)"
  std::int64_t rulebook_version = 0;
  std::string payload;             ///< JSON, exactly as hashed
};

struct Entry : NewEntry {
  std::int64_t number = 0;  ///< position in the journal, 1, 2, 3 … without gaps
  std::string hash;         ///< 32 bytes BLAKE2b over (previous hash, all fields)
};

/// Appends in order inside the caller's transaction and returns the number of the last one.
/// The caller is the only writer. Fault(constraint) if a stream number is taken.
std::int64_t append(Session& session, const std::vector<NewEntry>& entries);

/// What the hash of an entry must be: BLAKE2b-256 over the previous hash (32 bytes; none for the first), number, stream, stream
/// number, instant, actor, on behalf of, kind, clause, rulebook version and payload; numbers as 8 bytes little-endian, texts and the
/// previous hash with such a length before them.
std::string entry_hash(std::string_view previous, std::int64_t number, const NewEntry& entry);

/// The number the next event of a stream gets.
std::int64_t next_stream_number(Session& session, std::string_view stream);

/// Events of one stream in order.
std::vector<Entry> read_stream(Session& session, std::string_view stream);
/// All events with number > after, in order, until `each` returns false.
void read_all(Session& session, std::int64_t after, const std::function<bool(const Entry&)>& each);

struct ChainReport {
  std::int64_t entries = 0;
  bool intact = true;
  std::int64_t first_bad_number = 0;
  std::string reason;
  std::string last_hash_hex;
};
/// Recomputes the chain: gaps, changed fields, broken links; names the first bad entry.
ChainReport verify_chain(Session& session);

}  // namespace shouwen::db
