// A table as text that can be read line by line: workbooks and encodings of more than one byte a sign become CSV in UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "tables/table_reader.h"

namespace shouwen::tables {

/// Nothing if the bytes can be read line by line as they are. Rows of a sheet keep their numbers as lines; times and dates
/// become 00:15 and 2026-10-01 00:15, numbers lose their exponent. Refusals: those of parse_table.
Result<std::optional<std::string>> as_line_text(std::string_view bytes, const TableLimits& limits = {});

}  // namespace shouwen::tables
