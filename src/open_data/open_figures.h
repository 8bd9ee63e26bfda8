// Figures of a month, computed from its published rows and nothing else (art. 8). Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "open_data/open_rows.h"

namespace shouwen {

/// What stands for every kind or area together.
inline constexpr const char* all_of_them = "all";

struct OpenFigures {
  std::string kind, area;                      ///< words, `withheld` or `all_of_them`
  std::int64_t registered = 0;
  std::int64_t due = 0, in_time = 0, late = 0; ///< due = in_time + late
  std::int64_t open = 0, lifted = 0;
  std::int64_t returns = 0, returned_cases = 0;
  std::int64_t satisfied = 0, not_satisfied = 0;
  bool operator==(const OpenFigures&) const = default;
};
/// Tenths of a percent, rounded half up; nothing of nothing.
std::optional<std::int64_t> share_in_tenths(std::int64_t part, std::int64_t whole);
/// "97.5"; "" of nothing.
std::string percent_text(std::optional<std::int64_t> tenths);

/// All together first, then each kind with its areas; in order of words. Nothing of no rows.
std::vector<OpenFigures> figures_of(const std::vector<OpenRow>& rows, Instant known_at);

/// A figure that differs between two computations of the same month.
struct FigureChange {
  std::string kind, area, column;
  std::string before, after;                   ///< "" = not there
  bool operator==(const FigureChange&) const = default;
};
std::vector<FigureChange> changes_between(const std::vector<OpenFigures>& before, const std::vector<OpenFigures>& after);

/// Names and values of the columns that are computed, in the order of the file.
std::vector<std::pair<std::string, std::string>> computed_columns(const OpenFigures& line);

}  // namespace shouwen
