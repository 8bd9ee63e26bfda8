// The house's one SQL, said for PostgreSQL: what is translated is listed in README.md. Text in, text out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shouwen::db {

/// One statement of a store; "?3" becomes "$3", "?" the next number.
std::string postgres_query(std::string_view sql);
/// The statements of a migration, in order: types, triggers, word indexes, numbers given by the table.
std::vector<std::string> postgres_schema(std::string_view sql);
/// What the house's SQL takes for granted and PostgreSQL lacks: functions in the schema of the bureau. May be run again.
std::string_view postgres_functions();

}  // namespace shouwen::db
