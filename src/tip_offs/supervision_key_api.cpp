// /supervision_key: who holds it, making it, admitting and removing officers by two of them.
#include "org/supervision_key_store.h"
#include "regulation/clauses.h"
#include "tip_offs/supervision_desk.h"
#include "tip_offs/tip_off_api.h"
#include "tip_offs/tip_off_views.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(RequestPurpose, open, admit, remove)

struct KeyPassphraseInput {
  Line<1, 200> passphrase;
};
BOOST_DESCRIBE_STRUCT(KeyPassphraseInput, (), (passphrase))
struct NewPassphraseInput {
  Line<1, 200> passphrase, new_passphrase;
};
BOOST_DESCRIBE_STRUCT(NewPassphraseInput, (), (passphrase, new_passphrase))
enum class KeyChange { admit, remove };
BOOST_DESCRIBE_ENUM(KeyChange, admit, remove)
struct KeyChangeInput {
  KeyChange change{};
  OfficerId officer_id;
  Text<2, 500> reason;
  Line<1, 200> passphrase;
};
BOOST_DESCRIBE_STRUCT(KeyChangeInput, (), (change, officer_id, reason, passphrase))
struct KeyReasonInput {
  Text<2, 500> reason;
};
BOOST_DESCRIBE_STRUCT(KeyReasonInput, (), (reason))

struct KeyOfficerView {
  OfficerId officer_id;
  std::string officer_name;
  bool admitted = false, me = false, locked = false;
};
BOOST_DESCRIBE_STRUCT(KeyOfficerView, (), (officer_id, officer_name, admitted, me, locked))
struct KeyRequestView {
  std::int64_t id = 0;
  RequestPurpose purpose{};
  std::string officer_name, asker_name, reason;
  Instant asked_at, expires_at;
  bool may_agree = false;
};
BOOST_DESCRIBE_STRUCT(KeyRequestView, (), (id, purpose, officer_name, asker_name, reason, asked_at, expires_at, may_agree))
struct KeyStoryView {
  Instant at;
  std::string kind, officer_name, subject_name, reason;
};
BOOST_DESCRIBE_STRUCT(KeyStoryView, (), (at, kind, officer_name, subject_name, reason))
struct CodeAlarmView {
  Instant hour;
  std::int64_t misses = 0;
};
BOOST_DESCRIBE_STRUCT(CodeAlarmView, (), (hour, misses))
struct SupervisionKeyView {
  bool made = false, enrolled = false, admitted = false;   ///< the key; this reader
  std::vector<KeyOfficerView> officers;
  std::vector<KeyRequestView> requests;
  std::vector<KeyStoryView> story;                         ///< newest first, at most a hundred
  std::vector<CodeAlarmView> alarms;                       ///< guessed codes of the last thirty days
};
BOOST_DESCRIBE_STRUCT(SupervisionKeyView, (), (made, enrolled, admitted, officers, requests, story, alarms))

namespace {

using api::Api;
using api::Call;

constexpr std::size_t story_lines = 100;
constexpr std::int64_t alarm_days = 30;
constexpr const char* verb = "keep_supervision_key";

http::Operation operation_of(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/supervision_key") + rest, id, "tip_offs", summary, clause::art_9_5};
}
SupervisionCaller caller_of(Api& api, const Call& call, db::Session& session) { return {api.house(), session, call.actor.officer_id, call.now, call.rulebook, call.organisation}; }
http::Response done_answer(const Call& call, const Verdict& done) { return done ? api::no_content() : refused(call, done.refusal()); }

SupervisionKeyView view_of(const Call& call, db::Session& session) {
  const Names names{*call.organisation, *call.rulebook, call.language};
  SupervisionKeyView view;
  view.made = supervision_public_key(session).has_value();
  const OfficerId me = call.actor.officer_id;
  for (const SupervisionOfficer& officer : supervision_officers(session)) {
    view.officers.push_back({officer.officer_id, names.officer(officer.officer_id), officer.admitted, officer.officer_id == me, call.now < officer.locked_until});
    if (officer.officer_id == me) view.enrolled = true, view.admitted = officer.admitted;
  }
  for (const SupervisionRequest& r : waiting_requests(session))
    if (r.purpose != RequestPurpose::open)
      view.requests.push_back({r.id, r.purpose, names.officer(r.officer_id), names.officer(r.asker_id), r.reason, r.asked_at, r.expires_at,
                               view.admitted && r.asker_id != me && r.officer_id != me && call.now < r.expires_at});
  const auto events = supervision_events(session);
  for (auto event = events.rbegin(); event != events.rend() && view.story.size() < story_lines; ++event)
    view.story.push_back({event->first, event->second.kind, names.officer(event->second.officer_id), event->second.subject_id ? names.officer(event->second.subject_id) : "", event->second.reason});
  for (const CodeAlarm& alarm : code_alarms(session, call.now.plus_seconds(-alarm_days * seconds_per_day))) view.alarms.push_back({alarm.hour, alarm.misses});
  return view;
}

template <class Input, class Next>
void add_action(Api& api, const char* rest, const char* id, const char* summary, Next next) {
  auto operation = operation_of("POST", rest, id, summary);
  operation.request_body = json::schema_of<Input>();
  operation.success_status = 204;
  api.slow(operation, [&api, next](const Call& call, db::Session& session) {
    return with_permission(call, verb, [&] {
      if (tip_off_rules(*call.rulebook) == nullptr) return refused(call, Refusal{"tip.unknown", clause::art_9_5, "", {}});
      return api::with_body<Input>(call, [&](const Input& input) { return done_answer(call, next(caller_of(api, call, session), call, input)); });
    });
  });
}

}  // namespace

void add_supervision_key_api(Api& api) {
  auto reading = operation_of("GET", "", "read_supervision_key", "Who holds the key that identities of tips are sealed to");
  reading.response_body = json::schema_of<SupervisionKeyView>();
  api.read(reading, [](const Call& call, db::Session& session) { return with_permission(call, verb, [&] { return api::answer(view_of(call, session)); }); });

  auto making = operation_of("POST", "", "make_supervision_key", "Of all who have enrolled, two at least");
  making.success_status = 204;
  api.slow(making, [&api](const Call& call, db::Session& session) { return with_permission(call, verb, [&] { return done_answer(call, make_supervision_key(caller_of(api, call, session))); }); });

  add_action<KeyPassphraseInput>(api, "/officers", "enrol_for_supervision_key", "An own pair under an own passphrase",
                                 [](const SupervisionCaller& caller, const Call&, const KeyPassphraseInput& input) { return enrol(caller, input.passphrase.value); });
  add_action<NewPassphraseInput>(api, "/passphrases", "change_supervision_passphrase", "Another passphrase for the own pair",
                                 [](const SupervisionCaller& caller, const Call&, const NewPassphraseInput& input) { return change_passphrase(caller, input.passphrase.value, input.new_passphrase.value); });
  add_action<KeyChangeInput>(api, "/requests", "ask_supervision_key_change", "One of two: asks to admit or remove an officer", [](const SupervisionCaller& caller, const Call&, const KeyChangeInput& input) {
    return ask_change(caller, input.change == KeyChange::admit ? RequestPurpose::admit : RequestPurpose::remove, input.officer_id, input.reason.value, input.passphrase.value);
  });
  add_action<KeyPassphraseInput>(api, "/requests/{request_id}/agreements", "agree_to_supervision_key_change", "The other of two agrees",
                                 [](const SupervisionCaller& caller, const Call& call, const KeyPassphraseInput& input) { return agree_to_change(caller, call.id("request_id"), input.passphrase.value); });
  add_action<KeyReasonInput>(api, "/requests/{request_id}/refusals", "decline_supervision_key_change", "It stays as it is",
                             [](const SupervisionCaller& caller, const Call& call, const KeyReasonInput& input) { return decline_change(caller, call.id("request_id"), input.reason.value); });
}

}  // namespace shouwen
