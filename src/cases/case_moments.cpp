// Which events are moments, and what is remembered of each.
#include "cases/case_moments.h"

#include <algorithm>

namespace shouwen {

namespace {

CaseMoment moment(const CaseEvent& event, MomentKind kind) {
  CaseMoment made;
  made.case_id = event.case_id;
  made.kind = kind;
  made.event_number = event.number;
  made.at = event.at;
  made.officer_id = event.actor_id;
  return made;
}

CaseMoment held(const CaseEvent& event, OfficerId officer, UnitId unit) {
  CaseMoment made = moment(event, MomentKind::held);
  made.officer_id = officer;
  made.unit_id = unit;
  return made;
}

/// The unit the offer had gone to owed its acceptance; the event ended that duty.
UnitId unit_offered_to(const CaseEvent& event, const ServiceCase& after) {
  for (const DutyChange& change : event.duties) {
    const auto duty = std::find_if(after.duties.begin(), after.duties.end(), [&change](const Duty& row) { return row.number == change.number; });
    if (change.kind == DutyKind::acceptance && duty != after.duties.end()) return duty->owner_unit_id;
  }
  return {};
}

CaseMoment returned(const CaseEvent& event, const ServiceCase& after) {
  CaseMoment made = moment(event, MomentKind::returned);
  made.unit_id = unit_offered_to(event, after);
  // Whoever offers keeps the case until it is accepted, so he still handles it.
  made.from_unit_id = after.handling_unit_id;
  return made;
}

}  // namespace

std::optional<CaseMoment> moment_of(const CaseEvent& event, const ServiceCase& after) {
  const EventBody& body = event.body;
  if (const auto* accepted = std::get_if<Accepted>(&body)) return held(event, event.actor_id, accepted->unit_id);
  if (const auto* ruled = std::get_if<Ruled>(&body)) return held(event, ruled->officer_id, ruled->unit_id);
  if (const auto* assigned = std::get_if<Assigned>(&body)) return held(event, assigned->officer_id, assigned->unit_id);
  if (const auto* taken_over = std::get_if<TakenOver>(&body)) return held(event, event.actor_id, taken_over->unit_id);
  if (std::holds_alternative<Replied>(body) || std::holds_alternative<ExplainedOutOfScope>(body)) return moment(event, MomentKind::answered);
  if (std::holds_alternative<ProgressReported>(body)) return moment(event, MomentKind::progressed);
  if (std::holds_alternative<Returned>(body) || std::holds_alternative<OfferLapsed>(body)) return returned(event, after);
  if (std::holds_alternative<Reminded>(body)) return moment(event, MomentKind::reminded);
  if (std::holds_alternative<Suspended>(body)) return moment(event, MomentKind::suspended);
  if (const auto* followed_up = std::get_if<FollowedUp>(&body)) {
    CaseMoment made = moment(event, MomentKind::followed_up);
    made.result = followed_up->result;
    return made;
  }
  return std::nullopt;
}

}  // namespace shouwen
