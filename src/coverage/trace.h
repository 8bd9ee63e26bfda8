// Which source cites which clause, and which test names it: generated when the program is built.
#pragma once

#include <span>
#include <string_view>

namespace shouwen {

struct TraceRow {
  std::string_view clause;  ///< "art_10_7"
  std::string_view what;    ///< "rule" or "test"
  std::string_view place;   ///< file, or file: suite.test
};
std::span<const TraceRow> trace_rows();

}  // namespace shouwen
