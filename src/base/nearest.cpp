// The known name a mistyped one was meant to be.
#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace shouwen {

std::string nearest_of(std::string_view name, const std::vector<std::string>& known) {
  std::string best;
  std::size_t best_distance = name.size() / 2 + 1;
  for (const std::string& candidate : known) {
    std::vector<std::size_t> row(candidate.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < name.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i + 1;
      for (std::size_t j = 0; j < candidate.size(); ++j) {
        const std::size_t change = diagonal + (name[i] != candidate[j]);
        diagonal = row[j + 1];
        row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, change});
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return best;
}

std::optional<std::string> typed_number(std::string_view text) {
  const std::string typed = to_half_width(text);
  if (typed.find_first_not_of("0123456789 +-()") != std::string::npos) return std::nullopt;
  std::string digits = normalise_phone(typed);
  std::erase(digits, '+');
  return digits.empty() ? std::nullopt : std::optional(digits);
}

}  // namespace shouwen
