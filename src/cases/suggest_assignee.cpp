// Weighing candidates: the rule of assigning itself says who may, the rulebook's points say who should.
#include "cases/suggest_assignee.h"

#include <algorithm>

#include "cases/assign.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::vector<Refusal> what_is_against(const ServiceCase& service_case, OfficerId officer_id, const Situation& situation) {
  std::vector<Refusal> against;
  const Decision decision = assign(service_case, {officer_id, {}}, situation);
  if (!decision) against.push_back(decision.refusal());
  const Officer* officer = situation.organisation.officer(officer_id);
  if (officer == nullptr || !situation.organisation.is_absent(officer_id, situation.now)) return against;
  const Officer* deputy = situation.organisation.officer(officer->deputy_id);
  if (deputy == nullptr) against.push_back(Refusal{"suggest_assignee.absent", clause::art_4, "", {{"officer", officer->name}}});
  else against.push_back(Refusal{"suggest_assignee.absent_with_deputy", clause::art_4, "", {{"officer", officer->name}, {"deputy", deputy->name}}});
  return against;
}

Candidate weighed(const ServiceCase& service_case, const CandidateFacts& facts, const AssignmentRules& rules, const Situation& situation) {
  Candidate candidate;
  candidate.load = facts.load;
  candidate.points = load_points(facts.load, rules);
  candidate.reasons.push_back({SuggestionGround::load, clause::art_10_7, candidate.points});
  if (facts.of_customer > 0) {
    candidate.points -= rules.customer_points;
    candidate.reasons.push_back({SuggestionGround::knows_customer, clause::art_10_1, facts.of_customer});
  }
  if (facts.of_work > 0) {
    candidate.points -= rules.work_points;
    candidate.reasons.push_back({SuggestionGround::knows_work, clause::art_10_3, facts.of_work});
  }
  if (service_case.about_officer_id) candidate.reasons.push_back({SuggestionGround::not_recused, clause::art_10_7, 0});
  candidate.against = what_is_against(service_case, facts.load.officer_id, situation);
  return candidate;
}

}  // namespace

std::int64_t load_points(const OfficerLoad& load, const AssignmentRules& rules) {
  return load.open * rules.open_points + load.due_today * rules.due_today_points + load.overdue * rules.overdue_points;
}

std::vector<Candidate> suggest_assignees(const ServiceCase& service_case, const std::vector<CandidateFacts>& facts, const AssignmentRules& rules,
                                         const Situation& situation) {
  std::vector<Candidate> candidates;
  for (const CandidateFacts& row : facts) candidates.push_back(weighed(service_case, row, rules, situation));
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& one, const Candidate& other) {
    if (one.against.empty() != other.against.empty()) return one.against.empty();
    if (one.points != other.points) return one.points < other.points;
    return one.load.officer_id.value < other.load.officer_id.value;
  });
  std::int64_t lowest = -1;
  for (const Candidate& candidate : candidates) {
    const std::int64_t points = load_points(candidate.load, rules);
    if (candidate.against.empty() && (lowest < 0 || points < lowest)) lowest = points;
  }
  for (Candidate& candidate : candidates)
    if (candidate.against.empty() && load_points(candidate.load, rules) == lowest) candidate.reasons.front().ground = SuggestionGround::lowest_load;
  return candidates;
}

}  // namespace shouwen
