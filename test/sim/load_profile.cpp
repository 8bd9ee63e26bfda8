// The profile's table.
#include "load_profile.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>

#include "base/check.h"

namespace shouwen::sim {

namespace {

/// A matter is passed, worked on, answered, followed up: so many steps share its time.
constexpr std::int64_t hands = 6;
/// Below this one hand is no step of its own; beyond it a matter has been forgotten, which absences and late strikes show too.
constexpr std::int64_t shortest_gap = 120, longest_gap = 12 * 86400;

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(',', at), line.size());
    cells.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return cells;
}

std::int64_t number_of(std::string_view text) {
  std::int64_t value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Result<LoadProfile> LoadProfile::parse(std::string_view csv) {
  LoadProfile profile;
  std::int64_t line_number = 0;
  const auto bad = [&line_number] { return Refusal{"import.bad_row", "", "", {{"line", std::to_string(line_number)}}}; };
  while (!csv.empty()) {
    const std::size_t end = std::min(csv.find('\n'), csv.size());
    const auto cells = cells_of(csv.substr(0, end));
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (++line_number == 1) continue;
    if (cells.size() != 5) return bad();
    const std::int64_t key = number_of(cells[1]), value = number_of(cells[2]);
    if (value < 0) return bad();
    if (cells[0] == "hour_per_mille" && key >= 0 && key < 24) profile.hour_per_mille_[static_cast<std::size_t>(key)] = value;
    else if (cells[0] == "weekday_per_mille" && key >= 1 && key <= 7) profile.weekday_per_mille_[static_cast<std::size_t>(key - 1)] = value;
    else if (cells[0] == "open_to_closed_seconds") profile.open_to_closed_seconds_.push_back(value);
    else if (cells[0] == "storm_factor") profile.storm_factor_ = value;
    else return bad();
  }
  const bool whole = std::accumulate(profile.hour_per_mille_.begin(), profile.hour_per_mille_.end(), std::int64_t{0}) == 1000;
  const auto& quantiles = profile.open_to_closed_seconds_;
  if (!whole || quantiles.size() != 10 || !std::is_sorted(quantiles.begin(), quantiles.end())) return bad();
  return profile;
}

const LoadProfile& LoadProfile::shipped() {
  static const LoadProfile profile = [] {
    std::ifstream file(std::string(SOURCE_ROOT) + "/rulebook/demo/load_profile.csv", std::ios::binary);
    auto parsed = parse(std::string{std::istreambuf_iterator<char>(file), {}});
    SHOUWEN_CHECK(static_cast<bool>(parsed));
    return *std::move(parsed);
  }();
  return profile;
}

std::int64_t LoadProfile::hour_of(std::int64_t throw_of_thousand) const {
  std::int64_t hour = 0;
  for (; hour < 23 && throw_of_thousand >= hour_per_mille_[static_cast<std::size_t>(hour)]; ++hour) throw_of_thousand -= hour_per_mille_[static_cast<std::size_t>(hour)];
  return hour;
}

std::int64_t LoadProfile::gap_seconds(std::int64_t throw_of_thousand) const {
  const std::size_t decile = static_cast<std::size_t>(throw_of_thousand / 100);
  const std::int64_t low = decile == 0 ? 0 : open_to_closed_seconds_[decile - 1], high = open_to_closed_seconds_[decile];
  const std::int64_t seconds = low + (high - low) * (throw_of_thousand % 100) / 100;
  return std::clamp(seconds / hands, shortest_gap, longest_gap);
}

}  // namespace shouwen::sim
