// One transaction is the caller's; everything here happens inside it.
#include "tip_offs/tip_off_desk.h"

#include "org/tip_code.h"
#include "regulation/clauses.h"
#include "tip_offs/reward.h"
#include "tip_offs/told.h"
#include "tip_offs/verify_tip.h"

namespace shouwen {

namespace {

OfficerId actor_of(const CaseDesk& desk) {
  switch (desk.actor.kind) {
    case Actor::Kind::officer: return desk.actor.officer_id;
    case Actor::Kind::customer: return the_reporter;
    case Actor::Kind::clock: return {};
  }
  return {};
}

/// The case's clock of this step stops, the next one's starts. Nothing if the case is answered already: its clocks ended with that.
std::optional<Performed> record_clock_step(const CaseDesk& desk, CaseId id, const std::string& step) {
  auto performed = perform(desk, id, 0, "verify_tip", [&step](const ServiceCase& service_case, const Situation& situation) -> Decision {
    if (auto refusal = refuse_unless_open(service_case)) return *refusal;
    if (service_case.has_done(step)) return Refusal{"record_step.done_already", clause::art_9_5, "/step", {{"step", step}}};
    DecisionWriter writer(service_case, situation);
    writer.add(clause::art_9_5, StepRecorded{step, ""});
    return std::move(writer).take();
  });
  if (!performed) return std::nullopt;
  return *std::move(performed);
}

/// Who is asked first when nobody was: of supervision, else of the bureau office, else a leader; never of the accused's line.
OfficerId first_contact_for(const CaseDesk& desk, const RegisterInput& input) {
  CaseFacts facts;
  facts.kind = CaseKind::tip_off;
  facts.about_officer_id = input.about_officer_id.value_or(OfficerId{});
  if (input.further_accused) {
    facts.also_about_officer_ids = input.further_accused->officer_ids;
    facts.about_unit_ids = input.further_accused->unit_ids;
  }
  const Organisation& organisation = *desk.organisation;
  const Unit* supervision = organisation.unit_by_code(desk.rulebook_now->closing.supervision_unit_code);
  OfficerId absent;
  for (const Unit* unit = supervision; unit != nullptr; unit = organisation.unit(unit->parent_id))
    for (const Officer& officer : organisation.officers()) {
      const bool fits = officer.active && officer.unit_id == unit->id && !is_in_accused_line(organisation, facts, officer.id);
      if (fits && !organisation.is_absent(officer.id, desk.now)) return officer.id;
      if (fits && !absent) absent = officer.id;
    }
  const OfficerId office = organisation.head_of(organisation.bureau_office());
  if (!absent && office && !is_in_accused_line(organisation, facts, office)) return office;
  return absent;
}

}  // namespace

Result<TipPerformed> perform_tip(const CaseDesk& desk, CaseId id, const TipRule& rule) {
  const auto service_case = load_case(desk.session, id);
  const TipOffRules* rules = tip_off_rules(*desk.rulebook_now);
  if (!service_case || service_case->kind != CaseKind::tip_off || rules == nullptr) return Refusal{"tip.unknown", clause::art_9_5, "", {}};
  const TipOff before = load_tip_off(desk.session, id);
  const TipDecision decision = rule(before, {actor_of(desk), desk.now, *service_case, *desk.organisation, *rules});
  if (!decision) return decision.refusal();
  TipPerformed performed{save_tip_off(desk.session, before, *decision, desk.rulebook_now->version), {}};
  const TipSituation clock{{}, desk.now, *service_case, *desk.organisation, *rules};
  if (const auto told = told_after(performed.after, *decision, clock)) performed.after = save_tip_off(desk.session, performed.after, *told, desk.rulebook_now->version);
  if (const char* step = clock_step_of(performed.after, *decision)) performed.clocks = record_clock_step(desk, id, step);
  return performed;
}

Result<Performed> register_public_tip(const CaseDesk& desk, RegisterInput input) {
  input.kind = CaseKind::tip_off;
  input.first_step = FirstStep::keep;
  return perform_registration_with(desk, input, first_contact_for(desk, input));
}

Result<std::vector<std::string>> codes_for_reporters(const CaseDesk& desk, const Performed& registered, const JointTipInput& joint) {
  std::vector<std::string> codes{registered.receipt};
  const TipOffRules* rules = tip_off_rules(*desk.rulebook_now);
  if (rules == nullptr) return codes;
  auto reporters = reporters_of(joint, *rules);
  if (!reporters) return reporters.refusal();
  if (reporters->empty()) return codes;
  const CaseId id = registered.after.id;
  const auto joined = perform_tip(desk, id, [&reporters](const TipOff& tip, const TipSituation& situation) { return join_reporters(tip, *reporters, situation); });
  if (!joined) return joined.refusal();
  for (const TipReporter& reporter : *reporters) {
    if (reporter.number == 1) continue;
    codes.push_back(new_tip_code());
    keep_reporter_code(desk.session, id, reporter.number, tip_code_hash(read_tip_code(codes.back()).code, desk.code_key));
  }
  return codes;
}

Result<TipPerformed> perform_same_facts(const CaseDesk& desk, CaseId id, const SameFactsInput& input, std::optional<CaseId> other, bool linked) {
  const TipOffRules* rules = tip_off_rules(*desk.rulebook_now);
  const auto rule_with = [&](CaseId with) -> TipRule {
    return [&, with](const TipOff& tip, const TipSituation& situation) {
      const std::optional<OtherTip> found = with && rules != nullptr ? std::optional(tip_among(desk.session, with, *rules)) : std::nullopt;
      SameFactsInput own = input;
      if (with == id) own.version = 0;
      return linked ? link_same_facts(tip, own, found, situation) : withdraw_same_facts(tip, own, found, situation);
    };
  };
  auto performed = perform_tip(desk, id, rule_with(other.value_or(CaseId{})));
  if (!performed) return performed.refusal();
  const auto returned = perform_tip(desk, *other, rule_with(id));
  if (!returned) return returned.refusal();
  return performed;
}

std::vector<OfficerId> voting_group(const Rulebook& rulebook, const Organisation& organisation, const CaseFacts& facts) {
  std::vector<OfficerId> group;
  for (const Officer& officer : organisation.officers())
    if (!is_in_accused_line(organisation, facts, officer.id) && may(rulebook, organisation, {Actor::Kind::officer, officer.id, {}}, "vote_tip_reward", facts).allowed) group.push_back(officer.id);
  return group;
}

RewardSetting reward_setting(const CaseDesk& desk, CaseId id) {
  const TipOffRules* rules = tip_off_rules(*desk.rulebook_now);
  const auto service_case = load_case(desk.session, id);
  if (rules == nullptr || !service_case) return {};
  return {tip_among(desk.session, id, *rules), tips_of_same_facts(desk.session, load_tip_off(desk.session, id), *rules), voting_group(*desk.rulebook_now, *desk.organisation, facts_of(*service_case))};
}

std::int64_t expire_unclaimed_rewards(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || tip_off_rules(*rulebook) == nullptr) return 0;
  {
    const auto reading = house.readers().borrow();
    if (unclaimed_rewards(*reading, house.now(), 1).empty() && rewards_to_tell(*reading, house.now(), 1).empty()) return 0;
  }
  constexpr std::int64_t at_once = 50;
  std::int64_t done = 0;
  house.writer().run([&](db::Session& session) {
    const CaseDesk desk{session, house.organisation(), [&house](std::int64_t version) { return house.rulebook_version(version); }, rulebook, Actor{Actor::Kind::clock, {}, {}}, house.now(), {}};
    for (const CaseId id : rewards_to_tell(session, desk.now, at_once))
      if (perform_tip(desk, id, [](const TipOff& tip, const TipSituation& situation) { return tell_claim_end(tip, situation); })) ++done;
    for (const CaseId id : unclaimed_rewards(session, desk.now, at_once))
      if (perform_tip(desk, id, [](const TipOff& tip, const TipSituation& situation) { return expire_reward(tip, situation); })) ++done;
  });
  return done;
}

}  // namespace shouwen
