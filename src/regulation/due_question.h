// "When does this period end?" as people and programs ask it: texts in, a due time with its reasons out. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "calendar/calendars.h"
#include "calendar/due.h"

namespace shouwen {

/// Empty texts are what is usual: the bureau's calendar, all decrees, counting as the Civil Code does.
struct DueQuestion {
  std::string start, limit;
  std::string calendar;                          ///< code or name
  std::string known_on;                          ///< a day: only what was decreed by its end
  std::string count_from, ends_at, free_last_day;  ///< words of the rulebook
  std::vector<std::string> pauses;               ///< FROM/TO
};

/// A pause and where the due time stood after it.
struct PauseEffect {
  Instant from, to, due_at;
};

struct DueAnswer {
  Instant start_at, due_at;
  Limit limit;
  Counting counting;
  std::string calendar_name;
  std::optional<Date> known_on;
  bool provisional = false;
  std::vector<DerivationStep> steps;  ///< without the pauses
  std::vector<PauseEffect> pauses;    ///< in order of time
};

/// The calendar of a code or name as it was known by the end of a day; a copy. Refusal due.no_such_calendar.
Result<WorkCalendar> asked_calendar(const Calendars& calendars, const std::string& code_or_name, std::optional<Date> known_by);
/// Refusals say which text is wrong: due.full_width, due.bad_start, due.bad_known_on, due.no_such_calendar, due.bad_counting,
/// due.bad_pause, due.pause_backwards, due.pause_before_start, due.pauses_overlap, due.beyond_years, limit.*.
Result<DueAnswer> answer_due(const Calendars& calendars, const DueQuestion& question);

}  // namespace shouwen
