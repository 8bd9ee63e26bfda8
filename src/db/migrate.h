// Brings a database to this program's schema: numbered files, forward only, refusing drift.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen::db {

/// Applies the embedded migrations/NNNN_*.sql not yet applied, in one transaction each. Refusals: migrate.changed (a
/// file that was applied differs now), migrate.newer_database (the data was written by a newer program).
Verdict migrate(Session& session, Instant now);
/// How many were applied; 0 for an empty database.
std::int64_t applied_migrations(Session& session);

}  // namespace shouwen::db
