// They may pass midnight.
#include "regulation/quiet_hours.h"

namespace shouwen {

bool in_quiet_hours(const CloseRules& rules, Instant now) {
  const std::int32_t second = local_second_of_day(now);
  const std::int32_t from = rules.quiet_from_second, to = rules.quiet_to_second;
  return from <= to ? second >= from && second < to : second >= from || second < to;
}

Instant after_quiet_hours(const CloseRules& rules, Instant now) {
  if (!in_quiet_hours(rules, now)) return now;
  const Instant morning = at_local(local_date(now), rules.quiet_to_second);
  return morning > now ? morning : at_local(local_date(now).plus_days(1), rules.quiet_to_second);
}

}  // namespace shouwen
