// Asking each rule with an empty form.
#include "cases/case_actions.h"

#include <map>

#include "cases/assign.h"
#include "cases/cases.h"
#include "cases/correction.h"
#include "cases/follow_up.h"
#include "cases/oversight.h"
#include "cases/steps.h"
#include "cases/work.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using Probe = Decision (*)(const ServiceCase&, const Situation&);

template <auto rule, class Input>
Decision with_empty_form(const ServiceCase& service_case, const Situation& situation) {
  return rule(service_case, Input{}, situation);
}

Decision probe_correction(const ServiceCase& service_case, const Situation& situation) {
  CorrectionInput input;
  input.text = Text<1, 4000>{service_case.text + "."};
  return correct_registration(service_case, input, [](const Contact&) { return std::string(); }, situation);
}

Decision probe_link(const ServiceCase& service_case, const Situation&) {
  if (service_case.secrecy == Secrecy::sealed) return Refusal{"link.sealed", clause::art_9_5, "", {}};
  return std::vector<CaseEvent>{};
}

Decision probe_unlink(const ServiceCase& service_case, const Situation&) {
  if (service_case.linked_case_ids.empty()) return Refusal{"unlink.not_linked", clause::art_10_7, "", {}};
  return std::vector<CaseEvent>{};
}

/// With the first step still to be done.
Decision probe_step(const ServiceCase& service_case, const Situation& situation) {
  StepInput input;
  for (const ServiceStep* step : steps_of(service_case, situation.rulebook)) {
    input.step = {step->code};
    if (!service_case.has_done(step->code)) break;
  }
  return record_step(service_case, input, situation);
}

const std::map<std::string_view, Probe>& probes() {
  static const std::map<std::string_view, Probe> table = {
      {"reply", &with_empty_form<&reply, ReplyInput>},
      {"record_step", &probe_step},
      {"report_progress", &with_empty_form<&report_progress, ProgressInput>},
      {"record_contact", &with_empty_form<&record_contact, ContactMadeInput>},
      {"record_arrival", &with_empty_form<&record_arrival, ArrivalInput>},
      {"transfer", &with_empty_form<&transfer, TransferInput>},
      {"accept", &accept},
      {"return_case", &with_empty_form<&return_case, ReturnInput>},
      {"ask_office", &with_empty_form<&ask_office, OfficeQuestionInput>},
      {"rule_on", &with_empty_form<&rule_on, RulingInput>},
      {"assign", &with_empty_form<&assign, AssignInput>},
      {"take_over", &take_over},
      {"explain_out_of_scope", &with_empty_form<&explain_out_of_scope, OutOfScopeInput>},
      {"suspend", &with_empty_form<&suspend, SuspendInput>},
      {"resume", &with_empty_form<&resume, ResumeInput>},
      {"request_extension", &with_empty_form<&request_extension, ExtensionInput>},
      {"decide_extension", &with_empty_form<&decide_extension, ExtensionDecisionInput>},
      {"follow_up", &with_empty_form<&follow_up, FollowUpInput>},
      {"close_case", &with_empty_form<&close_case, CloseInput>},
      {"reopen", &with_empty_form<&reopen, ReopenInput>},
      {"remind", &with_empty_form<&remind, RemindInput>},
      {"supervise", &with_empty_form<&supervise, SuperviseInput>},
      {"answer_supervision", &with_empty_form<&answer_supervision, SupervisionAnswerInput>},
      {"lift_duty", &with_empty_form<&lift_duty, LiftInput>},
      {"correct_registration", &probe_correction},
      {"link", &probe_link},
      {"unlink", &probe_unlink},
      {"withdraw", &with_empty_form<&withdraw, WithdrawInput>},
      {"note", &with_empty_form<&note, NoteInput>},
  };
  return table;
}

/// Nothing if the verb is possible.
std::optional<Refusal> refuse(std::string_view verb, Probe probe, const ServiceCase& service_case, const Situation& situation, const Rulebook& rulebook_now) {
  const Permission permission = may(rulebook_now, situation.organisation, situation.actor, verb, facts_of(service_case));
  if (!permission.allowed) return permission.refusal;
  const Decision decision = probe(service_case, situation);
  // A missing field is what the form is for.
  if (!decision.refused() || !decision.refusal().field.empty()) return std::nullopt;
  return decision.refusal();
}

}  // namespace

std::vector<PossibleAction> possible_actions(const ServiceCase& service_case, const Situation& situation, const Rulebook& rulebook_now) {
  std::vector<PossibleAction> actions;
  for (const CaseVerb& verb : case_verbs()) {
    const auto probe = probes().find(verb.verb);
    if (probe == probes().end()) continue;
    const auto refusal = refuse(verb.verb, probe->second, service_case, situation, rulebook_now);
    actions.push_back({verb.verb, verb.resource, !refusal, refusal.value_or(Refusal{})});
  }
  return actions;
}

bool is_possible(std::string_view verb, const ServiceCase& service_case, const Situation& situation, const Rulebook& rulebook_now) {
  const auto probe = probes().find(verb);
  return probe != probes().end() && !refuse(verb, probe->second, service_case, situation, rulebook_now);
}

}  // namespace shouwen
