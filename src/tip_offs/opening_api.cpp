// POST below /tip_offs/{case_id}/openings: one asks with a reason and his passphrase, another agrees with his; each sees the name once.
#include "regulation/clauses.h"
#include "tip_offs/supervision_desk.h"
#include "tip_offs/tip_off_api.h"
#include "tip_offs/tip_off_views.h"

namespace shouwen {

struct PassphraseInput {
  Line<1, 200> passphrase;
};
BOOST_DESCRIBE_STRUCT(PassphraseInput, (), (passphrase))
struct OpeningAsked {
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(OpeningAsked, (), (number))
struct IdentityView {
  std::string name, phone, address;
};
BOOST_DESCRIBE_STRUCT(IdentityView, (), (name, phone, address))

namespace {

using api::Api;
using api::Call;

SupervisionCaller caller_of(Api& api, const Call& call, db::Session& session) { return {api.house(), session, call.actor.officer_id, call.now, call.rulebook, call.organisation}; }

std::int64_t number_of(const Call& call) { return call.id("number"); }

http::Response identity_answer(const Call& call, const Result<Contact>& contact) {
  if (!contact) return refused(call, contact.refusal());
  http::Response response = api::answer(IdentityView{contact->name, contact->phone, contact->address}, 201);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

/// On the slow pool: passphrases take their time. Goes on if the caller may open identities and sees this tip.
template <class Next>
api::CallBody with_opener(Next next) {
  return [next](const Call& call, db::Session& session) {
    const auto found = tip_for(call, session, CaseId{call.id("case_id")}, "open_identity");
    return found ? next(call, session, found->id) : refused(call, found.refusal());
  };
}

template <class Input>
http::Operation opening_operation(const char* rest, const char* id, const char* summary) {
  http::Operation operation = tip_operation("POST", rest, id, summary);
  operation.request_body = json::schema_of<Input>();
  operation.success_status = 201;
  return operation;
}

}  // namespace

void add_openings_api(Api& api) {
  auto ask = opening_operation<OpeningInput>("/{case_id}/openings", "ask_for_identity", "One of two: asks, with a reason");
  ask.response_body = json::schema_of<OpeningAsked>();
  api.slow(ask, with_opener([&api](const Call& call, db::Session& session, CaseId id) {
             return api::with_body<OpeningInput>(call, [&](const OpeningInput& input) {
               const auto number = ask_for_identity(caller_of(api, call, session), id, Text<1, 500>{input.reason.value}, input.passphrase.value);
               return number ? api::answer(OpeningAsked{*number}, 201) : refused(call, number.refusal());
             });
           }));

  auto agree = opening_operation<PassphraseInput>("/{case_id}/openings/{number}/agreements", "agree_to_opening", "The other of two: the identity, in this answer only");
  agree.response_body = json::schema_of<IdentityView>();
  api.slow(agree, with_opener([&api](const Call& call, db::Session& session, CaseId id) {
             return api::with_body<PassphraseInput>(call, [&](const PassphraseInput& input) {
               return identity_answer(call, agree_to_opening(caller_of(api, call, session), id, number_of(call), input.passphrase.value));
             });
           }));

  auto read = opening_operation<PassphraseInput>("/{case_id}/openings/{number}/readings", "read_opened_identity", "Who asked reads it, once");
  read.response_body = json::schema_of<IdentityView>();
  api.slow(read, with_opener([&api](const Call& call, db::Session& session, CaseId id) {
             return api::with_body<PassphraseInput>(call, [&](const PassphraseInput& input) {
               return identity_answer(call, read_opened_identity(caller_of(api, call, session), id, number_of(call), input.passphrase.value));
             });
           }));

  auto decline = tip_operation("POST", "/{case_id}/openings/{number}/refusals", "decline_opening", "The identity stays closed");
  decline.success_status = 204;
  api.slow(decline, with_opener([&api](const Call& call, db::Session& session, CaseId id) {
             const Verdict done = decline_opening(caller_of(api, call, session), id, number_of(call));
             return done ? api::no_content() : refused(call, done.refusal());
           }));
}

}  // namespace shouwen
