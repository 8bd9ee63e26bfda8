// Which column of a table of use holds what: by its heading, or by a mapping of foreign headings. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "usage/usage_cells.h"

namespace shouwen {

enum class UseColumn { other, account_number, meter_number, month, day, time, end_time, total, super_peak, peak, flat, valley, reactive, max_demand, quality };

/// What a heading means, as plain_heading leaves it.
UseColumn use_column(const std::string& heading);

/// How a foreign table is read. With a mapping only the columns it names are read, besides those headed by months or times.
struct UseMapping {
  std::map<std::string, std::string> columns = {};   ///< account_number, month, day, time, end_time, total_kwh, super_peak_kwh … → heading
  std::string account_number = {};              ///< of all lines, instead of a column; "" = none
  EnergyUnit unit = EnergyUnit::kwh;            ///< of active energy
  bool operator==(const UseMapping&) const = default;
};
/// The same text for the same mapping: part of what an import is known by.
std::string text_of(const UseMapping& mapping);

/// What each of the headings is. Refusals: import.unknown_column {column}, import.missing_column {column, nearest}
/// or import.field_without_column, usage.column_twice {column}.
Result<std::vector<UseColumn>> use_columns(const std::vector<std::string>& plain_headings, const std::optional<UseMapping>& mapping);

/// How a file of use is to be read.
enum class UseKind { months, days };
struct UseReading {
  std::optional<UseKind> kind = {};             ///< absent = told by the first line
  std::optional<UseMapping> mapping = {};       ///< absent = columns are known by their headings
};

}  // namespace shouwen
