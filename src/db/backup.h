// A consistent copy of a running database.
#pragma once

#include <filesystem>

#include "db/session.h"

namespace shouwen::db {

/// Copies the database as it is now into a new file, durable when this returns; writers go on meanwhile.
void back_up(Session& from, const std::filesystem::path& to);
/// SQLite's own check of pages and indexes; "" if all is well, else the first complaints with page numbers.
std::string check_integrity(Session& session);

}  // namespace shouwen::db
