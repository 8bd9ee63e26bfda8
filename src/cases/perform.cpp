// Performing a verb: load → version → permission → rule → save. The only path by which a case changes.
#include <algorithm>
#include <map>
#include <mutex>

#include "cases/case_messages.h"
#include "cases/case_news.h"
#include "cases/case_words.h"
#include "cases/cases.h"
#include "cases/correction.h"
#include "cases/duties.h"
#include "cases/last_moment.h"
#include "cases/notice_store.h"
#include "cases/replan_store.h"
#include "cases/strike.h"
#include "messages/message_store.h"
#include "org/roster_store.h"
#include "org/sealed_box.h"
#include "org/supervision_key_store.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// With what happened since: the events the caller has not seen, and who did them.
Refusal changed_meanwhile(const CaseDesk& desk, const ServiceCase& current, std::int64_t seen_version) {
  std::string what;
  for (const CaseEvent& event : load_events(desk.session, current.id)) {
    if (event.number <= seen_version) continue;
    const Officer* officer = desk.organisation->officer(event.actor_id);
    what += (what.empty() ? "" : ", ") + title_of(event.body, http::Language::zh) + "/" + title_of(event.body, http::Language::en) + (officer == nullptr ? "" : " (" + officer->name + ")");
  }
  return {"case.changed_meanwhile", "", "", {{"version", std::to_string(current.version)}, {"what", what}}};
}

std::optional<Refusal> refuse_access(const CaseDesk& desk, std::string_view verb, const ServiceCase& service_case) {
  if (desk.actor.kind != Actor::Kind::officer) return std::nullopt;
  const Permission permission = may(*desk.rulebook_now, *desk.organisation, desk.actor, verb, facts_of(service_case));
  if (permission.allowed) return std::nullopt;
  return permission.refusal;
}

/// The machine's clock may have been set back since the last event: for the case it stands still until it is reached again.
Situation situation_of(const CaseDesk& desk, const Rulebook& rulebook, const ServiceCase& service_case) {
  return {desk.actor, std::max(desk.now, last_moment(service_case)), rulebook, *desk.organisation, desk.rulebook_now->calendars};
}

ServiceCase fold(ServiceCase state, const std::vector<CaseEvent>& events) {
  for (const CaseEvent& event : events) state = apply(std::move(state), event);
  return state;
}

/// Loaded, seen in its present version, and within what the actor may do; or why not.
Result<ServiceCase> checked_case(const CaseDesk& desk, CaseId id, std::int64_t seen_version, std::string_view verb) {
  std::optional<ServiceCase> before = load_case(desk.session, id);
  if (!before) return Refusal{"case.unknown", "", "", {}};
  // Who may not even read it learns nothing about it, not that it changed either.
  if (auto refusal = refuse_access(desk, "read_case", *before)) return Refusal{"case.unknown", "", "", {}};
  if (seen_version != 0 && seen_version != before->version) return changed_meanwhile(desk, *before, seen_version);
  if (auto refusal = refuse_access(desk, verb, *before)) return *refusal;
  return *std::move(before);
}

/// Who gave the order that is answered now, or over with the case itself.
OfficerId supervisor_of(const CaseDesk& desk, const ServiceCase& before, const ServiceCase& after) {
  OfficerId supervisor;
  const bool over = before.open_duty(DutyKind::supervision_reply) != nullptr && after.open_duty(DutyKind::supervision_reply) == nullptr;
  if (over)
    for (const CaseEvent& event : load_events(desk.session, after.id))
      if (std::holds_alternative<Supervised>(event.body)) supervisor = event.actor_id;
  return supervisor;
}

void tell_customer(const CaseDesk& desk, const std::vector<CaseEvent>& events, const ServiceCase& after) {
  const MessageWriter writer{desk.actor.officer_id, desk.now, desk.rulebook_now->version};
  if (const auto outdated = outdated_messages(events, after); !outdated.empty()) cancel_messages(desk.session, after.id, outdated, writer);
  const bool corrected = std::any_of(events.begin(), events.end(), [](const CaseEvent& event) { return std::holds_alternative<RegistrationCorrected>(event.body); });
  if (corrected) readdress_messages(desk.session, after.id, after.contact.phone, writer);
  const MessageSetting setting = message_setting(desk.session);
  if (!setting.sends) return;
  for (const NewMessage& message : messages_of(events, after, {*desk.rulebook_now, *desk.organisation, setting})) put_message_out(desk.session, message, writer);
}

Performed save(const CaseDesk& desk, const ServiceCase& before, std::vector<CaseEvent> events, const Rulebook& rulebook) {
  ServiceCase after = fold(before, events);
  const std::int64_t number = save_case(desk.session, after, events, next_strike(after, rulebook, desk.rulebook_now->calendars));
  settle_notices(desk.session, after, desk.actor.officer_id, desk.now);
  const bool corrected = std::any_of(events.begin(), events.end(), [](const CaseEvent& event) { return std::holds_alternative<RegistrationCorrected>(event.body); });
  if (corrected) silence_accused(desk.session, after, *desk.organisation, desk.now);
  const NoticeSetting setting{*desk.organisation, shifts_at(desk.session, desk.now), supervisor_of(desk, before, after)};
  // What was told before somebody was accused is not told again, and what still waits is not told at all.
  if (corrected && is_kept_quiet(after)) take_back(desk.session, after.id);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::int64_t journal_number = number - static_cast<std::int64_t>(events.size() - 1 - i);
    write_notices(desk.session, events[i], journal_number, notices_of(events[i], before, after, setting));
    put_out(desk.session, news_of(events[i], after, journal_number, *desk.organisation));
  }
  tell_customer(desk, events, after);
  return {std::move(after), std::move(events), number, ""};
}

/// Whether it may be taken back, by rule and by permission.
Rehearsed rehearsed(const CaseDesk& desk, std::string_view verb, ServiceCase before, const std::vector<CaseEvent>& events, const Situation& situation) {
  ServiceCase after = fold(before, events);
  Result<UndoStep> undo = undo_of(verb, before, after, situation);
  if (undo)
    if (auto refusal = refuse_access(desk, undo->verb, after)) undo = *refusal;
  return {std::move(before), std::move(after), std::move(undo)};
}

/// What is known of a case now, shared by all its live events that may still be repeated to who reconnects: whoever is accused today
/// must not be told of yesterday's events.
class NewestFacts {
 public:
  CaseFacts get() const {
    const std::lock_guard lock(mutex_);
    return facts_;
  }
  void set(CaseFacts facts) {
    const std::lock_guard lock(mutex_);
    facts_ = std::move(facts);
  }

 private:
  mutable std::mutex mutex_;
  CaseFacts facts_;
};

std::shared_ptr<NewestFacts> newest_facts(CaseId id, CaseFacts facts) {
  static std::mutex mutex;
  static std::map<std::int64_t, std::weak_ptr<NewestFacts>> known;
  constexpr std::size_t looked_through_at = 4096;
  const std::lock_guard lock(mutex);
  if (known.size() > looked_through_at) std::erase_if(known, [](const auto& row) { return row.second.expired(); });
  std::shared_ptr<NewestFacts> newest = known[id.value].lock();
  if (!newest) known[id.value] = newest = std::make_shared<NewestFacts>();
  newest->set(std::move(facts));
  return newest;
}

using LinkRule = Result<LinkDecision> (*)(const ServiceCase&, const ServiceCase&, const LinkInput&, const Situation&);

Result<Performed> perform_on_both(const CaseDesk& desk, CaseId id, std::int64_t seen_version, const LinkInput& input,
                                  std::string_view verb, LinkRule rule) {
  Result<ServiceCase> one = checked_case(desk, id, seen_version, verb);
  if (!one) return one.refusal();
  Result<ServiceCase> other = checked_case(desk, input.other_id, 0, "read_case");
  if (!other) return Refusal{"link.unknown_case", "", "/other_id", {}};
  const auto rulebook = desk.rulebook_version(one->rulebook_version);
  Situation situation = situation_of(desk, *rulebook, *one);
  situation.now = std::max(situation.now, last_moment(*other));
  Result<LinkDecision> decision = rule(*one, *other, input, situation);
  if (!decision) return decision.refusal();
  save(desk, *other, std::move(decision->other), *rulebook);
  return save(desk, *one, std::move(decision->one), *rulebook);
}

/// Of those on duty for the public pages the one with the fewest cases; never whom it is about.
OfficerId on_duty_for_public(db::Session& session, const Organisation& organisation, const Rulebook& rulebook, Instant now, const std::vector<OfficerId>& accused) {
  const auto is_accused = [&accused](OfficerId id) { return std::find(accused.begin(), accused.end(), id) != accused.end(); };
  const Unit* unit = organisation.unit_by_code(rulebook.closing.public_first_contact_unit_code);
  if (unit == nullptr) return {};
  OfficerId best;
  std::int64_t best_load = 0;
  for (const Officer& officer : organisation.officers()) {
    if (!officer.active || organisation.is_absent(officer.id, now) || !organisation.is_within(officer.unit_id, unit->id) || is_accused(officer.id)) continue;
    auto load = session.query("SELECT count(*) FROM service_case WHERE first_contact_id = ?1 AND stage < 2");
    load.bind(1, officer.id.value);
    load.step();
    if (!best || load.integer(0) < best_load) {
      best = officer.id;
      best_load = load.integer(0);
    }
  }
  const OfficerId head = organisation.head_of(unit->id);
  return best ? best : is_accused(head) ? OfficerId{} : head;
}

std::vector<OfficerId> accused_of(const RegisterInput& input) {
  std::vector<OfficerId> accused;
  if (input.further_accused) accused = input.further_accused->officer_ids;
  if (input.about_officer_id) accused.push_back(*input.about_officer_id);
  return accused;
}

}  // namespace

Result<Performed> perform(const CaseDesk& desk, CaseId id, std::int64_t seen_version, std::string_view verb, const BoundRule& rule) {
  Result<ServiceCase> before = checked_case(desk, id, seen_version, verb);
  if (!before) return before.refusal();
  const auto rulebook = desk.rulebook_version(before->rulebook_version);
  const Situation situation = situation_of(desk, *rulebook, *before);
  Decision decision = rule(*before, situation);
  if (!decision) return decision.refusal();
  return save(desk, *before, *std::move(decision), *rulebook);
}

Result<Rehearsed> rehearse(const CaseDesk& desk, CaseId id, std::string_view verb, const BoundRule& rule) {
  Result<ServiceCase> before = checked_case(desk, id, 0, verb);
  if (!before) return before.refusal();
  const auto rulebook = desk.rulebook_version(before->rulebook_version);
  const Situation situation = situation_of(desk, *rulebook, *before);
  const Decision decision = rule(*before, situation);
  if (!decision) return decision.refusal();
  return rehearsed(desk, verb, *std::move(before), *decision, situation);
}

Result<Performed> perform_registration(const CaseDesk& desk, const RegisterInput& input) {
  return perform_registration_with(desk, input, desk.actor.kind == Actor::Kind::officer
                                                    ? desk.actor.officer_id
                                                    : on_duty_for_public(desk.session, *desk.organisation, *desk.rulebook_now, desk.now, accused_of(input)));
}

Result<Performed> perform_registration_with(const CaseDesk& desk, const RegisterInput& input, OfficerId first_contact) {
  RegisterFacts facts;
  facts.case_id = next_case_id(desk.session);
  facts.first_contact_id = first_contact;
  if (!facts.first_contact_id) return Refusal{"register_case.nobody_on_duty", clause::art_10_1, "", {}};
  if (desk.actor.kind == Actor::Kind::officer) {
    const Permission permission = may(*desk.rulebook_now, *desk.organisation, desk.actor, "register_case");
    if (!permission.allowed) return permission.refusal;
  }
  facts.number = next_case_number(desk.session, desk.now);
  const Situation situation = situation_of(desk, *desk.rulebook_now, {});
  Decision decision = register_case(input, facts, desk.seal, situation);
  if (!decision) return decision.refusal();
  ServiceCase blank;
  blank.id = facts.case_id;
  Performed performed = save(desk, blank, *std::move(decision), *desk.rulebook_now);
  performed.receipt = performed.after.secrecy == Secrecy::sealed ? issue_tip_code(desk.session, facts.case_id, desk.code_key) : issue_receipt(desk.session, facts.case_id);
  return performed;
}

Result<Performed> perform_link(const CaseDesk& desk, CaseId id, std::int64_t seen_version, const LinkInput& input) {
  return perform_on_both(desk, id, seen_version, input, "link", &link);
}

Result<Rehearsed> rehearse_link(const CaseDesk& desk, CaseId id, const LinkInput& input) {
  Result<ServiceCase> one = checked_case(desk, id, 0, "link");
  if (!one) return one.refusal();
  const Result<ServiceCase> other = checked_case(desk, input.other_id, 0, "read_case");
  if (!other) return Refusal{"link.unknown_case", "", "/other_id", {}};
  const auto rulebook = desk.rulebook_version(one->rulebook_version);
  Situation situation = situation_of(desk, *rulebook, *one);
  situation.now = std::max(situation.now, last_moment(*other));
  const Result<LinkDecision> decision = link(*one, *other, input, situation);
  if (!decision) return decision.refusal();
  return rehearsed(desk, "link", *std::move(one), decision->one, situation);
}

Result<Performed> perform_unlink(const CaseDesk& desk, CaseId id, std::int64_t seen_version, const LinkInput& input) {
  return perform_on_both(desk, id, seen_version, input, "unlink", &unlink);
}

Performed perform_strike(const CaseDesk& desk, CaseId id) {
  std::optional<ServiceCase> before = load_case(desk.session, id);
  SHOUWEN_CHECK(before.has_value());
  const auto rulebook = desk.rulebook_version(before->rulebook_version);
  const Situation situation = situation_of(desk, *rulebook, *before);
  std::vector<CaseEvent> events = strike(*before, situation);
  if (events.empty()) {
    // Its row was counted by days known earlier. It must not be asked again at once: it would stand before cases that are due.
    const auto wake = next_strike(*before, *rulebook, situation.calendars);
    save_wake(desk.session, id, wake ? std::optional(std::max(*wake, desk.now.plus_seconds(1))) : std::nullopt);
    return {*std::move(before), {}, 0, ""};
  }
  return save(desk, *before, std::move(events), *rulebook);
}

Performed perform_unread(const CaseDesk& desk, CaseId id, OfficerId unread_by) {
  std::optional<ServiceCase> before = load_case(desk.session, id);
  SHOUWEN_CHECK(before.has_value());
  const auto rulebook = desk.rulebook_version(before->rulebook_version);
  return save(desk, *before, escalate_unread(*before, unread_by, situation_of(desk, *rulebook, *before)), *rulebook);
}

Replan perform_replan(const CaseDesk& desk, CaseId id, ReplanScope scope) {
  std::optional<ServiceCase> before = load_case(desk.session, id);
  SHOUWEN_CHECK(before.has_value());
  const auto rulebook = scope == ReplanScope::limits ? desk.rulebook_now : desk.rulebook_version(before->rulebook_version);
  std::vector<CaseEvent> events = replan(*before, scope, situation_of(desk, *rulebook, *before));
  std::vector<DeadlineMove> moves = deadline_moves(*before, events);
  if (events.empty()) {
    // No deadline moves, but the next escalation of a breach may: it is counted by the days too.
    save_wake(desk.session, id, next_strike(*before, *desk.rulebook_version(before->rulebook_version), desk.rulebook_now->calendars));
    return {{*std::move(before), {}, 0, ""}, {}};
  }
  return {save(desk, *before, std::move(events), *rulebook), std::move(moves)};
}

OfficerId public_first_contact(db::Session& session, const Organisation& organisation, const Rulebook& rulebook, Instant now) {
  return on_duty_for_public(session, organisation, rulebook, now, {});
}

std::string live_line(const ServiceCase& after, const std::vector<CaseEvent>& events) {
  SHOUWEN_CHECK(!events.empty());
  return R"({"case_id":)" + std::to_string(after.id.value) + R"(,"version":)" + std::to_string(after.version) + R"(,"kind":")" +
         kind_name(events.back().body) + "\"}";
}

http::LiveEvent live_event(const Performed& performed, std::shared_ptr<const Rulebook> rulebook, std::shared_ptr<const Organisation> organisation) {
  http::LiveEvent event{performed.journal_number, "case", live_line(performed.after, performed.events), {}};
  const CaseFacts facts = facts_of(performed.after);
  if (facts.secrecy == Secrecy::sealed || facts.about_officer_id || performed.after.further_accused)
    event.may_hear = [newest = newest_facts(performed.after.id, facts), rulebook = std::move(rulebook), organisation = std::move(organisation)](std::int64_t officer_id) {
      return may(*rulebook, *organisation, {Actor::Kind::officer, OfficerId{officer_id}, {}}, "read_case", newest->get()).allowed;
    };
  return event;
}

SealIdentity seal_for_supervision(db::Session& session) {
  return [&session](const Contact& contact) {
    const auto key = supervision_public_key(session);
    return key ? seal_to(*key, identity_text(contact)) : std::string();
  };
}

const std::vector<CaseVerb>& case_verbs() {
  static const std::vector<CaseVerb> verbs = {
      {"register_case", "", clause::art_10_1},
      {"answer_on_the_spot", "", clause::art_10_3},
      {"reply", "replies", clause::art_10_7},
      {"report_progress", "progress_reports", clause::art_10_8},
      {"record_step", "steps", clause::art_10_7},
      {"record_contact", "contacts", clause::art_10_7},
      {"record_arrival", "arrivals", clause::art_10_7},
      {"transfer", "transfers", clause::art_10_3},
      {"accept", "acceptances", clause::art_10_7},
      {"return_case", "returns", clause::art_10_7},
      {"ask_office", "office_questions", clause::art_10_4},
      {"rule_on", "rulings", clause::art_10_4},
      {"assign", "assignments", clause::art_10_7},
      {"take_over", "takeovers", clause::art_4},
      {"explain_out_of_scope", "out_of_scope_explanations", clause::art_10_5},
      {"suspend", "suspensions", clause::art_10_7},
      {"resume", "resumptions", clause::art_10_7},
      {"request_extension", "extension_requests", clause::art_10_7},
      {"decide_extension", "extension_decisions", clause::art_10_7},
      {"follow_up", "follow_ups", clause::art_10_1},
      {"close_case", "closures", clause::art_10_1},
      {"reopen", "reopenings", clause::art_10_1},
      {"remind", "reminders", clause::art_10_7},
      {"supervise", "supervisions", clause::art_6},
      {"answer_supervision", "supervision_answers", clause::art_6},
      {"lift_duty", "lifted_duties", clause::art_10_7},
      {"correct_registration", "corrections", clause::art_10_6},
      {"link", "links", clause::art_10_7},
      {"unlink", "unlinks", clause::art_10_7},
      {"withdraw", "withdrawals", clause::art_10_1},
      {"note", "notes", clause::art_10_1},
  };
  return verbs;
}

}  // namespace shouwen
