// Personal API tokens: one's own, and for administrators everybody's, never the token itself.
#include "api/answers.h"
#include "api/routes.h"
#include "org/accounts.h"

namespace shouwen::api {

struct TokenInput {
  Line<1, 60> name;
  std::vector<std::string> scopes;
  std::int64_t days = 0;
};
BOOST_DESCRIBE_STRUCT(TokenInput, (), (name, scopes, days))

struct TokenCreated {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(TokenCreated, (), (token))

struct TokenView {
  std::int64_t id = 0;
  std::string officer_name, unit_name, name, scopes;
  Instant created_at, expires_at;
  std::optional<Instant> last_used_at;
  bool revoked = false, expired = false;
};
BOOST_DESCRIBE_STRUCT(TokenView, (), (id, officer_name, unit_name, name, scopes, created_at, expires_at, last_used_at, revoked, expired))

namespace {

constexpr std::int64_t longest_token_days = 366;

http::Operation token_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "session", summary, ""};
}

/// Officer 0: everybody's.
Page<TokenView> token_views(const Call& call, db::Session& session, OfficerId officer) {
  Page<TokenView> page;
  for (const TokenRow& row : tokens_of(session, officer)) {
    const Officer* owner = call.organisation->officer(row.officer_id);
    const Unit* unit = owner == nullptr ? nullptr : call.organisation->unit(owner->unit_id);
    page.items.push_back({row.id, owner == nullptr ? "" : owner->name, unit == nullptr ? "" : unit->name, row.name, row.scopes, row.created_at, row.expires_at,
                          row.last_used_at, row.revoked, row.expires_at <= call.now});
  }
  return page;
}

void add_own_tokens(Api& api) {
  auto list_operation = token_operation("GET", "/api/v1/tokens", "list_tokens", "Own API tokens");
  list_operation.response_body = json::schema_of<Page<TokenView>>();
  api.read(list_operation, [](const Call& call, db::Session& session) {
    return answer(token_views(call, session, call.actor.officer_id));
  });

  auto create_operation = token_operation("POST", "/api/v1/tokens", "create_token", "A personal API token; shown once");
  create_operation.request_body = json::schema_of<TokenInput>();
  create_operation.response_body = json::schema_of<TokenCreated>();
  create_operation.success_status = 201;
  api.write(create_operation, [](const Call& call, db::Session& session) {
    return with_body<TokenInput>(call, [&](const TokenInput& input) {
      // A token must not make further tokens: a leaked one could outlive its revocation.
      if (call.session_id.empty()) return refused(call, Refusal{"permission.token_scope", "", "", {{"verb", "create_token"}}});
      if (input.days < 1 || input.days > longest_token_days)
        return refused(call, Refusal{"token.bad_days", "", "/days", {{"limit", std::to_string(longest_token_days)}}});
      const auto verbs = verbs_of(call, *call.organisation->officer(call.actor.officer_id));
      for (std::size_t i = 0; i < input.scopes.size(); ++i)
        if (input.scopes[i] != "read" && std::find(verbs.begin(), verbs.end(), input.scopes[i]) == verbs.end())
          return refused(call, Refusal{"token.bad_scope", "", "/scopes/" + std::to_string(i), {{"scope", input.scopes[i]}}});
      if (input.scopes.empty()) return refused(call, Refusal{"token.bad_scope", "", "/scopes", {{"scope", ""}}});
      const NewToken token{input.name.value, input.scopes, call.now.plus_seconds(input.days * seconds_per_day)};
      return answer(TokenCreated{create_token(session, call.actor.officer_id, token, call.now)}, 201);
    });
  });

  auto revoke_operation = token_operation("DELETE", "/api/v1/tokens/{token_id}", "revoke_token", "Revoke an own token");
  revoke_operation.success_status = 204;
  api.write(revoke_operation, [](const Call& call, db::Session& session) {
    if (!revoke_token(session, call.actor.officer_id, call.id("token_id"), call.now)) return refused(call, Refusal{"token.unknown", "", "", {}});
    return no_content();
  });
}

void add_all_tokens(Api& api) {
  auto list = token_operation("GET", "/api/v1/tokens/all", "list_all_tokens", "Everybody's API tokens, never the token itself");
  list.tag = "organisation";
  list.response_body = json::schema_of<Page<TokenView>>();
  api.read(list, [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_accounts", [&] { return answer(token_views(call, session, OfficerId{})); });
  });

  auto revoke = token_operation("DELETE", "/api/v1/tokens/all/{token_id}", "revoke_any_token", "Revoke anybody's token");
  revoke.tag = "organisation";
  revoke.success_status = 204;
  api.write(revoke, [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_accounts", [&] {
      if (!revoke_token(session, OfficerId{}, call.id("token_id"), call.now)) return refused(call, Refusal{"token.unknown", "", "", {}});
      return no_content();
    });
  });
}

}  // namespace

void add_token_api(Api& api) {
  add_own_tokens(api);
  add_all_tokens(api);
}

}  // namespace shouwen::api
