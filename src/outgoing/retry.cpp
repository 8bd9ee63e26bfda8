// Waiting longer each time.
#include "outgoing/retry.h"

#include <charconv>

namespace shouwen {

namespace {

constexpr std::int64_t longest_wait = 7 * seconds_per_day;

std::int64_t seconds_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end + 1 != text.data() + text.size() || number < 1 || number > longest_wait) return 0;
  return *end == 's' ? number : *end == 'm' ? number * 60 : *end == 'h' ? number * 3600 : 0;
}

}  // namespace

std::optional<RetryPlan> parse_retry_plan(const std::vector<std::string>& waits, std::string* wrong) {
  RetryPlan plan;
  for (const std::string& text : waits) {
    const std::int64_t seconds = seconds_of(text);
    if (seconds == 0 || seconds > longest_wait) {
      if (wrong != nullptr) *wrong = text;
      return std::nullopt;
    }
    plan.waits.push_back(seconds);
  }
  return plan;
}

std::optional<Instant> next_try(const RetryPlan& plan, std::int64_t failures, Instant now) {
  if (failures < 1 || failures > static_cast<std::int64_t>(plan.waits.size())) return std::nullopt;
  return now.plus_seconds(plan.waits[static_cast<std::size_t>(failures - 1)]);
}

Reception reception_of(std::int64_t status) {
  if (status >= 200 && status < 300) return Reception::taken;
  return status == 410 ? Reception::gone : Reception::refused_for_now;
}

bool is_given_up(std::optional<Instant> failing_since, std::int64_t failing_days, Instant now) {
  return failing_since && now >= failing_since->plus_seconds(failing_days * seconds_per_day);
}

}  // namespace shouwen
