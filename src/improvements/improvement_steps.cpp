// Art. 11(6)(1): whoever works by the system says what should be better; marketing decides and says what changes.
#include "improvements/improvement_steps.h"

#include "regulation/clauses.h"

namespace shouwen {

ImprovementDecision propose_improvement(const ProposeImprovementInput& input, const ImprovementSituation& situation) {
  if (situation.rulebook.clause(input.clause.value) == nullptr) return Refusal{"improvement.unknown_clause", clause::art_11_6_1, "/clause", {}};
  ImprovementEvent event{"improvement_proposed", ImprovementState::proposed};
  event.text = Text<0, 2000>{input.text.value};
  event.clause = Line<0, 30>{input.clause.value};
  event.proposed_by_id = situation.officer_id;
  event.proposed_on = local_date(situation.now);
  return event;
}

ImprovementDecision decide_improvement(const Improvement& improvement, const DecideImprovementInput& input, const ImprovementSituation& situation) {
  if (input.version != 0 && input.version != improvement.version) return Refusal{"improvement.changed_meanwhile", clause::art_11_6_1, "/version", {}};
  if (improvement.state != ImprovementState::proposed) return Refusal{"improvement.decided", clause::art_11_6_1, "", {}};
  if (improvement.proposed_by_id == situation.officer_id) return Refusal{"improvement.own_proposal", clause::art_11_6_1, "", {}};
  const bool adopted = input.verdict == ImprovementVerdict::adopted;
  ImprovementEvent event{adopted ? "improvement_adopted" : "improvement_declined", adopted ? ImprovementState::adopted : ImprovementState::declined};
  event.decision = Text<0, 2000>{input.decision.value};
  event.decided_by_id = situation.officer_id;
  event.decided_on = local_date(situation.now);
  return event;
}

namespace {

template <class T, class Given>
void set(T& field, const std::optional<Given>& given) {
  if (given) field = *given;
}

}  // namespace

Improvement apply(Improvement improvement, const ImprovementEvent& event) {
  ++improvement.version;
  set(improvement.state, event.state);
  set(improvement.text, event.text);
  set(improvement.clause, event.clause);
  set(improvement.proposed_by_id, event.proposed_by_id);
  set(improvement.proposed_on, event.proposed_on);
  set(improvement.decision, event.decision);
  set(improvement.decided_by_id, event.decided_by_id);
  set(improvement.decided_on, event.decided_on);
  return improvement;
}

}  // namespace shouwen
