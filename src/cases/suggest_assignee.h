// Who in the unit should get a case, and why: present, knows the customer or the work, carries least. A suggestion, never a
// decision. The numbers are the rulebook's. Art. 4, 10(3), 10(7).
#pragma once

#include <string>
#include <vector>

#include "cases/situation.h"

namespace shouwen {

/// What somebody holds now; due today and overdue are parts of open.
struct OfficerLoad {
  OfficerId officer_id;
  std::int64_t open = 0, due_today = 0, overdue = 0;
};

/// What speaks for somebody besides his load.
struct CandidateFacts {
  OfficerLoad load;
  std::int64_t of_customer = 0;  ///< cases of this customer he held
  std::int64_t of_work = 0;      ///< lately, of the same category in the same area
};

enum class SuggestionGround { load, lowest_load, knows_customer, knows_work, not_recused };
struct SuggestionReason {
  SuggestionGround ground{};
  const char* clause = "";
  std::int64_t cases = 0;        ///< how many speak for it; of a load its points
};

struct Candidate {
  OfficerLoad load;
  std::int64_t points = 0;       ///< the fewer the better
  std::vector<SuggestionReason> reasons;
  std::vector<Refusal> against;  ///< why he is not suggested: what the rule refuses, and absence
};

/// A load in the rulebook's points.
std::int64_t load_points(const OfficerLoad& load, const AssignmentRules& rules);
/// Best first; whom the rule refuses or who is away comes last. The first is the suggestion if nothing is against him.
std::vector<Candidate> suggest_assignees(const ServiceCase& service_case, const std::vector<CandidateFacts>& facts, const AssignmentRules& rules,
                                         const Situation& situation);

}  // namespace shouwen
