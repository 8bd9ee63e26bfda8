// How an officer arranged a table: its columns in order, some with a width, and which saved filters open its lists.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "db/session.h"
#include "json/field_types.h"

namespace shouwen {

struct TableColumn {
  Line<1, 40> name;
  std::optional<std::int64_t> width;  ///< px
};
struct TablePreference {
  std::vector<TableColumn> columns;           ///< empty = the desk's own choice
  std::vector<std::int64_t> default_filters;  ///< ids of saved filters; each opens its own list
};

/// Refusals: preference.unknown_table, preference.unknown_column, preference.column_twice, preference.width_out_of_range,
/// preference.too_many.
Verdict check_preference(const std::string& table, const TablePreference& preference);

std::optional<std::string> load_preference(db::Session& session, OfficerId officer, const std::string& name);
void keep_preference(db::Session& session, OfficerId officer, const std::string& name, const std::string& value, Instant now);
void drop_preference(db::Session& session, OfficerId officer, const std::string& name);

}  // namespace shouwen
