// Nobody of the accused's line, two people who look, one finding with its reason.
#include "tip_offs/verify_tip.h"

#include <algorithm>

#include "cases/situation.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::optional<Refusal> refuse_step(const TipOff& tip, std::int64_t seen_version, TipStage needed, const TipSituation& situation) {
  if (auto changed = refuse_other_version(tip, seen_version)) return changed;
  if (auto recused = refuse_accused_line(situation, situation.officer_id)) return recused;
  if (tip.stage != needed) return Refusal{"tip.wrong_stage", clause::art_9_5, "", {}};
  return std::nullopt;
}

TipOffEvent happened(const char* kind, const TipSituation& situation) { return {kind, situation.officer_id, situation.now}; }

bool has_reported(const TipOff& tip, OfficerId officer) {
  return std::any_of(tip.reports.begin(), tip.reports.end(), [officer](const InvestigationReport& row) { return row.officer_id == officer; });
}

}  // namespace

std::optional<Refusal> refuse_accused_line(const TipSituation& situation, OfficerId officer) {
  if (is_in_accused_line(situation.organisation, facts_of(situation.service_case), officer)) return Refusal{"tip.recused", clause::art_9_5, "", {}};
  return std::nullopt;
}

std::optional<Refusal> refuse_other_version(const TipOff& tip, std::int64_t seen_version) {
  if (seen_version != 0 && seen_version != tip.version) return Refusal{"tip.changed_meanwhile", clause::art_9_5, "/version", {}};
  return std::nullopt;
}

TipDecision accept_tip(const TipOff& tip, const AcceptTipInput& input, const TipSituation& situation) {
  if (auto refused = refuse_step(tip, input.version, TipStage::received, situation)) return *refused;
  TipOffEvent event = happened("tip_accepted", situation);
  event.stage = TipStage::accepted;
  return event;
}

TipDecision pre_check(const TipOff& tip, const PreCheckInput& input, const TipSituation& situation) {
  if (auto refused = refuse_step(tip, input.version, TipStage::accepted, situation)) return *refused;
  if (tip.pre_check) return Refusal{"tip.wrong_stage", clause::art_9_5, "", {}};
  TipOffEvent event = happened("tip_pre_checked", situation);
  event.pre_check = PreCheck{situation.officer_id, input.taken_up, input.reason, situation.now};
  if (!input.taken_up) event.stage = TipStage::not_taken_up;
  return event;
}

TipDecision appoint_investigators(const TipOff& tip, const AppointInvestigatorsInput& input, const TipSituation& situation) {
  if (auto changed = refuse_other_version(tip, input.version)) return *changed;
  if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  // Somebody may fall ill: others may be named until the first has written.
  const bool may_change = tip.stage == TipStage::under_investigation && tip.reports.empty();
  if (!may_change && (tip.stage != TipStage::accepted || !tip.pre_check)) return Refusal{"tip.wrong_stage", clause::art_9_5, "", {}};
  if (input.officer_ids.size() != 2 || input.officer_ids[0] == input.officer_ids[1]) return Refusal{"tip.two_investigators", clause::art_9_5, "/officer_ids", {}};
  for (const OfficerId id : input.officer_ids) {
    const Officer* officer = situation.organisation.officer(id);
    if (officer == nullptr || !officer->active) return Refusal{"tip.unknown_officer", clause::art_9_5, "/officer_ids", {}};
    if (refuse_accused_line(situation, id)) return Refusal{"tip.investigator_recused", clause::art_9_5, "/officer_ids", {}};
  }
  TipOffEvent event = happened("investigators_appointed", situation);
  event.stage = TipStage::under_investigation;
  event.investigator_ids = input.officer_ids;
  return event;
}

TipDecision report_investigation(const TipOff& tip, const InvestigationReportInput& input, const TipSituation& situation) {
  if (auto refused = refuse_step(tip, input.version, TipStage::under_investigation, situation)) return *refused;
  if (std::find(tip.investigator_ids.begin(), tip.investigator_ids.end(), situation.officer_id) == tip.investigator_ids.end()) return Refusal{"tip.not_investigator", clause::art_9_5, "", {}};
  if (has_reported(tip, situation.officer_id)) return Refusal{"tip.reported_already", clause::art_9_5, "", {}};
  TipOffEvent event = happened("investigation_reported", situation);
  event.report = InvestigationReport{situation.officer_id, input.text, situation.now};
  if (tip.reports.size() + 1 == tip.investigator_ids.size()) event.stage = TipStage::investigated;
  return event;
}

TipDecision find_tip(const TipOff& tip, const FindingInput& input, const TipSituation& situation) {
  if (auto refused = refuse_step(tip, input.version, TipStage::investigated, situation)) return *refused;
  const std::int64_t recovered = input.recovered_fen.value_or(0);
  const bool holds = input.verdict == TipVerdict::verified || input.verdict == TipVerdict::partly;
  if (recovered < 0 || recovered > 100'000'000'000 || (recovered > 0 && !holds)) return Refusal{"tip.bad_amount", clause::art_9_5, "/recovered_fen", {}};
  TipOffEvent event = happened("finding_made", situation);
  event.stage = TipStage::found;
  event.finding = TipFinding{situation.officer_id, input.verdict, input.reason, recovered, situation.now};
  return event;
}

const char* clock_step_of(const TipOff& after, const TipOffEvent& event) {
  if (event.kind == "tip_accepted") return "tip_accepted";
  if (event.kind == "tip_pre_checked") return "tip_pre_checked";
  if (event.kind == "investigation_reported" && after.stage == TipStage::investigated) return "tip_investigated";
  return event.kind == "finding_made" ? "tip_found" : nullptr;
}

}  // namespace shouwen
