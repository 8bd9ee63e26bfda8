// Counting who had the case while the customer waited.
#include "cases/clock_account.h"

#include <algorithm>

#include "cases/last_moment.h"

namespace shouwen {

namespace {

std::int64_t overlap(Instant from, Instant to, Instant other_from, Instant other_to) {
  return std::max<std::int64_t>(0, std::min(to, other_to).seconds - std::max(from, other_from).seconds);
}

/// How much of [from, to) the customer waited.
std::int64_t waited(const ServiceCase& service_case, Instant from, Instant to, Instant now) {
  std::int64_t seconds = 0;
  for (const Waiting& waiting : service_case.waitings) seconds += overlap(from, to, waiting.from, waiting.to.value_or(now));
  return seconds;
}

std::int64_t paused(const ServiceCase& service_case, Instant from, Instant to, Instant now) {
  std::int64_t seconds = 0;
  for (const Pause& pause : service_case.pauses) {
    const Instant begin = std::max(from, pause.from), end = std::min(to, pause.to.value_or(now));
    if (begin < end) seconds += waited(service_case, begin, end, now);
  }
  return seconds;
}

}  // namespace

bool ClockAccount::adds_up() const {
  std::int64_t sum = paused_seconds;
  for (const DeskClock& desk : desks) sum += desk.seconds;
  return sum == customer_seconds;
}

ClockAccount account_of(const ServiceCase& service_case, Instant asked_at) {
  // The machine's clock may have been set back behind what happened.
  const Instant now = std::max(asked_at, last_moment(service_case));
  ClockAccount account;
  for (const Waiting& waiting : service_case.waitings) account.customer_seconds += waiting.to.value_or(now).seconds - waiting.from.seconds;
  for (const Pause& pause : service_case.pauses) account.paused_seconds += waited(service_case, pause.from, pause.to.value_or(now), now);
  const Instant end = service_case.waitings.empty() ? now : service_case.waitings.back().to.value_or(now);
  for (std::size_t i = 0; i < service_case.holdings.size(); ++i) {
    const Holding& holding = service_case.holdings[i];
    const bool is_last = i + 1 == service_case.holdings.size();
    const Instant to = is_last ? std::max(end, holding.from) : service_case.holdings[i + 1].from;
    account.desks.push_back({holding.officer_id, holding.unit_id, holding.from, to,
                             waited(service_case, holding.from, to, now) - paused(service_case, holding.from, to, now)});
  }
  return account;
}

}  // namespace shouwen
