// Rows of webhook_endpoint; stream webhook_endpoint/ID.
#include "outgoing/endpoint_store.h"

#include "db/journal.h"
#include "json/stored.h"
#include "outgoing/outgoing_describe.h"
#include "outgoing/signature.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* added_kind = "webhook_added";
constexpr const char* changed_kind = "webhook_changed";
constexpr const char* paused_kind = "webhook_paused";
constexpr const char* resumed_kind = "webhook_resumed";
constexpr const char* renewed_kind = "webhook_secret_renewed";
constexpr const char* ended_kind = "webhook_ended";
constexpr const char* seal_purpose = "webhook secret";

std::string stream_of(EndpointId id) { return "webhook_endpoint/" + std::to_string(id.value); }

std::int64_t journal(db::Session& session, EndpointId id, const char* kind, std::string payload, const EndpointWriter& writer) {
  db::NewEntry entry;
  entry.stream = stream_of(id);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = kind;
  entry.clause = clause::art_8;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = std::move(payload);
  return db::append(session, {entry});
}

/// The one way a state follows from what happened: writing and verifying use it.
EndpointState after(EndpointState state, std::string_view kind, const std::string& payload, OfficerId actor, Instant at) {
  if (kind == added_kind) return {json::stored<EndpointForm>(payload), EndpointStanding::active, std::nullopt, "", actor, at};
  if (kind == changed_kind) state.form = json::stored<EndpointForm>(payload);
  if (kind == paused_kind) {
    const auto paused = json::stored<EndpointPaused>(payload);
    state.standing = EndpointStanding::paused;
    state.cause = paused.cause;
    state.reason = paused.reason.value;
  }
  if (kind == resumed_kind || kind == ended_kind) {
    state.standing = kind == ended_kind ? EndpointStanding::ended : EndpointStanding::active;
    state.cause.reset();
    state.reason.clear();
  }
  return state;
}

std::int64_t step(db::Session& session, const Endpoint& endpoint, const char* kind, const std::string& payload, const EndpointWriter& writer) {
  const EndpointState state = after(endpoint.state, kind, payload, writer.officer_id, writer.now);
  session.run("UPDATE webhook_endpoint SET standing = ?2, state = ?3 WHERE id = ?1", endpoint.id, static_cast<std::int64_t>(state.standing), json::to_text(state));
  return journal(session, endpoint.id, kind, payload, writer);
}

constexpr const char* columns = "SELECT id, state, secret, former_secret, former_until, failing_since FROM webhook_endpoint";

std::optional<Instant> instant_or_none(const db::Query& query, int column) { return query.is_null(column) ? std::nullopt : std::optional(Instant{query.integer(column)}); }

Endpoint endpoint_of(const db::Query& query) {
  return {EndpointId{query.integer(0)}, json::stored<EndpointState>(query.text(1)), std::string(query.text(2)), std::string(query.text(3)), instant_or_none(query, 4), instant_or_none(query, 5)};
}

}  // namespace

MadeEndpoint add_endpoint(db::Session& session, const EndpointForm& form, const HouseKey& key, const EndpointWriter& writer) {
  const std::string secret = new_webhook_secret(), payload = json::to_text(form);
  const EndpointState state = after({}, added_kind, payload, writer.officer_id, writer.now);
  session.run("INSERT INTO webhook_endpoint (standing, state, secret, former_secret) VALUES (?1, ?2, ?3, '')", static_cast<std::int64_t>(state.standing), json::to_text(state),
              key.seal(seal_purpose, secret));
  const EndpointId id{session.last_insert_id()};
  journal(session, id, added_kind, payload, writer);
  return {id, secret};
}

void change_endpoint(db::Session& session, const Endpoint& endpoint, const EndpointForm& form, const EndpointWriter& writer) { step(session, endpoint, changed_kind, json::to_text(form), writer); }

std::int64_t pause_endpoint(db::Session& session, const Endpoint& endpoint, const EndpointPaused& paused, const EndpointWriter& writer) {
  return step(session, endpoint, paused_kind, json::to_text(paused), writer);
}

void resume_endpoint(db::Session& session, const Endpoint& endpoint, const EndpointWriter& writer) {
  step(session, endpoint, resumed_kind, "{}", writer);
  note_failing(session, endpoint.id, std::nullopt);
}

std::string renew_secret(db::Session& session, const Endpoint& endpoint, Instant former_until, const HouseKey& key, const EndpointWriter& writer) {
  const std::string secret = new_webhook_secret();
  session.run("UPDATE webhook_endpoint SET secret = ?2, former_secret = ?3, former_until = ?4 WHERE id = ?1", endpoint.id, key.seal(seal_purpose, secret), endpoint.secret_sealed, former_until);
  journal(session, endpoint.id, renewed_kind, "{}", writer);
  return secret;
}

void end_endpoint(db::Session& session, const Endpoint& endpoint, const EndpointWriter& writer) {
  step(session, endpoint, ended_kind, "{}", writer);
  session.run("UPDATE webhook_endpoint SET secret = '', former_secret = '', former_until = NULL, failing_since = NULL WHERE id = ?1", endpoint.id);
  session.run("UPDATE webhook_delivery SET state = ?2 WHERE endpoint_id = ?1 AND state = ?3", endpoint.id, static_cast<std::int64_t>(DeliveryState::dead),
              static_cast<std::int64_t>(DeliveryState::waiting));
}

std::optional<Endpoint> load_endpoint(db::Session& session, EndpointId id) {
  auto query = session.query(std::string(columns) + " WHERE id = ?1");
  query.bind(1, id.value);
  return query.step() ? std::optional(endpoint_of(query)) : std::nullopt;
}

std::vector<Endpoint> list_endpoints(db::Session& session) {
  auto query = session.query(std::string(columns) + " ORDER BY id");
  std::vector<Endpoint> endpoints;
  while (query.step()) endpoints.push_back(endpoint_of(query));
  return endpoints;
}

void note_failing(db::Session& session, EndpointId id, std::optional<Instant> failing_since) {
  session.run("UPDATE webhook_endpoint SET failing_since = ?2 WHERE id = ?1", id, failing_since);
}

std::optional<std::string> open_webhook_secret(const HouseKey& key, const std::string& sealed) {
  return sealed.empty() ? std::nullopt : key.unseal(seal_purpose, sealed);
}

EndpointsVerified verify_endpoints(db::Session& session) {
  EndpointsVerified verified;
  std::vector<EndpointId> ids;
  {
    auto query = session.query("SELECT id FROM webhook_endpoint UNION SELECT stream_id FROM event WHERE stream_kind = 'webhook_endpoint' ORDER BY 1");
    while (query.step()) ids.push_back(EndpointId{query.integer(0)});
  }
  for (const EndpointId id : ids) {
    EndpointState told;
    for (const db::Entry& entry : db::read_stream(session, stream_of(id))) told = after(std::move(told), entry.kind, entry.payload, OfficerId{entry.actor_id}, entry.at);
    auto query = session.query("SELECT state, standing FROM webhook_endpoint WHERE id = ?1");
    query.bind(1, id.value);
    const bool same = query.step() && json::stored<EndpointState>(query.text(0)) == told && query.integer(1) == static_cast<std::int64_t>(told.standing);
    if (!same) verified.differences.push_back(stream_of(id) + ": the row differs from the journal");
  }
  verified.endpoints = static_cast<std::int64_t>(ids.size());
  return verified;
}

}  // namespace shouwen
