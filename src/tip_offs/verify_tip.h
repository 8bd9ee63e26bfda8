// Verifying a tip 受理 → 初核 → 调查核实 → 认定. Art. 9(5); rules.md R-REP-05.
#pragma once

#include "tip_offs/tip_situation.h"

namespace shouwen {

struct AcceptTipInput {
  std::int64_t version = 0;
};
struct PreCheckInput {
  std::int64_t version = 0;
  bool taken_up = false;
  Text<1, 2000> reason;
};
struct AppointInvestigatorsInput {
  std::int64_t version = 0;
  std::vector<OfficerId> officer_ids;
};
struct InvestigationReportInput {
  std::int64_t version = 0;
  Text<1, 4000> text;
};
struct FindingInput {
  std::int64_t version = 0;
  TipVerdict verdict{};
  Text<1, 4000> reason;
  std::optional<std::int64_t> recovered_fen;
};

/// Refusals of all: tip.changed_meanwhile, .recused, .wrong_stage.
TipDecision accept_tip(const TipOff& tip, const AcceptTipInput& input, const TipSituation& situation);
TipDecision pre_check(const TipOff& tip, const PreCheckInput& input, const TipSituation& situation);
/// Two different officers, none of them of the accused's line: tip.two_investigators, .unknown_officer, .investigator_recused.
TipDecision appoint_investigators(const TipOff& tip, const AppointInvestigatorsInput& input, const TipSituation& situation);
/// Each of the two writes his own: tip.not_investigator, .reported_already.
TipDecision report_investigation(const TipOff& tip, const InvestigationReportInput& input, const TipSituation& situation);
/// When both have written: tip.bad_amount if money was recovered of what is not verified, or less than nothing.
TipDecision find_tip(const TipOff& tip, const FindingInput& input, const TipSituation& situation);

/// The step of the case's clocks that an event of this room records; nullptr = none.
const char* clock_step_of(const TipOff& after, const TipOffEvent& event);

}  // namespace shouwen
