// Verbs on needs as resources: POST /needs and POST /needs/{need_id}/proposals …
#include "customers/customer_file_store.h"
#include "needs/need_view.h"
#include "regulation/clauses.h"

namespace shouwen {

struct NeedChanged {
  NeedId id;
  std::int64_t version = 0;
  NeedStage stage{};
};
BOOST_DESCRIBE_STRUCT(NeedChanged, (), (id, version, stage))

namespace {

using api::Api;
using api::Call;

NeedWriter writer_of(const Call& call) { return {call.actor.officer_id, call.now, call.rulebook->version}; }
NeedSituation situation_of(const Call& call) { return {call.actor.officer_id, call.now, *call.rulebook, *call.organisation}; }

/// Open boards ask again.
void announce(Api& api, NeedId id) {
  api.after_commit([&api, id] { api.house().hub().publish({0, "need", R"({"need_id":)" + std::to_string(id.value) + "}"}); });
}

void add_opening(Api& api) {
  auto open = need_operation("POST", "", "open_need", "A need was found at a customer", clause::art_11_1);
  open.request_body = json::schema_of<OpenNeedInput>();
  open.response_body = json::schema_of<NeedChanged>();
  open.success_status = 201;
  open.idempotent_key = true;
  api.write(open, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "open_need", [&] {
      return api::with_body<OpenNeedInput>(call, [&](const OpenNeedInput& input) {
        if (!load_file(session, input.customer_id)) return refused(call, Refusal{"customer.unknown", "", "/customer_id", {}});
        const NeedDecision decision = open_need(input, situation_of(call));
        if (!decision) return refused(call, decision.refusal());
        const Need need = add_need(session, *decision, writer_of(call));
        announce(api, need.id);
        return api::answer(NeedChanged{need.id, need.version, need.stage}, 201);
      });
    });
  });
}

/// Registers POST /needs/{need_id}/<resource> for a rule with the input type of its form.
template <class Input, class Rule>
void add_verb(Api& api, const char* verb, const char* resource, const char* summary, Rule rule) {
  auto operation = need_operation("POST", resource, verb, summary, clause::art_11_1);
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<NeedChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  api.write(operation, [&api, verb, rule](const Call& call, db::Session& session) {
    return api::with_body<Input>(call, [&](const Input& input) {
      const auto need = load_need(session, NeedId{call.id("need_id")});
      if (!need) return refused(call, Refusal{"need.unknown", "", "", {}});
      if (const auto denied = refuse_unless_may(call, *need, verb)) return refused(call, *denied);
      const NeedDecision decision = rule(*need, input, situation_of(call));
      if (!decision) return refused(call, decision.refusal());
      const Need after = save_need(session, *need, *decision, writer_of(call));
      announce(api, after.id);
      return api::answer(NeedChanged{after.id, after.version, after.stage}, 201);
    });
  });
}

}  // namespace

http::Operation need_operation(const char* method, const char* rest, const char* id, const char* summary, const char* clause) {
  return {method, std::string("/api/v1/needs") + rest, id, "needs", summary, clause};
}

void add_need_writes_api(Api& api) {
  add_opening(api);
  add_verb<IdentifyNeedInput>(api, "identify_need", "/{need_id}/identifications", "Its size and day are known", &identify_need);
  add_verb<ProposeInput>(api, "propose", "/{need_id}/proposals", "How it will be supplied", &propose);
  add_verb<RealiseNeedInput>(api, "realise_need", "/{need_id}/realisations", "Power flows", &realise_need);
  add_verb<LoseNeedInput>(api, "lose_need", "/{need_id}/losses", "It will not be, and why", &lose_need);
  add_verb<ChangeNeedInput>(api, "change_need", "/{need_id}/changes", "Correct what is known of it", &change_need);
}

void add_needs_api(Api& api) {
  add_need_reads_api(api);
  add_need_writes_api(api);
  add_support_requests_api(api);
  add_proposal_page(api);
}

}  // namespace shouwen
