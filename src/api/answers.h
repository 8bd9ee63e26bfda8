// Answers of API calls: values as JSON, refusals as problems with their status. Heavy: only for *_api.cpp.
#pragma once

#include "api/api.h"
#include "http/problem.h"
#include "json/json.h"

namespace shouwen::api {

/// 401 not signed in, 403 not allowed, 404 unknown, 409 changed meanwhile, 400 bad input, 422 a rule says no.
int status_of(const Refusal& refusal);
http::Response refused(const Call& call, const Refusal& refusal);
http::Response refused(const Call& call, const std::vector<Refusal>& refusals);
http::Response no_content();

template <class T>
http::Response answer(const T& value, int status = 200) {
  http::Response response;
  response.status = status;
  response.body.reserve(1024);
  json::print(response.body, value);
  return response;
}

/// Parses the body into T and goes on, or answers every mistake in it.
template <class T, class Next>
http::Response with_body(const Call& call, Next&& next) {
  const json::Parsed<T> parsed = json::parse_body<T>(call.request.body);
  if (!parsed.mistakes.empty()) return refused(call, parsed.mistakes);
  return next(parsed.value);
}

/// Goes on if the caller may; else 403.
template <class Next>
http::Response with_permission(const Call& call, std::string_view verb, Next&& next) {
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb);
  if (!permission.allowed) return refused(call, permission.refusal);
  return next();
}

/// Every verb the grants of the officer's roles name: what menus and scopes of tokens may offer.
std::vector<std::string> verbs_of(const Call& call, const Officer& officer);

/// A whole number out of the query; nothing if absent. Refusal query.bad_value.
Result<std::optional<std::int64_t>> query_number(const Call& call, std::string_view name);

/// The list in its envelope: {"items":[…],"next":…}.
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next;
  BOOST_DESCRIBE_CLASS(Page, (), (items, next), (), ())
};

}  // namespace shouwen::api
