// What an archive's tables and columns mean, out of the comments the migrations make them with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/table_list.h"

namespace shouwen {

struct Meaning {
  std::string table, column, text;  ///< column "" = of the table
};
/// As far as the statements of these migrations say it.
std::vector<Meaning> meanings_of(const std::vector<std::string_view>& migrations);
/// In words, by how a column's name ends: what a number counts, "" if nothing is known.
std::string_view unit_of(std::string_view column);
/// CSV: table, column, type, unit, meaning; a row with column "" for each table.
std::string dictionary_of(const std::vector<db::TableShape>& tables, const std::vector<Meaning>& meanings);

}  // namespace shouwen
