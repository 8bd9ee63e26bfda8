// The last moment of a case, out of its state alone.
#include "cases/last_moment.h"

#include <algorithm>

namespace shouwen {

Instant last_moment(const ServiceCase& c) {
  Instant last = c.registered_at;
  const auto consider = [&last](std::optional<Instant> at) {
    if (at) last = std::max(last, *at);
  };
  if (!c.holdings.empty()) consider(c.holdings.back().from);
  if (!c.waitings.empty()) {
    consider(c.waitings.back().from);
    consider(c.waitings.back().to);
  }
  if (!c.pauses.empty()) {
    consider(c.pauses.back().from);
    consider(c.pauses.back().to);
  }
  for (const Duty& duty : c.duties) {
    consider(duty.armed_at);
    consider(duty.warned_at);
    consider(duty.paused_at);
    consider(duty.fulfilled_at);
  }
  if (c.offer) consider(c.offer->at);
  if (c.office_question) consider(c.office_question->at);
  if (c.suspension) consider(c.suspension->at);
  if (!c.replies.empty()) consider(c.replies.back().at);
  if (!c.follow_ups.empty()) consider(c.follow_ups.back().at);
  consider(c.closed_at);
  return last;
}

}  // namespace shouwen
