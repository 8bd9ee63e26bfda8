// The administrator's endpoints: kept, tried, paused, and what was sent to them. A secret is shown once, when it is made.
#include "api/answers.h"
#include "api/query.h"
#include "outgoing/endpoint_store.h"
#include "outgoing/outgoing.h"
#include "outgoing/outgoing_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

struct WebhookView {
  std::int64_t id = 0;
  std::string name, url;
  std::vector<NewsKind> kinds;
  EndpointStanding standing{};
  std::optional<PauseCause> pause_cause;
  std::string pause_reason, made_by_name;
  Instant made_at;
  std::optional<Instant> failing_since, former_secret_until;
  std::int64_t waiting = 0, delivered = 0, dead = 0;
};
BOOST_DESCRIBE_STRUCT(WebhookView, (), (id, name, url, kinds, standing, pause_cause, pause_reason, made_by_name, made_at, failing_since, former_secret_until, waiting, delivered, dead))
struct WebhooksView {
  std::vector<WebhookView> items;
  std::vector<NewsKind> kinds;             ///< what may be asked for
  std::vector<std::int64_t> retry_seconds;
  std::int64_t failing_days = 0, keep_days = 0;
};
BOOST_DESCRIBE_STRUCT(WebhooksView, (), (items, kinds, retry_seconds, failing_days, keep_days))
struct WebhookMade {
  std::int64_t id = 0;
  std::string secret;
};
BOOST_DESCRIBE_STRUCT(WebhookMade, (), (id, secret))
struct WebhookSecretRenewed {
  std::string secret;
  Instant former_until;
};
BOOST_DESCRIBE_STRUCT(WebhookSecretRenewed, (), (secret, former_until))
struct WebhookPauseInput {
  Text<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(WebhookPauseInput, (), (reason))
struct WebhookReplayInput {
  Instant since;
};
BOOST_DESCRIBE_STRUCT(WebhookReplayInput, (), (since))
struct WebhookReplayed {
  std::int64_t deliveries = 0;
};
BOOST_DESCRIBE_STRUCT(WebhookReplayed, (), (deliveries))
struct WebhookTrial {
  std::int64_t delivery_id = 0;
};
BOOST_DESCRIBE_STRUCT(WebhookTrial, (), (delivery_id))
struct WebhookAttemptView {
  Instant at;
  std::int64_t status = 0, milliseconds = 0;
  std::string error, answer;
};
BOOST_DESCRIBE_STRUCT(WebhookAttemptView, (), (at, status, milliseconds, error, answer))
struct WebhookDeliveryView {
  std::int64_t id = 0;
  std::string webhook_id;
  NewsKind kind{};
  std::string case_number;
  Instant happened_at;
  DeliveryState state{};
  std::optional<Instant> next_at;
  std::vector<WebhookAttemptView> attempts;
};
BOOST_DESCRIBE_STRUCT(WebhookDeliveryView, (), (id, webhook_id, kind, case_number, happened_at, state, next_at, attempts))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_length = 30;

const std::vector<NewsKind>& offered_kinds() {
  static const std::vector<NewsKind> kinds = {NewsKind::registered, NewsKind::offered,  NewsKind::accepted,   NewsKind::returned, NewsKind::ruled,    NewsKind::assigned,  NewsKind::answered, NewsKind::paused,
                                              NewsKind::resumed,    NewsKind::reminded, NewsKind::supervised, NewsKind::warned,   NewsKind::breached, NewsKind::escalated, NewsKind::reopened, NewsKind::closed};
  return kinds;
}

EndpointWriter writer_of(const Call& call) { return {call.actor.officer_id, call.now, call.rulebook->version}; }

/// Endpoints and their secrets by a session only: a leaked token must not make further ways out.
std::optional<http::Response> refuse_token(const Call& call) {
  if (!call.session_id.empty()) return std::nullopt;
  return refused(call, Refusal{"permission.token_scope", "", "", {{"verb", "manage_webhooks"}}});
}

WebhookDeliveryView view_of(db::Session& session, const Delivery& delivery) {
  WebhookDeliveryView view{delivery.id.value, delivery.news.webhook_id, delivery.news.kind, delivery.news.facts.case_number, delivery.news.at, delivery.state, {}, {}};
  if (delivery.state == DeliveryState::waiting) view.next_at = delivery.next_at;
  for (const Attempt& attempt : list_attempts(session, delivery.id)) view.attempts.push_back({attempt.at, attempt.status, attempt.milliseconds, attempt.error, attempt.answer});
  return view;
}

template <class Next>
http::Response with_endpoint(const Call& call, db::Session& session, Next&& next) {
  const auto endpoint = load_endpoint(session, EndpointId{call.id("webhook_id")});
  if (!endpoint) return refused(call, Refusal{"webhook.unknown", "", "", {}});
  return next(*endpoint);
}

/// An endpoint as a step finds it, if the rule allows the step.
template <class Next>
http::Response with_endpoint_that(const Call& call, db::Session& session, Verdict (*rule)(const Endpoint&), Next&& next) {
  return with_endpoint(call, session, [&](const Endpoint& endpoint) {
    if (const Verdict allowed = rule(endpoint); !allowed) return refused(call, allowed.refusal());
    return next(endpoint);
  });
}

template <class Next>
http::Response with_delivery(const Call& call, db::Session& session, Next&& next) {
  const auto delivery = load_delivery(session, DeliveryId{call.id("delivery_id")});
  if (!delivery) return refused(call, Refusal{"webhook_delivery.unknown", "", "", {}});
  return next(*delivery);
}

http::Operation webhook_operation(const char* method, const char* pattern, const char* id, const char* summary) { return {method, pattern, id, "webhooks", summary, clause::art_8}; }

void add_reading(Api& api, const OutgoingSettings& settings) {
  auto list = webhook_operation("GET", "/api/v1/webhooks", "list_webhooks", "Programs that are told of cases, never their secrets");
  list.response_body = json::schema_of<WebhooksView>();
  api.read(std::move(list), [settings](const Call& call, db::Session& session) {
    return with_permission(call, "read_webhooks", [&] {
      WebhooksView view{{}, offered_kinds(), settings.retries.waits, settings.failing_days, settings.keep_days};
      for (const Endpoint& one : list_endpoints(session)) {
        if (one.state.standing == EndpointStanding::ended) continue;
        const DeliveryTotals totals = totals_of(session, one.id);
        const Officer* maker = call.organisation->officer(one.state.made_by_id);
        const bool signs_twice = one.former_until && call.now < *one.former_until;
        view.items.push_back({one.id.value, one.state.form.name.value, one.state.form.url.value, one.state.form.kinds, one.state.standing, one.state.cause, one.state.reason,
                              maker == nullptr ? std::string() : maker->name, one.state.made_at, one.failing_since, signs_twice ? one.former_until : std::nullopt, totals.waiting, totals.delivered, totals.dead});
      }
      return api::answer(view);
    });
  });

  auto deliveries = webhook_operation("GET", "/api/v1/webhooks/{webhook_id}/deliveries", "list_webhook_deliveries", "What was sent to an endpoint, each with its tries, newest first");
  deliveries.response_body = json::schema_of<api::Page<WebhookDeliveryView>>();
  deliveries.query = {{"after", "next of the page before", R"({"type":"integer"})"}, {"state", "waiting, delivered or dead", R"({"type":"string","enum":["waiting","delivered","dead"]})"}};
  api.read(std::move(deliveries), [](const Call& call, db::Session& session) {
    return with_permission(call, "read_webhooks", [&] {
      return with_endpoint(call, session, [&](const Endpoint& endpoint) {
        const auto after = api::query_number(call, "after");
        if (!after) return refused(call, after.refusal());
        std::optional<DeliveryState> state;
        if (const auto bad = api::read_enum(call, "state", state)) return refused(call, *bad);
        api::Page<WebhookDeliveryView> page;
        const auto rows = list_deliveries(session, endpoint.id, state, after->value_or(0), page_length);
        for (const Delivery& row : rows) page.items.push_back(view_of(session, row));
        if (static_cast<std::int64_t>(rows.size()) == page_length) page.next = std::to_string(rows.back().id.value);
        return api::answer(page);
      });
    });
  });

  auto one = webhook_operation("GET", "/api/v1/webhook_deliveries/{delivery_id}", "read_webhook_delivery", "One delivery with its tries");
  one.response_body = json::schema_of<WebhookDeliveryView>();
  api.read(std::move(one), [](const Call& call, db::Session& session) {
    return with_permission(call, "read_webhooks", [&] { return with_delivery(call, session, [&](const Delivery& delivery) { return api::answer(view_of(session, delivery)); }); });
  });
}

void add_keeping(Api& api, const OutgoingSettings& settings) {
  House& house = api.house();
  auto add = webhook_operation("POST", "/api/v1/webhooks", "add_webhook", "An endpoint; its secret is shown once");
  add.request_body = json::schema_of<EndpointForm>();
  add.response_body = json::schema_of<WebhookMade>();
  add.success_status = 201;
  api.write(std::move(add), [settings, &house](const Call& call, db::Session& session) {
    return with_permission(call, "manage_webhooks", [&] {
      if (auto no = refuse_token(call)) return *std::move(no);
      return api::with_body<EndpointForm>(call, [&](const EndpointForm& form) {
        if (const Verdict may_be = check_form(form, {}, list_endpoints(session), settings.reach); !may_be) return refused(call, may_be.refusal());
        const MadeEndpoint made = add_endpoint(session, form, house.key(), writer_of(call));
        return api::answer(WebhookMade{made.id.value, made.secret}, 201);
      });
    });
  });

  auto change = webhook_operation("POST", "/api/v1/webhooks/{webhook_id}/changes", "change_webhook", "Its name, address and what it hears");
  change.request_body = json::schema_of<EndpointForm>();
  change.success_status = 204;
  api.write(std::move(change), [settings](const Call& call, db::Session& session) {
    return with_permission(call, "manage_webhooks", [&] {
      if (auto no = refuse_token(call)) return *std::move(no);
      return with_endpoint_that(call, session, &may_change, [&](const Endpoint& endpoint) {
        return api::with_body<EndpointForm>(call, [&](const EndpointForm& form) {
          if (const Verdict may_be = check_form(form, endpoint.id, list_endpoints(session), settings.reach); !may_be) return refused(call, may_be.refusal());
          change_endpoint(session, endpoint, form, writer_of(call));
          return api::no_content();
        });
      });
    });
  });

  auto renew = webhook_operation("POST", "/api/v1/webhooks/{webhook_id}/secret_renewals", "renew_webhook_secret", "A new secret, shown once; for a day both sign");
  renew.response_body = json::schema_of<WebhookSecretRenewed>();
  renew.success_status = 201;
  api.write(std::move(renew), [&house](const Call& call, db::Session& session) {
    return with_permission(call, "manage_webhooks", [&] {
      if (auto no = refuse_token(call)) return *std::move(no);
      return with_endpoint_that(call, session, &may_change, [&](const Endpoint& endpoint) {
        const Instant until = call.now.plus_seconds(seconds_per_day);
        return api::answer(WebhookSecretRenewed{renew_secret(session, endpoint, until, house.key(), writer_of(call)), until}, 201);
      });
    });
  });
}

void add_steps(Api& api) {
  auto pause = webhook_operation("POST", "/api/v1/webhooks/{webhook_id}/pauses", "pause_webhook", "Nothing is sent until it is resumed");
  pause.request_body = json::schema_of<WebhookPauseInput>();
  pause.success_status = 204;
  api.write(std::move(pause), [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_webhooks", [&] {
      return with_endpoint_that(call, session, &may_pause, [&](const Endpoint& endpoint) {
        return api::with_body<WebhookPauseInput>(call, [&](const WebhookPauseInput& input) {
          pause_endpoint(session, endpoint, {PauseCause::by_hand, {input.reason.value}}, writer_of(call));
          return api::no_content();
        });
      });
    });
  });

  auto resume = webhook_operation("POST", "/api/v1/webhooks/{webhook_id}/resumptions", "resume_webhook", "What waits is sent now");
  resume.success_status = 204;
  api.write(std::move(resume), [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_webhooks", [&] {
      return with_endpoint_that(call, session, &may_resume, [&](const Endpoint& endpoint) {
        resume_endpoint(session, endpoint, writer_of(call));
        return api::no_content();
      });
    });
  });

  auto end = webhook_operation("POST", "/api/v1/webhooks/{webhook_id}/endings", "end_webhook", "It hears nothing more; its secret is erased");
  end.success_status = 204;
  api.write(std::move(end), [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_webhooks", [&] {
      return with_endpoint_that(call, session, &may_change, [&](const Endpoint& endpoint) {
        end_endpoint(session, endpoint, writer_of(call));
        return api::no_content();
      });
    });
  });
}

void add_sending(Api& api) {
  auto trial = webhook_operation("POST", "/api/v1/webhooks/{webhook_id}/trials", "try_webhook", "Sends it an event that is about nothing");
  trial.response_body = json::schema_of<WebhookTrial>();
  trial.success_status = 201;
  api.write(std::move(trial), [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_webhooks", [&] {
      return with_endpoint_that(call, session, &may_pause, [&](const Endpoint& endpoint) { return api::answer(WebhookTrial{put_trial(session, endpoint.id, call.now).value}, 201); });
    });
  });

  auto replay = webhook_operation("POST", "/api/v1/webhook_deliveries/{delivery_id}/replays", "replay_webhook_delivery", "Sends it again, from the first try");
  replay.success_status = 204;
  api.write(std::move(replay), [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_webhooks", [&] {
      return with_delivery(call, session, [&](const Delivery& delivery) {
        if (const Verdict allowed = may_change(*load_endpoint(session, delivery.endpoint_id)); !allowed) return refused(call, allowed.refusal());
        replay_delivery(session, delivery.id, call.now);
        return api::no_content();
      });
    });
  });

  auto since = webhook_operation("POST", "/api/v1/webhooks/{webhook_id}/replays", "replay_webhook", "Sends everything it asks for since an instant again, also what it missed");
  since.request_body = json::schema_of<WebhookReplayInput>();
  since.response_body = json::schema_of<WebhookReplayed>();
  since.success_status = 201;
  api.write(std::move(since), [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_webhooks", [&] {
      return with_endpoint_that(call, session, &may_change, [&](const Endpoint& endpoint) {
        return api::with_body<WebhookReplayInput>(call, [&](const WebhookReplayInput& input) { return api::answer(WebhookReplayed{replay_since(session, endpoint, input.since, call.now)}, 201); });
      });
    });
  });
}

}  // namespace

void add_outgoing_api(Api& api, const OutgoingSettings& settings) {
  add_reading(api, settings);
  add_keeping(api, settings);
  add_steps(api);
  add_sending(api);
}

}  // namespace shouwen
