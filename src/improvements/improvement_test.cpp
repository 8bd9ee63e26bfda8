// A proposal is made with its clause and decided once, by somebody else.
#include <gtest/gtest.h>

#include "improvements/improvement_steps.h"

namespace shouwen {
namespace {

const Instant noon = at_local(Date::of(2026, 11, 27), 12 * 3600);

Rulebook book() {
  Rulebook rulebook;
  rulebook.clauses.emplace_back();
  rulebook.clauses.back().cite = "art.11(3)";
  return rulebook;
}
const Rulebook rulebook = book();
const ImprovementSituation manager{OfficerId{1}, noon, rulebook};
const ImprovementSituation marketing{OfficerId{2}, noon, rulebook};

TEST(Improvement, Art_11_6_1_proposed_with_its_clause_decided_once_by_another) {
  EXPECT_EQ(propose_improvement({{"更好"}, {"art.99"}}, manager).refusal().code, "improvement.unknown_clause");
  const Improvement proposed = apply({}, *propose_improvement({{"更好"}, {"art.11(3)"}}, manager));
  EXPECT_EQ(proposed.proposed_on, Date::of(2026, 11, 27));
  EXPECT_EQ(decide_improvement(proposed, {0, ImprovementVerdict::adopted, {"改"}}, manager).refusal().code, "improvement.own_proposal");
  EXPECT_EQ(decide_improvement(proposed, {7, ImprovementVerdict::adopted, {"改"}}, marketing).refusal().code, "improvement.changed_meanwhile");
  const Improvement adopted = apply(proposed, *decide_improvement(proposed, {1, ImprovementVerdict::adopted, {"改"}}, marketing));
  EXPECT_EQ(adopted.state, ImprovementState::adopted);
  EXPECT_EQ(adopted.decided_by_id, OfficerId{2});
  EXPECT_EQ(apply(proposed, *decide_improvement(proposed, {0, ImprovementVerdict::declined, {"不改"}}, marketing)).state, ImprovementState::declined);
  EXPECT_EQ(decide_improvement(adopted, {0, ImprovementVerdict::declined, {"不改"}}, marketing).refusal().code, "improvement.decided");
}

}  // namespace
}  // namespace shouwen
