// Proposing and deciding. Art. 11(6)(1).
#pragma once

#include "improvements/improvement.h"

namespace shouwen {

struct ProposeImprovementInput {
  Text<1, 2000> text;
  Line<1, 30> clause;                  ///< such as art.11(3)
};
enum class ImprovementVerdict { adopted, declined };
struct DecideImprovementInput {
  std::int64_t version = 0;            ///< of the proposal that was seen; 0 = whatever it is now
  ImprovementVerdict verdict{};
  Text<1, 2000> decision;
};

struct ImprovementSituation {
  OfficerId officer_id;
  Instant now;
  const Rulebook& rulebook;
};
using ImprovementDecision = Result<ImprovementEvent>;

/// Refusal improvement.unknown_clause.
ImprovementDecision propose_improvement(const ProposeImprovementInput& input, const ImprovementSituation& situation);
/// Refusals improvement.changed_meanwhile, .decided, .own_proposal (who proposed does not decide).
ImprovementDecision decide_improvement(const Improvement& improvement, const DecideImprovementInput& input, const ImprovementSituation& situation);

}  // namespace shouwen
