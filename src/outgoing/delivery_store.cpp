// Rows of outgoing_event, webhook_delivery and webhook_attempt.
#include "outgoing/delivery_store.h"

#include <algorithm>

#include "json/stored.h"
#include "org/secret.h"
#include "outgoing/endpoint_store.h"
#include "outgoing/outgoing_describe.h"

namespace shouwen {

namespace {

constexpr auto waiting = static_cast<std::int64_t>(DeliveryState::waiting);
constexpr auto delivered = static_cast<std::int64_t>(DeliveryState::delivered);
constexpr auto dead = static_cast<std::int64_t>(DeliveryState::dead);

std::int64_t add_event(db::Session& session, const News& news) {
  session.run("INSERT INTO outgoing_event (webhook_id, kind, case_id, at, facts) VALUES (?1, ?2, ?3, ?4, ?5)", news.webhook_id, static_cast<std::int64_t>(news.kind),
              news.case_id ? std::optional(news.case_id) : std::nullopt, news.at, json::to_text(news.facts));
  return session.last_insert_id();
}

DeliveryId add_delivery(db::Session& session, EndpointId endpoint, std::int64_t event, Instant now) {
  session.run("INSERT INTO webhook_delivery (endpoint_id, event_id, state, failures, next_at) VALUES (?1, ?2, ?3, 0, ?4)", endpoint, event, waiting, now);
  return DeliveryId{session.last_insert_id()};
}

bool asks_for(const Endpoint& endpoint, NewsKind kind) { return std::find(endpoint.state.form.kinds.begin(), endpoint.state.form.kinds.end(), kind) != endpoint.state.form.kinds.end(); }

constexpr const char* columns =
    "SELECT d.id, d.endpoint_id, d.state, d.failures, d.next_at, e.webhook_id, e.kind, e.case_id, e.at, e.facts FROM webhook_delivery d JOIN outgoing_event e ON e.id = d.event_id";

Delivery delivery_of(const db::Query& query) {
  return {DeliveryId{query.integer(0)},
          EndpointId{query.integer(1)},
          {std::string(query.text(5)), static_cast<NewsKind>(query.integer(6)), CaseId{query.integer(7)}, Instant{query.integer(8)}, json::stored<NewsFacts>(query.text(9))},
          static_cast<DeliveryState>(query.integer(2)),
          query.integer(3),
          Instant{query.integer(4)}};
}

std::vector<Delivery> all_of(db::Query query) {
  std::vector<Delivery> rows;
  while (query.step()) rows.push_back(delivery_of(query));
  return rows;
}

}  // namespace

void put_out(db::Session& session, const std::vector<News>& news) {
  if (news.empty()) return;
  const std::vector<Endpoint> endpoints = list_endpoints(session);
  const auto stands = [](const Endpoint& endpoint) { return endpoint.state.standing != EndpointStanding::ended; };
  if (std::none_of(endpoints.begin(), endpoints.end(), stands)) return;
  for (const News& one : news) {
    // Kept also for those that are paused now: a replay brings them what they missed.
    const std::int64_t event = add_event(session, one);
    for (const Endpoint& endpoint : endpoints)
      if (endpoint.state.standing == EndpointStanding::active && asks_for(endpoint, one.kind)) add_delivery(session, endpoint.id, event, one.at);
  }
}

void take_back(db::Session& session, CaseId case_id) {
  session.run("DELETE FROM webhook_attempt WHERE delivery_id IN (SELECT d.id FROM webhook_delivery d JOIN outgoing_event e ON e.id = d.event_id WHERE e.case_id = ?1)", case_id);
  session.run("DELETE FROM webhook_delivery WHERE event_id IN (SELECT id FROM outgoing_event WHERE case_id = ?1)", case_id);
  session.run("DELETE FROM outgoing_event WHERE case_id = ?1", case_id);
}

DeliveryId put_trial(db::Session& session, EndpointId id, Instant now) {
  return add_delivery(session, id, add_event(session, {"trial-" + new_secret(), NewsKind::trial, {}, now, {}}), now);
}

std::vector<Delivery> due_deliveries(db::Session& session, EndpointId id, Instant now, std::int64_t limit) {
  auto query = session.query(std::string(columns) + " WHERE d.endpoint_id = ?1 AND d.state = ?2 AND d.next_at <= ?3 ORDER BY d.next_at, d.id LIMIT ?4");
  query.bind(1, id.value).bind(2, waiting).bind(3, now.seconds).bind(4, limit);
  return all_of(std::move(query));
}

void record_attempt(db::Session& session, const Delivery& sent, const Attempt& attempt, const RetryPlan& plan) {
  const DeliveryId id = sent.id;
  const auto delivery = load_delivery(session, id);
  // The number of a row that was taken back may have been given again.
  if (!delivery || delivery->news.webhook_id != sent.news.webhook_id || delivery->endpoint_id != sent.endpoint_id) return;
  session.run("INSERT INTO webhook_attempt (delivery_id, at, status, error, milliseconds, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", id, attempt.at, attempt.status, attempt.error,
              attempt.milliseconds, attempt.answer);
  // Its endpoint may have ended while it was under way.
  if (delivery->state != DeliveryState::waiting) return;
  const Reception reception = reception_of(attempt.status);
  const auto next = reception == Reception::refused_for_now ? next_try(plan, delivery->failures + 1, attempt.at) : std::nullopt;
  session.run("UPDATE webhook_delivery SET state = ?2, failures = failures + ?3, next_at = ?4 WHERE id = ?1", id, reception == Reception::taken ? delivered : next ? waiting : dead,
              static_cast<std::int64_t>(reception == Reception::taken ? 0 : 1), next.value_or(attempt.at));
}

std::vector<Delivery> list_deliveries(db::Session& session, EndpointId id, std::optional<DeliveryState> state, std::int64_t before, std::int64_t limit) {
  auto query = session.query(std::string(columns) + " WHERE d.endpoint_id = ?1 AND (?2 = 0 OR d.id < ?2) AND (?3 = -1 OR d.state = ?3) ORDER BY d.id DESC LIMIT ?4");
  query.bind(1, id.value).bind(2, before).bind(3, state ? static_cast<std::int64_t>(*state) : -1).bind(4, limit);
  return all_of(std::move(query));
}

std::optional<Delivery> load_delivery(db::Session& session, DeliveryId id) {
  auto query = session.query(std::string(columns) + " WHERE d.id = ?1");
  query.bind(1, id.value);
  return query.step() ? std::optional(delivery_of(query)) : std::nullopt;
}

std::vector<Attempt> list_attempts(db::Session& session, DeliveryId id) {
  auto query = session.query("SELECT at, status, error, milliseconds, answer FROM webhook_attempt WHERE delivery_id = ?1 ORDER BY id");
  query.bind(1, id.value);
  std::vector<Attempt> attempts;
  while (query.step()) attempts.push_back({Instant{query.integer(0)}, query.integer(1), std::string(query.text(2)), query.integer(3), std::string(query.text(4))});
  return attempts;
}

DeliveryTotals totals_of(db::Session& session, EndpointId id) {
  auto query = session.query("SELECT count(*) FILTER (WHERE state = ?2), count(*) FILTER (WHERE state = ?3), count(*) FILTER (WHERE state = ?4) FROM webhook_delivery WHERE endpoint_id = ?1");
  query.bind(1, id.value).bind(2, waiting).bind(3, delivered).bind(4, dead);
  query.step();
  return {query.integer(0), query.integer(1), query.integer(2)};
}

void replay_delivery(db::Session& session, DeliveryId id, Instant now) {
  session.run("UPDATE webhook_delivery SET state = ?2, failures = 0, next_at = ?3 WHERE id = ?1", id, waiting, now);
}

std::int64_t replay_since(db::Session& session, const Endpoint& endpoint, Instant since, Instant now) {
  std::int64_t count = 0;
  std::vector<std::int64_t> missed;
  {
    auto query = session.query("SELECT e.id, e.kind, d.id FROM outgoing_event e LEFT JOIN webhook_delivery d ON d.event_id = e.id AND d.endpoint_id = ?1 WHERE e.at >= ?2 AND e.case_id IS NOT NULL ORDER BY e.id");
    query.bind(1, endpoint.id.value).bind(2, since.seconds);
    while (query.step()) {
      if (!asks_for(endpoint, static_cast<NewsKind>(query.integer(1)))) continue;
      ++count;
      if (query.is_null(2)) missed.push_back(query.integer(0));
    }
  }
  for (const std::int64_t event : missed) add_delivery(session, endpoint.id, event, now);
  std::string kinds;
  for (const NewsKind kind : endpoint.state.form.kinds) kinds += (kinds.empty() ? "" : ",") + std::to_string(static_cast<int>(kind));
  session.run("UPDATE webhook_delivery SET state = ?3, failures = 0, next_at = ?4 WHERE endpoint_id = ?1 AND event_id IN"
              " (SELECT id FROM outgoing_event WHERE at >= ?2 AND case_id IS NOT NULL AND kind IN (SELECT CAST(value AS INTEGER) FROM json_each(?5)))",
              endpoint.id, since, waiting, now, '[' + kinds + ']');
  return count;
}

std::int64_t forget_news(db::Session& session, Instant before, std::int64_t limit) {
  std::vector<std::int64_t> events;
  {
    auto query = session.query("SELECT id FROM outgoing_event WHERE at < ?1 ORDER BY at LIMIT ?2");
    query.bind(1, before.seconds).bind(2, limit);
    while (query.step()) events.push_back(query.integer(0));
  }
  for (const std::int64_t event : events) {
    session.run("DELETE FROM webhook_attempt WHERE delivery_id IN (SELECT id FROM webhook_delivery WHERE event_id = ?1)", event);
    session.run("DELETE FROM webhook_delivery WHERE event_id = ?1", event);
    session.run("DELETE FROM outgoing_event WHERE id = ?1", event);
  }
  return static_cast<std::int64_t>(events.size());
}

}  // namespace shouwen
