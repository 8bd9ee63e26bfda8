// Asking a department for help with a need: POST /needs/{need_id}/support_requests.
#include "cases/case_routes.h"
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

void add_support_requests_api(api::Api& api) {
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
