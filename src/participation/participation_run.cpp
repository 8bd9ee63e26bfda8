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

}  // namespace

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
