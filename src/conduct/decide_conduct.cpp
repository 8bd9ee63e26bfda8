// No decision without a hearing, none outside the table, none by who investigated.
#include "conduct/decide_conduct.h"

#include <algorithm>
#include <set>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

Refusal no(const char* code, std::string field = "", std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_9_4, std::move(field), std::move(values)};
}

bool has(const std::vector<HandlingLevel>& levels, HandlingLevel level) { return std::find(levels.begin(), levels.end(), level) != levels.end(); }

struct Measure {
  HandlingLevel level{};
  std::int64_t withheld_fen = 0;
  std::string discipline;
};

/// Money belongs to withheld pay and to nothing else, a kind of discipline to a disciplinary measure.
std::optional<Refusal> refuse_measure(const Measure& measure, const ViolationRow& row, const ConductSituation& situation) {
  const bool withholds = measure.level == HandlingLevel::pay_withheld;
  if (withholds ? measure.withheld_fen < row.withheld_least_fen || measure.withheld_fen > row.withheld_most_fen : measure.withheld_fen != 0)
    return no("conduct.withheld_out_of_range", "/withheld_fen",
              {{"least", std::to_string(row.withheld_least_fen / 100)}, {"most", std::to_string(row.withheld_most_fen / 100)}});
  const auto& kinds = situation.rules.disciplines;
  const bool known = std::any_of(kinds.begin(), kinds.end(), [&measure](const DisciplineRow& kind) { return kind.code == measure.discipline; });
  if (measure.level == HandlingLevel::disciplinary ? !known : !measure.discipline.empty()) return no("conduct.unknown_discipline", "/discipline");
  return std::nullopt;
}

std::optional<Refusal> refuse_facts(const ConductFinding& finding, const std::vector<std::int64_t>& numbers) {
  const std::set<std::int64_t> different(numbers.begin(), numbers.end());
  if (numbers.empty() || different.size() != numbers.size()) return no("conduct.fact_not_proved", "/fact_numbers", {{"number", "-"}});
  for (const std::int64_t number : numbers)
    if (number < 1 || number > static_cast<std::int64_t>(finding.facts.size()) || !finding.facts[static_cast<std::size_t>(number) - 1].proved)
      return no("conduct.fact_not_proved", "/fact_numbers", {{"number", std::to_string(number)}});
  return std::nullopt;
}

std::optional<Refusal> refuse_not_accused(const ConductCase& conduct_case, std::int64_t seen_version, const ConductSituation& situation) {
  // Whose case it is not learns nothing of it, not even that it changed.
  if (conduct_case.accused.officer_id != situation.officer_id) return no("conduct.not_the_accused");
  return refuse_other_conduct_version(conduct_case, seen_version);
}

void let_stand(ConductEvent& event, const ConductSituation& situation) {
  event.stage = ConductStage::carrying_out;
  event.clock = clock_of(situation, situation.rules.expose_within);
}

Result<ConductDecision> milder_decision(const ConductCase& conduct_case, const DecideObjectionInput& input, const ConductSituation& situation) {
  ConductDecision decision = *conduct_case.decision;
  const ViolationRow* row = situation.rules.violation(decision.violation);
  if (row == nullptr) return no("conduct.unknown_violation");
  const Measure measure{input.measure.value_or(decision.measure), input.withheld_fen.value_or(0), input.discipline.value_or(Line<0, 60>{}).value};
  const bool lighter = measure.level < decision.measure || (measure.level == decision.measure && measure.level == HandlingLevel::pay_withheld && measure.withheld_fen < decision.withheld_fen);
  if (!lighter) return no("conduct.not_milder", "/measure");
  // An objection may go below what a repetition made the least: that is what it is for.
  if (!has(row->measures, measure.level)) return no("conduct.measure_not_in_table", "/measure");
  if (auto refused = refuse_measure(measure, *row, situation)) return *refused;
  decision.measure = measure.level;
  decision.withheld_fen = measure.withheld_fen;
  decision.discipline = measure.discipline;
  return decision;
}

void lift(ConductEvent& event, const ConductCase& conduct_case, const ConductSituation& situation) {
  event.stage = ConductStage::lifted;
  event.clock_stopped = true;
  if (!conduct_case.exposure) return;
  ConductExposure exposure = *conduct_case.exposure;
  exposure.draft.reset();
  exposure.outdated = false;
  if (exposure.is_up()) {
    exposure.taken_down_at = situation.now;
    exposure.taken_down_by = TakeDownRule::decision_lifted;
  }
  event.exposure = std::move(exposure);
}

void make_milder(ConductEvent& event, const ConductCase& conduct_case, const ConductDecision& decision, const ConductSituation& situation) {
  event.decision = decision;
  if (!conduct_case.exposure) return;
  ConductExposure exposure = *conduct_case.exposure;
  // A draft said what no longer holds.
  exposure.draft.reset();
  exposure.outdated = exposure.is_up();
  if (exposure.outdated) let_stand(event, situation);
  event.exposure = std::move(exposure);
}

}  // namespace

std::vector<HandlingLevel> measures_allowed(const ViolationRow& row, ConductLevel level, bool repeated) {
  std::vector<HandlingLevel> allowed;
  const HandlingLevel lightest = row.measures.front();
  for (const HandlingLevel measure : row.measures) {
    if (repeated && measure == lightest && row.measures.size() > 1) continue;
    if (level == ConductLevel::bureau || has(row.unit_measures, measure)) allowed.push_back(measure);
  }
  return allowed;
}

bool is_repeated(const ViolationRow& row, const ConductSituation& situation) {
  return std::any_of(situation.earlier.begin(), situation.earlier.end(), [&](const EarlierDecision& earlier) {
    return due_at(situation.calendar, earlier.decided_at, {row.repeat_months, TimeUnit::month}, {CountFrom::next_day, PeriodEnd::midnight, FreeLastDay::stays}).at >= situation.now;
  });
}

ConductDecided ask_hearing(const ConductCase& conduct_case, const AskHearingInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::to_hear, situation)) return *refused;
  if (!is_investigator(conduct_case, situation.officer_id)) return no("conduct.not_investigator");
  if (auto named = refuse_third_persons(input.question.value, situation.known, "/question")) return *named;
  ConductEvent event = conduct_event("conduct_hearing_asked", situation);
  event.stage = ConductStage::hearing;
  event.hearing = ConductHearing{{input.question.value}, situation.officer_id, situation.now, HearingAnswer::waiting, {}, {}};
  event.clock = clock_of(situation, situation.rules.hearing_within);
  return event;
}

ConductDecided answer_hearing(const ConductCase& conduct_case, const AnswerHearingInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_not_accused(conduct_case, input.version, situation)) return *refused;
  if (conduct_case.stage != ConductStage::hearing) return no("conduct.wrong_stage");
  if (!input.declined && input.words.value.empty()) return no("conduct.answer_missing", "/words");
  ConductEvent event = conduct_event(input.declined ? "conduct_hearing_declined" : "conduct_hearing_answered", situation);
  event.stage = ConductStage::to_decide;
  event.hearing = conduct_case.hearing;
  event.hearing->answer = input.declined ? HearingAnswer::declined : HearingAnswer::answered;
  event.hearing->words = input.words;
  event.hearing->answered_at = situation.now;
  event.clock = clock_of(situation, situation.rules.decide_within);
  return event;
}

ConductDecided decide_conduct(const ConductCase& conduct_case, const DecideConductInput& input, const ConductSituation& situation) {
  if (auto changed = refuse_other_conduct_version(conduct_case, input.version)) return *changed;
  if (auto recused = refuse_recused_in_conduct(conduct_case, situation)) return *recused;
  if (conduct_case.is_open() && (!conduct_case.hearing || conduct_case.hearing->answer == HearingAnswer::waiting)) return no("conduct.not_heard");
  if (conduct_case.stage != ConductStage::to_decide) return no("conduct.wrong_stage");
  if (is_investigator(conduct_case, situation.officer_id)) return no("conduct.decider_investigated");
  const ViolationRow* row = situation.rules.violation(input.violation.value);
  if (row == nullptr) return no("conduct.unknown_violation", "/violation");
  const bool repeated = is_repeated(*row, situation);
  if (!has(measures_allowed(*row, ConductLevel::bureau, repeated), input.measure)) return no("conduct.measure_not_in_table", "/measure");
  if (!has(measures_allowed(*row, conduct_case.level, repeated), input.measure)) return Refusal{"conduct.beyond_unit", clause::art_7, "/measure", {}};
  const Measure measure{input.measure, input.withheld_fen.value_or(0), input.discipline.value_or(Line<0, 60>{}).value};
  if (auto refused = refuse_measure(measure, *row, situation)) return *refused;
  if (auto refused = refuse_facts(*conduct_case.finding, input.fact_numbers)) return *refused;
  if (auto named = refuse_third_persons(input.reason.value, situation.known, "/reason")) return *named;
  ConductEvent event = conduct_event("conduct_decided", situation);
  event.stage = ConductStage::decided;
  event.decision = ConductDecision{row->code, measure.level, measure.withheld_fen, measure.discipline, {input.reason.value}, input.fact_numbers, repeated, situation.officer_id, situation.now};
  event.clock = clock_of(situation, situation.rules.objection_within);
  return event;
}

ConductDecided end_not_proved(const ConductCase& conduct_case, const ConductReasonInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_conduct_step(conduct_case, input.version, ConductStage::to_decide, situation)) return *refused;
  if (is_investigator(conduct_case, situation.officer_id)) return no("conduct.decider_investigated");
  if (auto named = refuse_third_persons(input.reason.value, situation.known, "/reason")) return *named;
  ConductEvent event = conduct_event("conduct_not_proved", situation);
  event.stage = ConductStage::not_proved;
  event.because = input.reason.value;
  event.clock_stopped = true;
  return event;
}

ConductDecided object_to_decision(const ConductCase& conduct_case, const ObjectInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_not_accused(conduct_case, input.version, situation)) return *refused;
  const bool in_time = conduct_case.stage == ConductStage::decided;
  if (!in_time && conduct_case.stage != ConductStage::carrying_out && conduct_case.stage != ConductStage::closed && conduct_case.stage != ConductStage::objected) return no("conduct.wrong_stage");
  if (conduct_case.objection) return no("conduct.objected_already");
  ConductEvent event = conduct_event("conduct_objected", situation);
  event.objection = ConductObjection{{input.text.value}, !in_time, situation.now, {}, {}, {}, {}};
  if (in_time) event.stage = ConductStage::objected;
  if (in_time || !conduct_case.clock) event.clock = clock_of(situation, situation.rules.objection_decided_within);
  return event;
}

ConductDecided waive_objection(const ConductCase& conduct_case, const SeenConductInput& input, const ConductSituation& situation) {
  if (auto refused = refuse_not_accused(conduct_case, input.version, situation)) return *refused;
  if (conduct_case.stage != ConductStage::decided) return no("conduct.wrong_stage");
  ConductEvent event = conduct_event("conduct_objection_waived", situation);
  let_stand(event, situation);
  return event;
}

ConductDecided decide_objection(const ConductCase& conduct_case, const DecideObjectionInput& input, const ConductSituation& situation) {
  if (auto changed = refuse_other_conduct_version(conduct_case, input.version)) return *changed;
  if (auto recused = refuse_recused_in_conduct(conduct_case, situation)) return *recused;
  if (!conduct_case.objection_waits()) return no("conduct.no_objection");
  if (conduct_case.decision->decided_by_id == situation.officer_id) return no("conduct.own_decision");
  if (is_investigator(conduct_case, situation.officer_id)) return no("conduct.decider_investigated");
  if (auto named = refuse_third_persons(input.words.value, situation.known, "/words")) return *named;
  ConductEvent event = conduct_event("conduct_objection_decided", situation);
  event.objection = conduct_case.objection;
  event.objection->outcome = input.outcome;
  event.objection->words.value = input.words.value;
  event.objection->decided_by_id = situation.officer_id;
  event.objection->decided_at = situation.now;
  if (conduct_case.stage == ConductStage::objected) let_stand(event, situation);
  else if (conduct_case.stage == ConductStage::closed || (conduct_case.exposure && conduct_case.exposure->published_at)) event.clock_stopped = true;
  switch (input.outcome) {
    case ObjectionOutcome::stands: break;
    case ObjectionOutcome::lifted:
      event.clock.reset();
      lift(event, conduct_case, situation);
      break;
    case ObjectionOutcome::milder: {
      const auto milder = milder_decision(conduct_case, input, situation);
      if (!milder) return milder.refusal();
      make_milder(event, conduct_case, *milder, situation);
      if (event.clock) event.clock_stopped = false;
      break;
    }
  }
  return event;
}

}  // namespace shouwen
