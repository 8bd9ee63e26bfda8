// Called by the ticker twice a minute; no rule of its own.
#include "participation/participation_run.h"

#include "participation/participation_desk.h"

namespace shouwen {

namespace {

void keep(db::Session& session, const House& house, const Rulebook& rulebook, const Plan& plan, const PlanEvent& event, const PlanSituation& situation) {
  const SavedRow<Plan> saved = save_plan(session, plan, event, rulebook.version);
  tell(session, saved.journal_number, notice_of(saved.state, event, rulebook, *house.organisation(), situation.members), {}, situation.now);
}

bool strike(db::Session& session, const House& house, const Rulebook& rulebook, PlanId id) {
  const Plan plan = *load_plan(session, id);
  const PlanSituation situation = plan_situation(session, id, {}, *participation_rules(rulebook), house.now());
  if (const PlanDecision ended = end_consultation(plan, situation)) {
    keep(session, house, rulebook, plan, *ended, situation);
    return true;
  }
  const auto missed = miss_answers(plan, situation);
  if (missed) keep(session, house, rulebook, plan, *missed, situation);
  return missed.has_value();
}

std::optional<MissedMeeting> missed_now(db::Session& session, const ParticipationRules& rules, Instant now) {
  const auto next_by = next_meeting_by(list_supervisors(session), list_meetings(session), rules, local_date(now));
  return miss_meeting(next_by, next_by && is_missed_meeting_told(session, *next_by), now);
}

}  // namespace

std::int64_t tell_missed_meeting(House& house) {
  const auto rulebook = house.rulebook_now();
  const ParticipationRules* rules = rulebook == nullptr ? nullptr : participation_rules(*rulebook);
  if (rules == nullptr || !missed_now(*house.readers().borrow(), *rules, house.now())) return 0;
  house.writer().run([&](db::Session& session) {
    const auto missed = missed_now(session, *rules, house.now());
    if (!missed) return;
    const std::int64_t number = add_missed_meeting(session, *missed, rulebook->version).journal_number;
    const std::string day = to_iso(missed->due_on);
    tell(session, number, {officers_who_may(*rulebook, *house.organisation(), "keep_social_supervisors"), "/social_supervisors", "社会监督员会议应在 " + day + " 前召开，尚未召开",
                           "A meeting with the social supervisors was due by " + day + " and was not held"}, {}, missed->at);
  });
  return 1;
}

std::int64_t strike_plans(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || participation_rules(*rulebook) == nullptr) return 0;
  const auto due = plans_to_strike(*house.readers().borrow(), local_date(house.now()));
  std::int64_t struck = 0;
  house.writer().run([&](db::Session& session) {
    for (const PlanId id : due) struck += strike(session, house, *rulebook, id) ? 1 : 0;
    forget_sent_forms(session, house.now().plus_seconds(-seconds_per_day));
  });
  return struck;
}

}  // namespace shouwen
