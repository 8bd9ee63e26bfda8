// Verbs on price lists as resources: POST /price_lists, /changes, /submissions, /reviews, /approvals, /discards.
#include "org/signing_key.h"
#include "price_lists/price_list_desk.h"
#include "price_lists/signed_price_list.h"

namespace shouwen {

struct PriceListChanged {
  PriceListId id;
  std::int64_t version = 0;
  PriceListState state{};
  std::int64_t number = 0;  ///< of an issued one
};
BOOST_DESCRIBE_STRUCT(PriceListChanged, (), (id, version, state, number))

namespace {

using api::Api;
using api::Call;

PriceListSituation situation_of(Api& api, const Call& call, db::Session& session, Date first_day) {
  const auto rulebook = rulebook_on(api.house(), session, first_day, call.now);
  return {call.actor.officer_id, call.now, rulebook->version, price_list_body(*rulebook, first_day), last_price_list_number(session), api.house().bureau_name()};
}

/// What is issued gets its proofs here: rules know no key.
void sign(Api& api, PriceListEvent& event) {
  const SigningKey key = SigningKey::open(api.house().folder() / signing_key_file);
  for (auto* text : {&event.content, &event.csv})
    if (*text) *text = sign_text((*text)->text, key);
}

http::Response changed(const PriceList& list) { return api::answer(PriceListChanged{list.id, list.version, list.state, list.number}, 201); }

/// Registers POST /price_lists/{price_list_id}/<resource> for a rule with the input type of its form.
template <class Input, class Rule>
void add_verb(Api& api, const char* verb, const char* resource, const char* id, const char* summary, Rule rule) {
  auto operation = price_list_operation("POST", std::string("/price_lists/{price_list_id}/") + resource, id, summary);
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<PriceListChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  api.write(operation, [&api, verb, rule](const Call& call, db::Session& session) {
    return with_permission(call, verb, [&] {
      return api::with_body<Input>(call, [&](const Input& input) {
        const auto list = load_price_list(session, PriceListId{call.id("price_list_id")});
        if (!list) return refused(call, Refusal{"price_list.unknown", "", "", {}});
        Date first_day = list->in_force_from;
        if constexpr (std::is_same_v<Input, DraftPriceListInput>) first_day = input.in_force_from;
        PriceListDecision decision = rule(*list, input, situation_of(api, call, session, first_day));
        if (!decision) return refused(call, decision.refusal());
        sign(api, *decision);
        return changed(save_price_list(session, *list, *decision, price_list_writer(call)));
      });
    });
  });
}

}  // namespace

void add_price_list_writes_api(Api& api) {
  auto draft = price_list_operation("POST", "/price_lists", "draft_price_list", "Take the next price list from the rulebook that will be in force on its first day");
  draft.request_body = json::schema_of<DraftPriceListInput>();
  draft.response_body = json::schema_of<PriceListChanged>();
  draft.success_status = 201;
  draft.idempotent_key = true;
  api.write(draft, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "draft_price_list", [&] {
      return api::with_body<DraftPriceListInput>(call, [&](const DraftPriceListInput& input) {
        const PriceListDecision decision = draft_price_list(input, situation_of(api, call, session, input.in_force_from));
        if (!decision) return refused(call, decision.refusal());
        return changed(add_price_list(session, *decision, price_list_writer(call)));
      });
    });
  });
  add_verb<DraftPriceListInput>(api, "draft_price_list", "changes", "change_price_list", "Another first day or word of correction; prices and fees are taken anew", &change_price_list);
  add_verb<PriceListStepInput>(api, "draft_price_list", "submissions", "submit_price_list", "Hand it to another person for review", &submit_price_list);
  add_verb<PriceListStepInput>(api, "draft_price_list", "discards", "discard_price_list", "Give a draft up", &discard_price_list);
  add_verb<JudgePriceListInput>(api, "review_price_list", "reviews", "review_price_list", "Accept it for approval, or return it with the reason; never one's own", &review_price_list);
  add_verb<JudgePriceListInput>(api, "approve_price_list", "approvals", "approve_price_list", "Approve it: it is numbered, signed and issued for ever; or return it", &approve_price_list);
}

}  // namespace shouwen
