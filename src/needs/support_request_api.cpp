// Asking a department for help with a need: POST /needs/{need_id}/support_requests.
#include "api/limit_words.h"
#include "api/query.h"
#include "cases/case_routes.h"
#include "cases/case_words.h"
#include "needs/need_view.h"
#include "needs/support_request.h"
#include "regulation/clauses.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(SupportRequestInput, (), (version, to_unit_id, text, category))
struct SupportRequestMade {
  NeedId id;
  std::int64_t version = 0;
  NeedStage stage{};
  CaseId case_id;
  std::string number;
};
BOOST_DESCRIBE_STRUCT(SupportRequestMade, (), (id, version, stage, case_id, number))

struct SupportLimitView {
  DutyKind duty{};
  std::string duty_name, unit_name, officer_name;  ///< who owes it; officer "" = anybody of the unit
  std::string limit, source, clause;
  Instant due_at;
};
BOOST_DESCRIBE_STRUCT(SupportLimitView, (), (duty, duty_name, unit_name, officer_name, limit, source, clause, due_at))

namespace {

SupportLimitView limit_view(const api::Call& call, const Duty& duty) {
  const Unit* unit = call.organisation->unit(duty.owner_unit_id);
  const Officer* officer = call.organisation->officer(duty.owner_officer_id);
  SupportLimitView view{duty.kind, words_of(duty.kind, call.language), unit == nullptr ? "" : unit->name, officer == nullptr ? "" : officer->name, {}, {}, {}, duty.due_at};
  if (duty.sources.empty()) return view;
  const LimitRule* rule = call.rulebook->limit(duty.sources.front().limit_id);
  view.limit = api::words_of(duty.sources.front().limit, call.language);
  if (rule != nullptr) view.source = rule->source;
  if (rule != nullptr && !rule->clauses.empty()) view.clause = rule->clauses.front();
  return view;
}

void add_limits(api::Api& api) {
  http::Operation limits{"GET", "/api/v1/support_request_limits", "list_support_request_limits", "needs", "By when a department would have to accept and do what is asked of it, before it is asked", clause::art_11_2};
  limits.response_body = json::schema_of<api::Page<SupportLimitView>>();
  limits.query = {{"customer_id", "customer", R"({"type":"integer"})", true}, {"to_unit_id", "department", R"({"type":"integer"})", true}};
  api.read(limits, [&api](const api::Call& call, db::Session& session) {
    return with_permission(call, "register_case", [&] {
      CustomerId customer;
      SupportRequestInput input;
      for (const auto& wrong : {api::read_id(call, "customer_id", customer), api::read_id(call, "to_unit_id", input.to_unit_id)})
        if (wrong) return refused(call, *wrong);
      input.text = Text<1, 2000>{"-"};
      const auto made = rehearse_support_request(desk_of(api.house(), call, session), "-", customer, input);
      if (!made) return refused(call, made.refusal());
      api::Page<SupportLimitView> page;
      for (const Duty& duty : made->duties)
        if (duty.is_owed()) page.items.push_back(limit_view(call, duty));
      return api::answer(page);
    });
  });
}

}  // namespace

void add_support_requests_api(api::Api& api) {
  add_limits(api);
  auto ask = need_operation("POST", "/{need_id}/support_requests", "request_support", "Ask a department: a case like any other, offered to it", clause::art_11_2);
  ask.request_body = json::schema_of<SupportRequestInput>();
  ask.response_body = json::schema_of<SupportRequestMade>();
  ask.success_status = 201;
  ask.idempotent_key = true;
  api.write(ask, [&api](const api::Call& call, db::Session& session) {
    return api::with_body<SupportRequestInput>(call, [&](const SupportRequestInput& input) {
      const auto need = load_need(session, NeedId{call.id("need_id")});
      if (!need) return refused(call, Refusal{"need.unknown", "", "", {}});
      if (const auto denied = refuse_unless_may(call, *need, "request_support")) return refused(call, *denied);
      const auto made = perform_support_request(desk_of(api.house(), call, session), *need, input);
      if (!made) return refused(call, made.refusal());
      announce(api, made->performed);
      return api::answer(SupportRequestMade{made->need.id, made->need.version, made->need.stage, made->performed.after.id, made->performed.after.number}, 201);
    });
  });
}

}  // namespace shouwen
