// Interval use as Green Button files bring it (ESPI, an Atom feed in XML): a usage point's readings to days. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usage/interval_file.h"

namespace shouwen {

/// One day of one usage point, understood or refused; `line.line` counts them from 1.
struct GreenButtonDay {
  IntervalLine line;
  std::optional<Refusal> refusal = {};
};

/// Days of energy taken from the grid, by usage point and day; other commodities, directions and sorts of reading are passed
/// over. Starts are instants, so the days are those of China whatever zone the file speaks of. `account_number`: of all usage
/// points, "" = each is known by the last part of its address, which must be an account or meter number. Refusals:
/// green_button.no_feed, green_button.no_readings; of a day interval.unit_unknown, interval.length_impossible,
/// interval.lengths_differ, interval.off_grid, interval.time_twice, usage.not_a_number, usage.negative, usage.too_large and
/// those of check_day.
Result<std::vector<GreenButtonDay>> read_green_button(std::string_view xml, const std::string& account_number, Date latest);

}  // namespace shouwen
