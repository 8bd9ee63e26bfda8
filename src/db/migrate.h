// Brings a database to this program's schema: numbered files, forward only, refusing drift.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen::db {

/// Applies the embedded migrations/NNNN_*.sql not yet applied, in one transaction each. Refusals: migrate.changed (a
/// file that was applied differs now), migrate.newer_database (the data was written by a newer program). `up_to`: no further than
/// this one, for data that are of an earlier schema and come along with it.
Verdict migrate(Session& session, Instant now, std::int64_t up_to = INT64_MAX);
/// How many were applied; 0 for an empty database.
std::int64_t applied_migrations(Session& session);

}  // namespace shouwen::db
