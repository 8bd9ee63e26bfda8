// What the public reads: only what was decided, nobody but the accused, and never without both bodies.
#include "conduct/expose_conduct.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

Refusal no(const char* code, std::string field = "", std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_9_4, std::move(field), std::move(values)};
}

/// What is known of third persons; where only the surname is shown, the accused's own name too.
std::vector<KnownDatum> forbidden_data(const ConductCase& conduct_case, const ExposureRow& row, const ConductSituation& situation) {
  std::vector<KnownDatum> forbidden = situation.known;
  const Officer* accused = situation.organisation.officer(conduct_case.accused.officer_id);
  if (row.naming == ExposureNaming::surname && accused != nullptr) {
    forbidden.push_back({DatumKind::name, accused->name});
    forbidden.push_back({DatumKind::account_number, accused->code});
  }
  return forbidden;
}

std::optional<Refusal> refuse_text(const ConductCase& conduct_case, const std::string& title, const std::vector<ExposedFact>& facts, const ExposureRow& row, const ConductSituation& situation) {
  const std::vector<std::int64_t>& decided = conduct_case.decision->fact_numbers;
  std::set<std::int64_t> used;
  if (facts.empty()) return no("conduct.fact_not_decided", "/facts", {{"number", "-"}});
  for (const ExposedFact& fact : facts)
    if (std::find(decided.begin(), decided.end(), fact.number) == decided.end() || !used.insert(fact.number).second)
      return no("conduct.fact_not_decided", "/facts", {{"number", std::to_string(fact.number)}});
  const std::vector<KnownDatum> forbidden = forbidden_data(conduct_case, row, situation);
  if (auto named = refuse_third_persons(title, forbidden, "/title")) return named;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (auto named = refuse_third_persons(facts[i].text.value, forbidden, "/facts/" + std::to_string(i) + "/text")) return named;
  return std::nullopt;
}

ExposureText written(const std::string& title, const std::vector<ExposedFact>& facts, const ConductCase& conduct_case, const ConductSituation& situation) {
  ExposureText text;
  text.title.value = title;
  text.facts = facts;
  text.written_by_id = situation.officer_id;
  text.written_at = situation.now;
  text.measure = conduct_case.decision->measure;
  return text;
}

std::optional<Refusal> refuse_approver(const ConductCase& conduct_case, std::int64_t seen_version, const ConductSituation& situation) {
  if (auto changed = refuse_other_conduct_version(conduct_case, seen_version)) return changed;
  if (auto recused = refuse_recused_in_conduct(conduct_case, situation)) return recused;
  // A unit's own judge is still of the accused's line: the two bodies are not.
  if (is_of_accused_line(situation.organisation, conduct_case.accused, situation.officer_id)) return no("conduct.recused");
  if (!conduct_case.exposure || !conduct_case.exposure->draft) return no("conduct.no_draft");
  if (conduct_case.exposure->draft->written_by_id == situation.officer_id) return no("conduct.own_exposure");
  return std::nullopt;
}

void publish(ConductEvent& event, ConductExposure& exposure, const ConductSituation& situation) {
  event.kind = exposure.published_at ? "conduct_exposure_corrected" : "conduct_exposed";
  ExposureText text = *std::move(exposure.draft);
  exposure.draft.reset();
  text.published_at = situation.now;
  exposure.texts.push_back(std::move(text));
  exposure.outdated = false;
  exposure.returned_because.clear();
  if (exposure.published_at) return;
  exposure.number = situation.next_exposure_number;
  exposure.published_at = situation.now;
  exposure.last_day = local_date(situation.now).plus_days(static_cast<std::int32_t>(situation.rules.exposure(exposure.level)->days));
  event.clock_stopped = true;
}

}  // namespace

std::string exposed_name(const std::string& name, ExposureNaming naming) {
  if (naming == ExposureNaming::full) return name;
  const std::string masked = mask_name(name);
  return masked.substr(0, masked.find('*')) + "某";
}

ConductDecided draft_exposure(const ConductCase& conduct_case, const DraftExposureInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::carrying_out, situation)) return *refused;
  if (conduct_case.exposure && conduct_case.exposure->published_at) return no("conduct.exposed_already");
  const ViolationRow* row = situation.rules.violation(conduct_case.violation);
  const ExposureRow* place = situation.rules.exposure(input.level);
  if (row == nullptr || place == nullptr) return no("conduct.unknown_violation");
  if (input.level < row->least_exposure) return no("conduct.exposure_too_narrow", "/level", {{"least", situation.rules.exposure(row->least_exposure)->name_zh}});
  if (auto refused = refuse_text(conduct_case, input.title.value, input.facts, *place, situation)) return *refused;
  ConductEvent event = conduct_event("conduct_exposure_drafted", situation);
  event.exposure = ConductExposure{};
  event.exposure->level = input.level;
  event.exposure->draft = written(input.title.value, input.facts, conduct_case, situation);
  return event;
}

ConductDecided correct_exposure(const ConductCase& conduct_case, const CorrectExposureInput& input, const ConductSituation& situation) {
  if (auto changed = refuse_other_conduct_version(conduct_case, input.version)) return *changed;
  if (auto recused = refuse_recused_in_conduct(conduct_case, situation)) return *recused;
  if (!conduct_case.exposure || !conduct_case.exposure->is_up()) return no("conduct.not_exposed");
  const ExposureRow* place = situation.rules.exposure(conduct_case.exposure->level);
  if (auto refused = refuse_text(conduct_case, input.title.value, input.facts, *place, situation)) return *refused;
  if (auto named = refuse_third_persons(input.because.value, forbidden_data(conduct_case, *place, situation), "/because")) return *named;
  ConductEvent event = conduct_event("conduct_exposure_drafted", situation);
  event.exposure = conduct_case.exposure;
  event.exposure->draft = written(input.title.value, input.facts, conduct_case, situation);
  event.exposure->draft->because.value = input.because.value;
  event.exposure->returned_because.clear();
  return event;
}

ConductDecided approve_exposure(const ConductCase& conduct_case, const SeenConductInput& input, ExposureBody body, const ConductSituation& situation) {
  if (auto refused = refuse_approver(conduct_case, input.version, situation)) return *refused;
  ConductExposure exposure = *conduct_case.exposure;
  for (const ExposureApproval& approval : exposure.draft->approvals) {
    if (approval.body == body) return no("conduct.approved_already");
    // One person never speaks for both.
    if (approval.officer_id == situation.officer_id) return no("conduct.approved_by_you");
  }
  exposure.draft->approvals.push_back({body, situation.officer_id, situation.now});
  ConductEvent event = conduct_event("conduct_exposure_approved", situation);
  if (exposure.draft->approvals.size() == 2) publish(event, exposure, situation);
  event.exposure = std::move(exposure);
  return event;
}

ConductDecided return_exposure(const ConductCase& conduct_case, const ConductReasonInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_approver(conduct_case, input.version, situation)) return *refused;
  ConductEvent event = conduct_event("conduct_exposure_returned", situation);
  event.exposure = conduct_case.exposure;
  event.exposure->draft.reset();
  event.exposure->returned_because = input.reason.value;
  event.because = input.reason.value;
  return event;
}

}  // namespace shouwen
