// Each doubt by itself.
#include "dashboard/doubts.h"

#include <algorithm>

namespace shouwen {

namespace {

bool was_stopped_late(const StoppedClock& clock, Instant at, std::int64_t percent) {
  return (at.seconds - clock.armed_at.seconds) * 100 >= (clock.due_at.seconds - clock.armed_at.seconds) * percent;
}

}  // namespace

std::vector<PauseDoubt> doubts_of(const PauseFacts& pause, const SupervisionRules& rules, const WorkCalendar& calendar, Instant now) {
  std::vector<PauseDoubt> doubts;
  const bool late = std::any_of(pause.stopped.begin(), pause.stopped.end(),
                                [&](const StoppedClock& clock) { return was_stopped_late(clock, pause.at, rules.late_pause_percent); });
  if (late) doubts.push_back(PauseDoubt::late);
  if (pause.pauses >= rules.repeated_pause_from) doubts.push_back(PauseDoubt::repeated);
  if (pause.urged) doubts.push_back(PauseDoubt::urged);
  if (now > due_at(calendar, pause.at, rules.long_pause).at) doubts.push_back(PauseDoubt::long_lasting);
  if (pause.not_asked) doubts.push_back(PauseDoubt::not_asked);
  return doubts;
}

}  // namespace shouwen
