// Slow things first, then one short transaction that checks everything again.
#include "tip_offs/supervision_desk.h"

#include <algorithm>

#include "cases/case_describe.h"
#include "cases/case_store.h"
#include "cases/cases.h"
#include "json/json.h"
#include "org/accounts.h"
#include "org/supervision_key_store.h"
#include "regulation/clauses.h"
#include "tip_offs/tip_off_store.h"

namespace shouwen {

namespace {

constexpr std::string_view waiting_purpose = "supervision_waiting";

void tell(const SupervisionCaller& caller, db::Session& session, const char* kind, OfficerId subject = {}, const std::string& reason = {}, const std::string& public_key = {}) {
  append_supervision_event(session, {kind, caller.officer_id, subject, public_key, reason}, caller.now, caller.rulebook->version);
}

/// Runs in the writer; a refusal leaves nothing behind because rules are asked before rows are written.
template <class T>
Result<T> writing(const SupervisionCaller& caller, const std::function<Result<T>(db::Session&)>& work) {
  std::optional<Result<T>> done;
  caller.house.writer().run([&](db::Session& session) { done = work(session); });
  return *std::move(done);
}

std::optional<Refusal> refuse_unless_admitted(db::Session& session, OfficerId id) {
  if (!supervision_public_key(session)) return Refusal{"supervision_key.not_made", clause::art_9_5, "", {}};
  const auto officer = find_supervision_officer(session, id);
  if (!officer) return Refusal{"supervision_key.not_enrolled", clause::art_9_5, "", {}};
  if (!officer->admitted) return Refusal{"supervision_key.not_admitted", clause::art_9_5, "", {}};
  return std::nullopt;
}

/// The supervision secret for one pair of officers: sealed to the inner one, that sealed to the outer one.
void keep_layers(db::Session& session, const SupervisionOfficer& one, const SupervisionOfficer& other, std::string_view secret) {
  keep_layer(session, {one.officer_id, other.officer_id, seal_to(one.public_key, seal_to(other.public_key, secret))});
  keep_layer(session, {other.officer_id, one.officer_id, seal_to(other.public_key, seal_to(one.public_key, secret))});
}

std::vector<SupervisionOfficer> admitted_officers(db::Session& session) {
  std::vector<SupervisionOfficer> officers = supervision_officers(session);
  std::erase_if(officers, [](const SupervisionOfficer& officer) { return !officer.admitted; });
  return officers;
}

/// Peels the asker's own layers: what is below waits for each other officer, under the house key as well.
std::vector<std::pair<OfficerId, std::string>> peeled(const SupervisionCaller& caller, const BoxKeys& keys) {
  std::vector<std::pair<OfficerId, std::string>> inner;
  for (const SupervisionLayer& layer : layers_of(caller.reading, caller.officer_id))
    if (const auto below = open_sealed(keys, layer.sealed)) inner.emplace_back(layer.inner_id, caller.house.key().seal(waiting_purpose, *below));
  return inner;
}

std::int64_t keep_asked(db::Session& session, const SupervisionRequest& request, const std::vector<std::pair<OfficerId, std::string>>& inner) {
  const std::int64_t id = keep_request(session, request);
  for (const auto& [agreer, layer] : inner) keep_waiting(session, id, agreer, layer);
  return id;
}

/// The supervision key's pair, out of the layer that waits for the second officer.
Result<BoxKeys> supervision_keys(const SupervisionCaller& caller, const BoxKeys& own, std::int64_t request) {
  const auto layer = waiting_layer(caller.reading, request, caller.officer_id);
  const auto inner = layer ? caller.house.key().unseal(waiting_purpose, *layer) : std::nullopt;
  auto secret = inner ? open_sealed(own, *inner) : std::nullopt;
  if (!secret) return Refusal{"opening.over", clause::art_9_5, "", {}};
  auto keys = keys_of(*secret);
  wipe(*secret);
  if (!keys) return Refusal{"opening.over", clause::art_9_5, "", {}};
  return std::move(*keys);
}

std::optional<Refusal> refuse_to_agree(const std::optional<SupervisionRequest>& request, const SupervisionCaller& caller) {
  if (!request) return Refusal{"opening.unknown", clause::art_9_5, "", {}};
  if (request->agreer_id || request->expires_at <= caller.now) return Refusal{"opening.over", clause::art_9_5, "", {}};
  if (request->asker_id == caller.officer_id) return Refusal{"opening.own", clause::art_9_5, "", {}};
  // Nobody has a say in his own removal.
  if (request->officer_id == caller.officer_id) return Refusal{"supervision_key.about_yourself", clause::art_9_5, "", {}};
  return std::nullopt;
}

Instant waits_until(const SupervisionCaller& caller) { return caller.now.plus_seconds(tip_off_rules(*caller.rulebook)->opening_hours * 3600); }

std::optional<Refusal> refuse_change(db::Session& session, RequestPurpose purpose, OfficerId id, const SupervisionCaller& caller) {
  if (auto refused = refuse_unless_admitted(session, caller.officer_id)) return refused;
  const auto officer = find_supervision_officer(session, id);
  if (!officer) return Refusal{"supervision_key.unknown_officer", clause::art_9_5, "/officer_id", {}};
  if (id == caller.officer_id) return Refusal{"supervision_key.about_yourself", clause::art_9_5, "/officer_id", {}};
  if (purpose == RequestPurpose::admit && officer->admitted) return Refusal{"supervision_key.admitted_already", clause::art_9_5, "/officer_id", {}};
  // One alone could never be opened for again; and two must decide on the third.
  if (purpose == RequestPurpose::remove && officer->admitted && admitted_officers(session).size() < 3) return Refusal{"supervision_key.two_must_stay", clause::art_9_5, "/officer_id", {}};
  for (const SupervisionRequest& waits : waiting_requests(session))
    if (waits.purpose != RequestPurpose::open && waits.officer_id == id) return Refusal{"supervision_key.asked_already", clause::art_9_5, "/officer_id", {}};
  return std::nullopt;
}

TipSituation tip_situation(const SupervisionCaller& caller, const ServiceCase& service_case) {
  return {caller.officer_id, caller.now, service_case, *caller.organisation, *tip_off_rules(*caller.rulebook)};
}

std::optional<Contact> contact_in(std::string_view plain) {
  const auto document = json::parse_document(plain);
  Contact contact;
  if (!document || !json::parse(*document, contact, json::ParseMode::lenient).empty()) return std::nullopt;
  return contact;
}

/// The reason stands with the tip: whoever reads the log may be the accused.
void log_opening(const SupervisionCaller& caller, db::Session& session, CaseId id) {
  log_access(session, {0, caller.now, caller.officer_id, "case/" + std::to_string(id.value), "identity", "两人查看 / by two officers", ""});
}

}  // namespace

Result<BoxKeys> unlock(const SupervisionCaller& caller, const std::string& passphrase) {
  const auto officer = find_supervision_officer(caller.reading, caller.officer_id);
  if (!officer) return Refusal{"supervision_key.not_enrolled", clause::art_9_5, "", {}};
  if (caller.now < officer->locked_until) return Refusal{"supervision_key.locked", clause::art_9_5, "/passphrase", {}};
  auto secret = reveal_secret(officer->secret, passphrase);
  if (!secret || officer->failures > 0)
    caller.house.writer().run([&](db::Session& session) {
      note_passphrase(session, caller.officer_id, secret.has_value(), caller.now);
      if (!secret) tell(caller, session, "passphrase_wrong");
    });
  if (!secret) return Refusal{"supervision_key.passphrase_wrong", clause::art_9_5, "/passphrase", {}};
  auto keys = keys_of(*secret);
  wipe(*secret);
  SHOUWEN_CHECK(keys.has_value());
  return std::move(*keys);
}

Verdict enrol(const SupervisionCaller& caller, const std::string& passphrase) {
  const Officer* officer = caller.organisation->officer(caller.officer_id);
  if (const Verdict good = check_password(passphrase, officer == nullptr ? " " : officer->code); !good) return Refusal{good.refusal().code, clause::art_9_5, "/passphrase", good.refusal().values};
  const BoxKeys keys = BoxKeys::make();
  const SupervisionOfficer row{caller.officer_id, keys.public_key(), protect_secret(keys.secret_key(), passphrase), false, 0, {}};
  return writing<Done>(caller, [&](db::Session& session) -> Verdict {
    if (find_supervision_officer(session, caller.officer_id)) return Refusal{"supervision_key.enrolled_already", clause::art_9_5, "", {}};
    keep_supervision_officer(session, row);
    tell(caller, session, "officer_enrolled", {}, {}, keys.public_key());
    return Done{};
  });
}

Verdict make_supervision_key(const SupervisionCaller& caller) {
  return writing<Done>(caller, [&](db::Session& session) -> Verdict {
    if (supervision_public_key(session)) return Refusal{"supervision_key.made_already", clause::art_9_5, "", {}};
    if (!find_supervision_officer(session, caller.officer_id)) return Refusal{"supervision_key.not_enrolled", clause::art_9_5, "", {}};
    const std::vector<SupervisionOfficer> officers = supervision_officers(session);
    if (officers.size() < 2) return Refusal{"supervision_key.two_needed", clause::art_9_5, "", {}};
    const BoxKeys keys = BoxKeys::make();
    keep_supervision_public_key(session, keys.public_key());
    for (std::size_t i = 0; i < officers.size(); ++i) {
      admit_supervision_officer(session, officers[i].officer_id);
      for (std::size_t j = i + 1; j < officers.size(); ++j) keep_layers(session, officers[i], officers[j], keys.secret_key());
    }
    tell(caller, session, "key_made", {}, {}, keys.public_key());
    return Done{};
  });
}

Verdict change_passphrase(const SupervisionCaller& caller, const std::string& passphrase, const std::string& new_passphrase) {
  const Officer* officer = caller.organisation->officer(caller.officer_id);
  if (const Verdict good = check_password(new_passphrase, officer == nullptr ? " " : officer->code); !good)
    return Refusal{good.refusal().code, clause::art_9_5, "/new_passphrase", good.refusal().values};
  const auto keys = unlock(caller, passphrase);
  if (!keys) return keys.refusal();
  const SupervisionOfficer row{caller.officer_id, keys->public_key(), protect_secret(keys->secret_key(), new_passphrase), false, 0, {}};
  return writing<Done>(caller, [&](db::Session& session) -> Verdict {
    const auto now = find_supervision_officer(session, caller.officer_id);
    if (!now || now->public_key != row.public_key) return Refusal{"supervision_key.not_enrolled", clause::art_9_5, "", {}};
    keep_supervision_officer(session, row);
    tell(caller, session, "passphrase_changed");
    return Done{};
  });
}

Verdict ask_change(const SupervisionCaller& caller, RequestPurpose purpose, OfficerId officer, const std::string& reason, const std::string& passphrase) {
  if (auto refused = refuse_change(caller.reading, purpose, officer, caller)) return *refused;
  const auto keys = unlock(caller, passphrase);
  if (!keys) return keys.refusal();
  const auto inner = peeled(caller, *keys);
  return writing<Done>(caller, [&](db::Session& session) -> Verdict {
    if (auto refused = refuse_change(session, purpose, officer, caller)) return *refused;
    keep_asked(session, {0, purpose, {}, 0, officer, caller.officer_id, reason, caller.now, waits_until(caller), {}, ""}, inner);
    tell(caller, session, "change_asked", officer, reason);
    return Done{};
  });
}

Verdict agree_to_change(const SupervisionCaller& caller, std::int64_t id, const std::string& passphrase) {
  const auto request = find_request(caller.reading, id);
  if (!request || request->purpose == RequestPurpose::open) return Refusal{"opening.unknown", clause::art_9_5, "", {}};
  if (auto refused = refuse_to_agree(request, caller)) return *refused;
  const auto own = unlock(caller, passphrase);
  if (!own) return own.refusal();
  const auto keys = supervision_keys(caller, *own, id);
  if (!keys) return keys.refusal();
  return writing<Done>(caller, [&](db::Session& session) -> Verdict {
    if (auto refused = refuse_to_agree(find_request(session, id), caller)) return *refused;
    const auto officer = find_supervision_officer(session, request->officer_id);
    if (!officer) return Refusal{"supervision_key.unknown_officer", clause::art_9_5, "", {}};
    const bool admits = request->purpose == RequestPurpose::admit;
    if (admits) {
      for (const SupervisionOfficer& other : admitted_officers(session)) keep_layers(session, *officer, other, keys->secret_key());
      admit_supervision_officer(session, officer->officer_id);
    } else {
      remove_supervision_officer(session, officer->officer_id);
    }
    settle_request(session, *request, caller.officer_id, "");
    tell(caller, session, admits ? "officer_admitted" : "officer_removed", officer->officer_id, request->reason);
    return Done{};
  });
}

Verdict decline_change(const SupervisionCaller& caller, std::int64_t id, const std::string& reason) {
  return writing<Done>(caller, [&](db::Session& session) -> Verdict {
    const auto request = find_request(session, id);
    if (!request || request->purpose == RequestPurpose::open) return Refusal{"opening.unknown", clause::art_9_5, "", {}};
    if (request->agreer_id) return Refusal{"opening.over", clause::art_9_5, "", {}};
    if (auto refused = refuse_unless_admitted(session, caller.officer_id)) return *refused;
    forget_request(session, id);
    tell(caller, session, "change_declined", request->officer_id, reason);
    return Done{};
  });
}

Result<std::int64_t> ask_for_identity(const SupervisionCaller& caller, CaseId id, const Text<1, 500>& reason, const std::string& passphrase) {
  const auto check = [&](db::Session& session) -> TipDecision {
    if (auto refused = refuse_unless_admitted(session, caller.officer_id)) return *refused;
    const auto service_case = load_case(session, id);
    if (!service_case) return Refusal{"identity.unknown", clause::art_9_5, "", {}};
    return ask_opening(load_tip_off(session, id), reason, tip_situation(caller, *service_case));
  };
  // Asked before the slow part: who may not ask needs no passphrase.
  if (const TipDecision first = check(caller.reading); !first) return first.refusal();
  const auto keys = unlock(caller, passphrase);
  if (!keys) return keys.refusal();
  const auto inner = peeled(caller, *keys);
  return writing<std::int64_t>(caller, [&](db::Session& session) -> Result<std::int64_t> {
    const TipDecision asked = check(session);
    if (!asked) return asked.refusal();
    save_tip_off(session, load_tip_off(session, id), *asked, caller.rulebook->version);
    const std::int64_t number = asked->opening->number;
    keep_asked(session, {0, RequestPurpose::open, id, number, {}, caller.officer_id, reason.value, caller.now, waits_until(caller), {}, ""}, inner);
    return number;
  });
}

Result<Contact> agree_to_opening(const SupervisionCaller& caller, CaseId id, std::int64_t number, const std::string& passphrase) {
  std::optional<SupervisionRequest> request;
  std::optional<ServiceCase> service_case;
  {
    request = request_of_opening(caller.reading, id, number);
    service_case = load_case(caller.reading, id);
    if (!service_case) return Refusal{"opening.unknown", clause::art_9_5, "", {}};
    const TipDecision ended = end_opening(load_tip_off(caller.reading, id), number, OpeningStage::opened, tip_situation(caller, *service_case));
    if (!ended) return ended.refusal();
  }
  if (auto refused = refuse_to_agree(request, caller)) return *refused;
  const auto own = unlock(caller, passphrase);
  if (!own) return own.refusal();
  const auto keys = supervision_keys(caller, *own, request->id);
  if (!keys) return keys.refusal();
  const std::string& sealed = service_case->contact.sealed;
  // Tips from before the supervision key were sealed with the house key; they open by the same two people.
  auto plain = is_sealed_to_key(sealed) ? open_sealed(*keys, sealed) : caller.house.key().unseal(identity_purpose, sealed);
  const auto contact = plain ? contact_in(*plain) : std::nullopt;
  if (!contact) return Refusal{"identity.unknown", clause::art_9_5, "", {}};
  const auto done = writing<Done>(caller, [&](db::Session& session) -> Verdict {
    if (auto refused = refuse_to_agree(request_of_opening(session, id, number), caller)) return *refused;
    const TipOff tip = load_tip_off(session, id);
    const TipDecision ended = end_opening(tip, number, OpeningStage::opened, tip_situation(caller, *service_case));
    if (!ended) return ended.refusal();
    const auto asker = find_supervision_officer(session, request->asker_id);
    save_tip_off(session, tip, *ended, caller.rulebook->version);
    settle_request(session, *request, caller.officer_id, asker ? seal_to(asker->public_key, *plain) : std::string());
    log_opening(caller, session, id);
    return Done{};
  });
  wipe(*plain);
  if (!done) return done.refusal();
  return *contact;
}

Verdict decline_opening(const SupervisionCaller& caller, CaseId id, std::int64_t number) {
  return writing<Done>(caller, [&](db::Session& session) -> Verdict {
    if (auto refused = refuse_unless_admitted(session, caller.officer_id)) return *refused;
    const auto service_case = load_case(session, id);
    if (!service_case) return Refusal{"opening.unknown", clause::art_9_5, "", {}};
    const TipOff tip = load_tip_off(session, id);
    const TipDecision ended = end_opening(tip, number, OpeningStage::declined, tip_situation(caller, *service_case));
    if (!ended) return ended.refusal();
    save_tip_off(session, tip, *ended, caller.rulebook->version);
    if (const auto request = request_of_opening(session, id, number)) forget_request(session, request->id);
    return Done{};
  });
}

Result<Contact> read_opened_identity(const SupervisionCaller& caller, CaseId id, std::int64_t number, const std::string& passphrase) {
  const auto request = request_of_opening(caller.reading, id, number);
  if (!request || request->asker_id != caller.officer_id || !request->agreer_id) return Refusal{"opening.unknown", clause::art_9_5, "", {}};
  if (request->for_asker.empty()) return Refusal{"opening.read_already", clause::art_9_5, "", {}};
  const auto keys = unlock(caller, passphrase);
  if (!keys) return keys.refusal();
  auto plain = open_sealed(*keys, request->for_asker);
  const auto contact = plain ? contact_in(*plain) : std::nullopt;
  if (!contact) return Refusal{"identity.unknown", clause::art_9_5, "", {}};
  wipe(*plain);
  const auto done = writing<Done>(caller, [&](db::Session& session) -> Verdict {
    const auto now = find_request(session, request->id);
    if (!now || now->for_asker.empty()) return Refusal{"opening.read_already", clause::art_9_5, "", {}};
    settle_request(session, *now, now->agreer_id, "");
    log_opening(caller, session, id);
    return Done{};
  });
  if (!done) return done.refusal();
  return *contact;
}

void expire_requests(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || tip_off_rules(*rulebook) == nullptr) return;
  const Instant now = house.now();
  bool any = false;
  for (const SupervisionRequest& request : waiting_requests(*house.readers().borrow())) any = any || request.expires_at <= now;
  if (!any) return;
  house.writer().run([&](db::Session& session) {
    const SupervisionCaller clock{house, session, OfficerId{}, now, rulebook, house.organisation()};
    for (const SupervisionRequest& request : waiting_requests(session)) {
      if (request.expires_at > now) continue;
      forget_request(session, request.id);
      if (request.purpose != RequestPurpose::open) {
        tell(clock, session, "change_expired", request.officer_id, request.reason);
        continue;
      }
      const auto service_case = load_case(session, request.case_id);
      if (!service_case) continue;
      const TipOff tip = load_tip_off(session, request.case_id);
      const TipDecision ended = end_opening(tip, request.opening_number, OpeningStage::expired, tip_situation(clock, *service_case));
      if (ended) save_tip_off(session, tip, *ended, rulebook->version);
    }
  });
}

}  // namespace shouwen
