// The verbs of a need: what each wants to know, and what it refuses. Art. 11(1), 11(2).
#pragma once

#include <string_view>

#include "needs/need.h"
#include "org/organisation.h"

namespace shouwen {

/// An arrow of the funnel: what a verb makes of a stage, by which clause.
struct NeedArrow {
  const char* verb;
  NeedStage from, to;
  const char* clause;
};
/// All that are allowed; what is not here is refused.
const std::vector<NeedArrow>& need_arrows();
/// The verbs that a stage allows, in the order of the page.
std::vector<std::string> verbs_from(NeedStage stage);

/// What the rules may know besides the need.
struct NeedSituation {
  OfficerId officer_id;              ///< who acts
  Instant now;
  const Rulebook& rulebook;
  const Organisation& organisation;
};

struct OpenNeedInput {
  CustomerId customer_id;
  std::optional<OfficerId> account_manager_id = {};  ///< who acts, if absent
  Line<1, 80> title;
  NeedKind kind{};
  std::optional<std::int64_t> capacity_kva = {}, power_kw = {}, yearly_energy_wh = {};
  std::optional<Date> expected_on = {};
  std::optional<Text<0, 2000>> notes = {};
};
struct IdentifyNeedInput {
  std::int64_t version = 0;          ///< of the need that was seen; 0 = whatever it is now
  std::optional<std::int64_t> capacity_kva = {}, power_kw = {}, yearly_energy_wh = {};
  std::optional<Date> expected_on = {};
};
struct ProposeInput {
  std::int64_t version = 0;
  Text<1, 4000> proposal;
};
struct RealiseNeedInput {
  std::int64_t version = 0;
  std::int64_t capacity_kva = 0, power_kw = 0, yearly_energy_wh = 0;
  Date energised_on;
};
struct LoseNeedInput {
  std::int64_t version = 0;
  Line<1, 60> reason;
  Text<1, 1000> words;
};
struct ChangeNeedInput {
  std::int64_t version = 0;
  std::optional<OfficerId> account_manager_id = {};
  std::optional<Line<1, 80>> title = {};
  std::optional<NeedKind> kind = {};
  std::optional<std::int64_t> capacity_kva = {}, power_kw = {}, yearly_energy_wh = {};
  std::optional<Date> expected_on = {};
  std::optional<Text<0, 2000>> notes = {};
};

using NeedDecision = Result<NeedEvent>;

// Refusals need.…: changed_meanwhile, wrong_stage, figure_negative, capacity_impossible, power_above_capacity, energy_impossible,
// expected_in_the_past, no_manager, and those named beside each.

NeedDecision open_need(const OpenNeedInput& input, const NeedSituation& situation);
/// size_missing, expected_day_missing.
NeedDecision identify_need(const Need& need, const IdentifyNeedInput& input, const NeedSituation& situation);
/// proposal_missing.
NeedDecision propose(const Need& need, const ProposeInput& input, const NeedSituation& situation);
/// The case is registered beside it: `case_id` 0 asks whether it may be.
NeedDecision request_support(const Need& need, std::int64_t seen_version, CaseId case_id);
/// size_missing, energised_later.
NeedDecision realise_need(const Need& need, const RealiseNeedInput& input, const NeedSituation& situation);
/// unknown_lost_reason.
NeedDecision lose_need(const Need& need, const LoseNeedInput& input, const NeedSituation& situation);
/// nothing_changed.
NeedDecision change_need(const Need& need, const ChangeNeedInput& input, const NeedSituation& situation);

}  // namespace shouwen
