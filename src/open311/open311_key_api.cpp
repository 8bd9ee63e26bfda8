// The administrator's page of keys: issue, revoke, see what they did. A key is shown once, when it is issued.
#include "api/answers.h"
#include "cases/case_lists.h"
#include "open311/open311.h"
#include "open311/open311_key_describe.h"
#include "open311/open311_key_store.h"
#include "org/secret.h"
#include "regulation/clauses.h"

#include <fmt/format.h>

namespace shouwen {

struct Open311KeyInput {
  Line<1, 60> name;
  Channel channel{};
};
BOOST_DESCRIBE_STRUCT(Open311KeyInput, (), (name, channel))
struct Open311KeyCreated {
  std::int64_t id = 0;
  std::string key;
};
BOOST_DESCRIBE_STRUCT(Open311KeyCreated, (), (id, key))
struct Open311KeyView {
  std::int64_t id = 0;
  std::string name;
  Channel channel{};
  std::string issued_by_name;
  Instant issued_at;
  std::optional<Instant> revoked_at, last_used_at;
  std::string revoked_by_name, revoked_reason;
  std::int64_t requests_today = 0, requests = 0, refused = 0;
};
BOOST_DESCRIBE_STRUCT(Open311KeyView, (), (id, name, channel, issued_by_name, issued_at, revoked_at, last_used_at, revoked_by_name, revoked_reason, requests_today, requests, refused))
struct Open311KeysView {
  std::vector<Open311KeyView> items;
  std::int64_t key_calls_a_minute = 0, key_requests_a_day = 0, log_days = 0;
  std::string discovery_path;
};
BOOST_DESCRIBE_STRUCT(Open311KeysView, (), (items, key_calls_a_minute, key_requests_a_day, log_days, discovery_path))
struct Open311CallView {
  Instant at;
  std::int64_t status = 0;
  std::string service_code, service_name, service_request_id;
};
BOOST_DESCRIBE_STRUCT(Open311CallView, (), (at, status, service_code, service_name, service_request_id))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_length = 50;

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

std::string name_of(const Call& call, OfficerId id) {
  const Officer* officer = call.organisation->officer(id);
  return officer == nullptr ? std::string() : officer->name;
}

http::Response listed(const Call& call, db::Session& session) {
  Open311KeysView view;
  if (!call.rulebook->open_data) return refused(call, Refusal{"open_data.not_set_up", clause::art_8, "", {}});
  const Open311Rules& rules = call.rulebook->open_data->open311;
  view.key_calls_a_minute = rules.key_calls_a_minute;
  view.key_requests_a_day = rules.key_requests_a_day;
  view.log_days = rules.log_days;
  view.discovery_path = "/open311/v2/discovery.json";
  for (const Open311Key& key : list_open311_keys(session)) {
    const Open311Totals totals = totals_of(session, key.id);
    view.items.push_back({key.id.value, key.issued.name.value, key.issued.channel, name_of(call, key.issued_by_id), key.issued_at, key.revoked_at, totals.last_at, name_of(call, key.revoked_by_id),
                          key.revoked_reason, use_of(session, key.id, call.now).requests_of_day, totals.requests, totals.refused});
  }
  return api::answer(view);
}

http::Response issued(const Call& call, db::Session& session, const Open311KeyInput& input) {
  // As with tokens: a leaked one must not make further ways in.
  if (call.session_id.empty()) return refused(call, Refusal{"permission.token_scope", "", "", {{"verb", "manage_open311_keys"}}});
  if (!call.rulebook->open_data) return refused(call, Refusal{"open_data.not_set_up", clause::art_8, "", {}});
  const std::string key = new_secret();
  const Open311KeyIssued made{input.name, input.channel, hexadecimal(secret_hash(key))};
  if (const Verdict may_be = issue_key(made, list_open311_keys(session)); !may_be) return refused(call, may_be.refusal());
  const Open311KeyId id = add_open311_key(session, made, {call.actor.officer_id, call.now, call.rulebook->version});
  return api::answer(Open311KeyCreated{id.value, key}, 201);
}

http::Response revoked(const Call& call, db::Session& session, const Open311KeyRevoked& input) {
  const auto key = load_open311_key(session, Open311KeyId{call.id("key_id")});
  if (!key) return refused(call, Refusal{"georeport_key.unknown", "", "", {}});
  if (const Verdict may_be = revoke_key(*key); !may_be) return refused(call, may_be.refusal());
  revoke_open311_key(session, key->id, input, {call.actor.officer_id, call.now, call.rulebook->version});
  return api::no_content();
}

http::Response calls(const Call& call, db::Session& session) {
  const auto key = load_open311_key(session, Open311KeyId{call.id("key_id")});
  if (!key) return refused(call, Refusal{"georeport_key.unknown", "", "", {}});
  const auto after = api::query_number(call, "after");
  if (!after) return refused(call, after.refusal());
  api::Page<Open311CallView> page;
  const auto rows = list_open311_calls(session, key->id, after->value_or(0), page_length);
  for (const Open311Call& row : rows) {
    const CaseCategory* category = call.rulebook->category(row.service_code);
    page.items.push_back({row.at, row.status, row.service_code, category == nullptr ? std::string() : call.said(category->name_zh, category->name_en),
                          row.case_id ? number_of_case(session, row.case_id) : std::string()});
  }
  if (static_cast<std::int64_t>(rows.size()) == page_length) page.next = std::to_string(rows.back().id);
  return api::answer(page);
}

http::Operation open311_key_operation(const char* method, const char* pattern, const char* id, const char* summary) { return {method, pattern, id, "open311", summary, clause::art_8}; }

}  // namespace

void add_open311_keys_api(Api& api) {
  auto list = open311_key_operation("GET", "/api/v1/open311_keys", "list_open311_keys", "Keys of others' programs, never the key itself");
  list.response_body = json::schema_of<Open311KeysView>();
  api.read(std::move(list), [](const Call& call, db::Session& session) { return with_permission(call, "read_open311_keys", [&] { return listed(call, session); }); });

  auto issue = open311_key_operation("POST", "/api/v1/open311_keys", "issue_open311_key", "A key for one program; shown once");
  issue.request_body = json::schema_of<Open311KeyInput>();
  issue.response_body = json::schema_of<Open311KeyCreated>();
  issue.success_status = 201;
  api.write(std::move(issue), [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_open311_keys", [&] { return api::with_body<Open311KeyInput>(call, [&](const Open311KeyInput& input) { return issued(call, session, input); }); });
  });

  auto revoke = open311_key_operation("POST", "/api/v1/open311_keys/{key_id}/revocations", "revoke_open311_key", "From now on it opens nothing");
  revoke.request_body = json::schema_of<Open311KeyRevoked>();
  revoke.success_status = 204;
  api.write(std::move(revoke), [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_open311_keys", [&] { return api::with_body<Open311KeyRevoked>(call, [&](const Open311KeyRevoked& input) { return revoked(call, session, input); }); });
  });

  auto log = open311_key_operation("GET", "/api/v1/open311_keys/{key_id}/calls", "list_open311_calls", "What was posted by a key, newest first");
  log.response_body = json::schema_of<api::Page<Open311CallView>>();
  log.query = {{"after", "next of the page before", R"({"type":"integer"})"}};
  api.read(std::move(log), [](const Call& call, db::Session& session) { return with_permission(call, "read_open311_keys", [&] { return calls(call, session); }); });
}

}  // namespace shouwen
