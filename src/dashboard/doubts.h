// What makes a pause look like an escape from a deadline (arts. 10(7), 10(8)). Pure; the numbers are the rulebook's.
#pragma once

#include <optional>
#include <vector>

#include "regulation/rulebook.h"

namespace shouwen {

/// late: stopped when most of the time was gone; repeated: not the first pause; urged: the customer waits for an answer to his
/// reminder; long_lasting: paused for long; not_asked: it waits for the customer, and no request to him is on record.
enum class PauseDoubt { late, repeated, urged, long_lasting, not_asked };

/// A clock that stands still.
struct StoppedClock {
  Instant armed_at, due_at;
};

struct PauseFacts {
  Instant at;                         ///< paused since
  std::vector<StoppedClock> stopped;  ///< none if the pause only records a request
  std::int64_t pauses = 0;            ///< of the case, this one included
  bool urged = false;                 ///< a reminder is unanswered
  bool not_asked = false;             ///< the reason waits for the customer, who was not asked for anything
};

std::vector<PauseDoubt> doubts_of(const PauseFacts& pause, const SupervisionRules& rules, const WorkCalendar& calendar, Instant now);

}  // namespace shouwen
