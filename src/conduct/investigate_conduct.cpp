// Nobody investigates his own people or his own superior's; what one of two writes, the other stands for.
#include "conduct/investigate_conduct.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::size_t most_facts = 30, most_persons = 50;

Refusal no(const char* code, std::string field = "", std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_9_4, std::move(field), std::move(values)};
}

bool is_paper(LeadKind kind) { return kind == LeadKind::inspection || kind == LeadKind::audit; }

std::optional<Refusal> refuse_unit_opening(const Officer& accused, const ViolationRow& row, const ConductOpening& opening, const ConductSituation& situation) {
  if (opening.level == ConductLevel::bureau) return std::nullopt;
  const Unit* unit = situation.organisation.unit(opening.unit_id);
  // The head's own conduct is not for his unit to judge.
  if (unit == nullptr || unit->head_id == accused.id || !situation.organisation.is_within(accused.unit_id, unit->id))
    return Refusal{"conduct.not_your_people", clause::art_7, "/accused_id", {}};
  if (row.unit_measures.empty()) return Refusal{"conduct.bureau_only", clause::art_7, "/violation", {}};
  return std::nullopt;
}

std::optional<Refusal> refuse_lead(const OpenConductInput& input, const ConductOpening& opening) {
  const bool has_reference = input.reference.has_value() && !input.reference->value.empty();
  if (is_paper(input.lead) && !has_reference) return no("conduct.reference_missing", "/reference");
  if (!is_paper(input.lead) && input.lead != LeadKind::own_accord && !opening.lead_holds) return no("conduct.lead_does_not_hold", "/lead_id");
  if (!opening.opened_already.empty()) return no("conduct.opened_already", "/accused_id", {{"number", opening.opened_already}});
  return std::nullopt;
}

/// A fact points only to files that are there.
std::optional<Refusal> refuse_unknown_files(const ConductCase& conduct_case, const std::vector<ConductFact>& facts) {
  for (const ConductFact& fact : facts)
    for (const std::int64_t number : fact.file_numbers.value_or(std::vector<std::int64_t>{}))
      if (number < 1 || number > static_cast<std::int64_t>(conduct_case.files.size())) return no("conduct.unknown_file", "/facts", {{"number", std::to_string(number)}});
  return std::nullopt;
}

/// What every violation case's first event carries.
ConductCase fresh_case(const OpenConductInput& input, const ConductOpening& opening, const Officer& accused, const ConductSituation& situation) {
  ConductCase fresh;
  fresh.year = opening.year;
  fresh.sequence = opening.sequence;
  fresh.level = opening.level;
  fresh.unit_id = opening.unit_id;
  fresh.lead = {input.lead, is_paper(input.lead) || input.lead == LeadKind::own_accord ? 0 : input.lead_id.value_or(0),
                opening.reference.empty() ? input.reference.value_or(Line<0, 60>{}) : Line<0, 60>{opening.reference}};
  fresh.accused = {accused.id, accused.unit_id, accused.post_name};
  fresh.violation = input.violation.value;
  fresh.suspicion.value = input.suspicion.value;
  fresh.opened_by_id = situation.officer_id;
  fresh.opened_at = situation.now;
  fresh.clock = clock_of(situation, situation.rules.accept_within);
  return fresh;
}

}  // namespace

ConductDecided open_conduct_case(const OpenConductInput& input, const ConductOpening& opening, const ConductSituation& situation) {
  const Officer* accused = situation.organisation.officer(input.accused_id);
  if (accused == nullptr) return no("conduct.unknown_officer", "/accused_id");
  if (accused->id == situation.officer_id) return no("conduct.own_case", "/accused_id");
  const ConductCase fresh = fresh_case(input, opening, *accused, situation);
  if (is_kept_from(situation.organisation, fresh, situation.officer_id)) return no("conduct.recused", "/accused_id");
  const ViolationRow* row = situation.rules.violation(input.violation.value);
  if (row == nullptr) return no("conduct.unknown_violation", "/violation");
  if (auto refused = refuse_unit_opening(*accused, *row, opening, situation)) return *refused;
  if (auto refused = refuse_lead(input, opening)) return *refused;
  ConductEvent event = conduct_event("conduct_case_opened", situation);
  if (opening.level == ConductLevel::unit) event.clause = clause::art_7;
  event.opened = fresh;
  return event;
}

ConductDecided accept_conduct_case(const ConductCase& conduct_case, const SeenConductInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::opened, situation)) return *refused;
  ConductEvent event = conduct_event("conduct_case_accepted", situation);
  event.stage = ConductStage::accepted;
  event.accepted_by_id = situation.officer_id;
  event.clock = clock_of(situation, situation.rules.accept_within);
  return event;
}

ConductDecided decline_conduct_case(const ConductCase& conduct_case, const ConductReasonInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::opened, situation)) return *refused;
  ConductEvent event = conduct_event("conduct_case_declined", situation);
  event.stage = ConductStage::declined;
  event.because = input.reason.value;
  event.clock_stopped = true;
  return event;
}

ConductDecided appoint_conduct_investigators(const ConductCase& conduct_case, const ConductInvestigatorsInput& input, const ConductSituation& situation) {
  const bool replaces = conduct_case.stage == ConductStage::investigating && !conduct_case.finding;
  if (auto refused = refuse_conduct_step(conduct_case, input.version, replaces ? ConductStage::investigating : ConductStage::accepted, situation)) return *refused;
  if (input.officer_ids.size() != 2 || input.officer_ids[0] == input.officer_ids[1]) return no("conduct.two_investigators", "/officer_ids");
  for (const OfficerId id : input.officer_ids) {
    const Officer* officer = situation.organisation.officer(id);
    if (officer == nullptr || !officer->active) return no("conduct.unknown_officer", "/officer_ids");
    if (is_of_accused_line(situation.organisation, conduct_case.accused, id)) return no("conduct.investigator_recused", "/officer_ids", {{"name", officer->name}});
    if (supervised_accused(situation.organisation, conduct_case.accused, id)) return no("conduct.investigator_supervised", "/officer_ids", {{"name", officer->name}});
  }
  ConductEvent event = conduct_event("conduct_investigators_appointed", situation);
  event.stage = ConductStage::investigating;
  event.investigator_ids = input.officer_ids;
  if (!replaces) event.clock = clock_of(situation, situation.rules.investigate_within);
  return event;
}

ConductDecided record_conduct_finding(const ConductCase& conduct_case, const ConductFindingInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::investigating, situation)) return *refused;
  if (!is_investigator(conduct_case, situation.officer_id)) return no("conduct.not_investigator");
  if (input.facts.empty()) return no("conduct.no_facts", "/facts");
  if (auto unknown = refuse_unknown_files(conduct_case, input.facts)) return *unknown;
  if (input.facts.size() > most_facts) return no("conduct.too_many_facts", "/facts", {{"limit", std::to_string(most_facts)}});
  ConductFinding finding;
  finding.facts = input.facts;
  finding.third_persons = input.third_persons.value_or(std::vector<ThirdPerson>{});
  finding.linked_case_ids = input.linked_case_ids.value_or(std::vector<CaseId>{});
  if (finding.third_persons.size() > most_persons || finding.linked_case_ids.size() > most_persons)
    return no("conduct.too_many_facts", finding.third_persons.size() > most_persons ? "/third_persons" : "/linked_case_ids", {{"limit", std::to_string(most_persons)}});
  finding.recorded_by_id = situation.officer_id;
  finding.recorded_at = situation.now;
  ConductEvent event = conduct_event("conduct_finding_recorded", situation);
  event.finding = std::move(finding);
  return event;
}

ConductDecided confirm_conduct_finding(const ConductCase& conduct_case, const SeenConductInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::investigating, situation)) return *refused;
  if (!is_investigator(conduct_case, situation.officer_id)) return no("conduct.not_investigator");
  if (!conduct_case.finding) return no("conduct.no_finding");
  if (conduct_case.finding->recorded_by_id == situation.officer_id) return no("conduct.own_finding");
  ConductEvent event = conduct_event("conduct_finding_confirmed", situation);
  event.finding = conduct_case.finding;
  event.finding->confirmed_by_id = situation.officer_id;
  event.finding->confirmed_at = situation.now;
  // Nothing is held against him where nothing is proved: then there is nothing to be heard on.
  event.stage = event.finding->any_proved() ? ConductStage::to_hear : ConductStage::to_decide;
  event.clock = clock_of(situation, situation.rules.decide_within);
  return event;
}

ConductDecided take_over_conduct_case(const ConductCase& conduct_case, const ConductReasonInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_other_conduct_version(conduct_case, input.version)) return *refused;
  if (auto refused = refuse_recused_in_conduct(conduct_case, situation)) return *refused;
  if (conduct_case.level != ConductLevel::unit) return Refusal{"conduct.not_a_units_case", clause::art_7, "", {}};
  if (!conduct_case.is_open()) return Refusal{"conduct.ended", clause::art_7, "", {}};
  ConductEvent event = conduct_event("conduct_case_taken_over", situation);
  event.clause = clause::art_7;
  event.level = ConductLevel::bureau;
  event.unit_id = situation.supervision_unit_id;
  event.because = input.reason.value;
  return event;
}

}  // namespace shouwen
