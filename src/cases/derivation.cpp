// Reading a deadline's life out of the case's own events.
#include "cases/derivation.h"

#include <algorithm>

namespace shouwen {

namespace {

std::optional<AdjustmentKind> adjustment_of(const DutyChange& change) {
  switch (change.step) {
    case DutyStep::paused: return AdjustmentKind::paused;
    case DutyStep::resumed: return AdjustmentKind::resumed;
    case DutyStep::moved:
      if (change.cause == "extension_granted") return AdjustmentKind::extended;
      if (change.cause == "replanned") return AdjustmentKind::replanned;
      if (change.cause == "registration_corrected") return AdjustmentKind::corrected;
      return AdjustmentKind::paused;  // only some sources let the clock stand still; the cause is the reason
    case DutyStep::armed:
    case DutyStep::warned:
    case DutyStep::met:
    case DutyStep::breached:
    case DutyStep::fulfilled_late:
    case DutyStep::lifted:
    case DutyStep::escalated: return std::nullopt;
  }
  return std::nullopt;
}

bool counts_from_the_beginning(AdjustmentKind kind) { return kind == AdjustmentKind::replanned || kind == AdjustmentKind::corrected; }

}  // namespace

Derivation derive(const ServiceCase& service_case, const Duty& duty, const SourceDue& source, const std::vector<CaseEvent>& events,
                  const Rulebook& rulebook, const CalendarsOf& calendars_of, const std::string& unit_code) {
  Derivation derivation;
  derivation.rule = rulebook.limit(source.limit_id);
  derivation.start_at = duty.armed_at;
  derivation.due_at = source.due_at;
  derivation.calendar_version = service_case.rulebook_version;
  Instant due = source.due_at;
  for (const CaseEvent& event : events)
    for (const DutyChange& change : event.duties) {
      if (change.number != duty.number) continue;
      const auto same = std::find_if(change.sources.begin(), change.sources.end(), [&source](const SourceDue& row) { return row.limit_id == source.limit_id; });
      const Instant after = same == change.sources.end() ? due : same->due_at;
      if (change.step == DutyStep::armed) {
        derivation.calendar_version = event.calendar_version;
        due = after;
      }
      const auto kind = adjustment_of(change);
      if (!kind) continue;
      if (counts_from_the_beginning(*kind)) derivation.calendar_version = event.calendar_version;
      const bool is_pause = change.step == DutyStep::paused || *kind == AdjustmentKind::paused;
      const bool is_extension = *kind == AdjustmentKind::extended;
      derivation.adjustments.push_back({*kind, change.at, due, is_extension ? change.due_at : after, is_pause ? change.cause : "", event.number});
      due = after;
    }
  const Calendars& calendars = calendars_of(derivation.calendar_version);
  const WorkCalendar& calendar = derivation.rule == nullptr ? calendars.bureau : calendar_for(calendars, *derivation.rule, unit_code);
  derivation.calendar_name = calendar.name;
  derivation.counted = explain_due(calendar, duty.armed_at, source.limit, derivation.steps, derivation.rule == nullptr ? Counting{} : derivation.rule->counting);
  return derivation;
}

}  // namespace shouwen
