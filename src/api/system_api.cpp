// Health, readiness, metrics, the API's own description, and the live stream.
#include <spdlog/spdlog.h>

#include "api/answers.h"
#include "api/routes.h"

namespace shouwen::api {

/// A programming error of the desk, as the browser saw it. No input of users belongs in here.
struct DeskFailureInput {
  Line<8, 16> report_id;  ///< what the user tells the administrator; made by the desk, so that it is shown without a network too
  Line<1, 500> message;
  Text<0, 4000> stack;
  Line<0, 200> page;
};
BOOST_DESCRIBE_STRUCT(DeskFailureInput, (), (report_id, message, stack, page))

namespace {

http::Operation system_operation(const char* pattern, const char* id, const char* summary) {
  http::Operation made{"GET", pattern, id, "system", summary, ""};
  made.is_public = true;
  return made;
}

http::Response plain(std::string text, int status = 200) {
  http::Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  return response;
}

}  // namespace

void add_system_api(Api& api) {
  auto health = system_operation("/health", "read_health", "The process runs");
  health.response_content_type = "text/plain";
  api.read(health, [](const Call&, db::Session&) { return plain("ok\n"); });

  auto ready = system_operation("/ready", "read_readiness", "The database answers and a rulebook is in force");
  ready.response_content_type = "text/plain";
  api.read(ready, [](const Call& call, db::Session& session) {
    auto query = session.query("SELECT count(*) FROM bureau");
    query.step();
    const bool is_ready = query.integer(0) == 1 && call.rulebook != nullptr;
    return plain(is_ready ? "ready\n" : "not set up: run shouwen init\n", is_ready ? 200 : 503);
  });

  // Numbers only, no names: a scraper on the same machine needs no account.
  auto metrics = system_operation("/metrics", "read_metrics", "Prometheus metrics; only from this machine or with the right to");
  metrics.response_content_type = "text/plain";
  api.read(metrics, [&api](const Call& call, db::Session&) {
    if (call.request.remote_address != "127.0.0.1" && call.request.remote_address != "::1")
      return refused(call, Refusal{"permission.denied", "", "", {{"verb", "read_metrics"}}});
    http::Response response = plain(api.metrics());
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return response;
  });

  auto description = system_operation("/api/openapi.json", "read_openapi", "This description");
  api.read(description, [&api](const Call&, db::Session&) {
    http::Response response;
    response.body = api.router().openapi("Shouwen", "1");
    return response;
  });

  auto failure = system_operation("/api/v1/desk_failures", "report_desk_failure", "The desk broke: into the log, with an id the user can tell");
  failure.method = "POST";
  failure.is_public = false;
  failure.request_body = json::schema_of<DeskFailureInput>();
  failure.success_status = 204;
  api.read(failure, [](const Call& call, db::Session&) {
    return with_body<DeskFailureInput>(call, [&](const DeskFailureInput& input) {
      spdlog::error("desk failure {} officer {} at {}: {} | {}", input.report_id.value, call.actor.officer_id.value, input.page.value,
                    input.message.value, input.stack.value);
      return no_content();
    });
  });

  auto live = system_operation("/api/v1/live", "follow_live", "Server-sent events: what changed, for lists that stay fresh");
  live.is_public = false;
  live.response_content_type = "text/event-stream";
  api.read(live, [&api](const Call& call, db::Session&) {
    http::Response response;
    response.content_type = "text/event-stream";
    // The stream tells that a case changed, never its content; what may be seen is asked for again by each page.
    response.events = api.house().hub().subscribe(call.request.header("last-event-id"), [me = call.actor.officer_id.value](const http::LiveEvent& event) { return !event.may_hear || event.may_hear(me); });
    return response;
  });
}

}  // namespace shouwen::api
