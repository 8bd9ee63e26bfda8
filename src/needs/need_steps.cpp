// Art. 11(1): a need is found, sized, answered with a proposal and realised, or lost with a reason. Art. 11(2): departments help.
#include "needs/need_steps.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t hours_a_leap_year = 8784;
constexpr std::int64_t watts_a_kilowatt = 1000;

Refusal no(const char* code, std::string field, std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_11_1, std::move(field), std::move(values)};
}

Result<NeedArrow> arrow_of(const Need& need, std::string_view verb, std::int64_t seen_version) {
  if (seen_version != 0 && seen_version != need.version) return no("need.changed_meanwhile", "/version");
  for (const NeedArrow& arrow : need_arrows())
    if (arrow.verb == verb && arrow.from == need.stage) return arrow;
  return no("need.wrong_stage", "");
}

struct Figures {
  std::int64_t capacity_kva = 0, power_kw = 0, yearly_energy_wh = 0;
};

std::optional<Refusal> impossible(const Figures& figures, const Rulebook& rulebook) {
  const std::pair<const char*, std::int64_t> named[] = {{"/capacity_kva", figures.capacity_kva}, {"/power_kw", figures.power_kw}, {"/yearly_energy_wh", figures.yearly_energy_wh}};
  for (const auto& [field, value] : named)
    if (value < 0) return no("need.figure_negative", field);
  const std::int64_t largest = rulebook.customer_file.largest_capacity_kva;
  for (const auto& [field, value] : {named[0], named[1]})
    if (largest > 0 && value > largest) return no("need.capacity_impossible", field, {{"largest", std::to_string(largest)}});
  if (figures.capacity_kva > 0 && figures.power_kw > figures.capacity_kva) return no("need.power_above_capacity", "/power_kw");
  // No load takes more than its full power in every hour of a leap year.
  const std::int64_t power_kw = figures.power_kw > 0 ? figures.power_kw : figures.capacity_kva;
  if (power_kw > 0 && figures.yearly_energy_wh / (watts_a_kilowatt * hours_a_leap_year) >= power_kw && figures.yearly_energy_wh > power_kw * watts_a_kilowatt * hours_a_leap_year)
    return no("need.energy_impossible", "/yearly_energy_wh");
  return std::nullopt;
}

template <class Input>
Figures figures_with(const Need& need, const Input& input) {
  return {input.capacity_kva.value_or(need.capacity_kva), input.power_kw.value_or(need.power_kw), input.yearly_energy_wh.value_or(need.yearly_energy_wh)};
}

/// Figures and day as they would be, true or refused.
template <class Input>
std::optional<Refusal> untrue(const Need& need, const Input& input, const NeedSituation& situation) {
  if (auto wrong = impossible(figures_with(need, input), situation.rulebook)) return wrong;
  if (input.expected_on && *input.expected_on < local_date(situation.now)) return no("need.expected_in_the_past", "/expected_on");
  return std::nullopt;
}

std::optional<Refusal> no_manager(OfficerId officer_id, const Organisation& organisation) {
  const Officer* officer = organisation.officer(officer_id);
  if (officer != nullptr && officer->active && organisation.has_role(officer_id, "account_manager")) return std::nullopt;
  return no("need.no_manager", "/account_manager_id");
}

/// What is said again changes nothing.
template <class T, class Known>
std::optional<T> unless_known(const std::optional<T>& given, const Known& known) {
  return given && *given == known ? std::nullopt : given;
}

template <class Input>
void take_figures(NeedEvent& event, const Need& need, const Input& input) {
  event.capacity_kva = unless_known(input.capacity_kva, need.capacity_kva);
  event.power_kw = unless_known(input.power_kw, need.power_kw);
  event.yearly_energy_wh = unless_known(input.yearly_energy_wh, need.yearly_energy_wh);
  event.expected_on = unless_known(input.expected_on, need.expected_on);
}

}  // namespace

NeedDecision open_need(const OpenNeedInput& input, const NeedSituation& situation) {
  const OfficerId manager = input.account_manager_id.value_or(situation.officer_id);
  if (auto wrong = no_manager(manager, situation.organisation)) return *wrong;
  if (auto wrong = untrue(Need{}, input, situation)) return *wrong;
  NeedEvent event{"need_opened"};
  event.stage = NeedStage::latent;
  event.customer_id = input.customer_id;
  event.account_manager_id = manager;
  event.title = input.title;
  event.need_kind = input.kind;
  take_figures(event, Need{}, input);
  event.notes = unless_known(input.notes, Text<0, 2000>{});
  return event;
}

NeedDecision identify_need(const Need& need, const IdentifyNeedInput& input, const NeedSituation& situation) {
  const auto arrow = arrow_of(need, "identify_need", input.version);
  if (!arrow) return arrow.refusal();
  if (auto wrong = untrue(need, input, situation)) return *wrong;
  const Figures figures = figures_with(need, input);
  if (figures.capacity_kva == 0 && figures.power_kw == 0) return no("need.size_missing", "/capacity_kva");
  const std::optional<Date> expected_on = input.expected_on ? input.expected_on : need.expected_on;
  if (!expected_on) return no("need.expected_day_missing", "/expected_on");
  if (*expected_on < local_date(situation.now)) return no("need.expected_in_the_past", "/expected_on");
  NeedEvent event{"need_identified", arrow->to};
  take_figures(event, need, input);
  return event;
}

NeedDecision propose(const Need& need, const ProposeInput& input, const NeedSituation& situation) {
  const auto arrow = arrow_of(need, "propose", input.version);
  if (!arrow) return arrow.refusal();
  if (input.proposal.value.empty()) return no("need.proposal_missing", "/proposal");
  NeedEvent event{"supply_proposed", arrow->to};
  event.proposal = Text<0, 4000>{input.proposal.value};
  event.proposed_at = situation.now;
  event.proposed_by_id = situation.officer_id;
  return event;
}

NeedDecision request_support(const Need& need, std::int64_t seen_version, CaseId case_id) {
  const auto arrow = arrow_of(need, "request_support", seen_version);
  if (!arrow) return arrow.refusal();
  NeedEvent event{"support_requested", arrow->to};
  event.case_id = case_id;
  return event;
}

NeedDecision realise_need(const Need& need, const RealiseNeedInput& input, const NeedSituation& situation) {
  const auto arrow = arrow_of(need, "realise_need", input.version);
  if (!arrow) return arrow.refusal();
  if (auto wrong = impossible({input.capacity_kva, input.power_kw, input.yearly_energy_wh}, situation.rulebook)) return *wrong;
  if (input.capacity_kva == 0 && input.power_kw == 0) return no("need.size_missing", "/capacity_kva");
  if (local_date(situation.now) < input.energised_on) return no("need.energised_later", "/energised_on");
  NeedEvent event{"need_realised", arrow->to};
  event.realised_capacity_kva = input.capacity_kva;
  event.realised_power_kw = input.power_kw;
  event.realised_yearly_energy_wh = input.yearly_energy_wh;
  event.realised_on = input.energised_on;
  return event;
}

NeedDecision lose_need(const Need& need, const LoseNeedInput& input, const NeedSituation& situation) {
  const auto arrow = arrow_of(need, "lose_need", input.version);
  if (!arrow) return arrow.refusal();
  const auto& reasons = situation.rulebook.need_lost_reasons;
  const bool known = std::any_of(reasons.begin(), reasons.end(), [&input](const Reason& reason) { return reason.code == input.reason.value; });
  if (!known) return no("need.unknown_lost_reason", "/reason");
  NeedEvent event{"need_lost", arrow->to};
  event.lost_reason = Line<0, 60>{input.reason.value};
  event.lost_words = Text<0, 1000>{input.words.value};
  return event;
}

NeedDecision change_need(const Need& need, const ChangeNeedInput& input, const NeedSituation& situation) {
  const auto arrow = arrow_of(need, "change_need", input.version);
  if (!arrow) return arrow.refusal();
  if (input.account_manager_id)
    if (auto wrong = no_manager(*input.account_manager_id, situation.organisation)) return *wrong;
  if (auto wrong = untrue(need, input, situation)) return *wrong;
  NeedEvent event{"need_changed"};
  event.account_manager_id = unless_known(input.account_manager_id, need.account_manager_id);
  event.title = unless_known(input.title, need.title);
  event.need_kind = unless_known(input.kind, need.kind);
  take_figures(event, need, input);
  event.notes = unless_known(input.notes, need.notes);
  Need after = apply(need, event);
  after.version = need.version;
  if (after == need) return no("need.nothing_changed", "");
  return event;
}

}  // namespace shouwen
