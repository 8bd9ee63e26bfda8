// When something that was not taken is tried again, and when no more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace shouwen {

/// Seconds to wait after the first, second … failure; after the last one nothing is tried any more.
struct RetryPlan {
  std::vector<std::int64_t> waits;
};
/// "5s", "30m", "2h"; nothing if one is neither, is 0 or is longer than 7 days; `wrong` then names it.
std::optional<RetryPlan> parse_retry_plan(const std::vector<std::string>& waits, std::string* wrong);
/// After so many failures; nothing: a dead letter.
std::optional<Instant> next_try(const RetryPlan& plan, std::int64_t failures, Instant now);

/// What an answer means. 0 = no answer.
enum class Reception { taken, refused_for_now, gone };
Reception reception_of(std::int64_t status);

/// Whether an endpoint that has taken nothing since then is given up.
bool is_given_up(std::optional<Instant> failing_since, std::int64_t failing_days, Instant now);

}  // namespace shouwen
