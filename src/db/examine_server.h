// What a PostgreSQL server must be for a bureau to rely on it.
#pragma once

#include <cstdint>

#include "db/session.h"

namespace shouwen::db {

struct ServerReport {
  std::int64_t version = 0;           ///< as the server counts: 150004 is 15.4
  bool is_utf8 = false;               ///< the database's encoding
  bool is_standby = false;            ///< writes nothing
  bool fsync = false, full_page_writes = false;  ///< both on: a power cut loses nothing acknowledged
  bool archives = false;              ///< its log of writes, for going back to any instant
  bool archiving_fails = false;       ///< the last try failed
  std::int64_t free_connections = 0;
};

/// Throws Fault.
ServerReport examine_server(Session& session);

}  // namespace shouwen::db
