// Which refusal is which HTTP status.
#include "api/answers.h"

#include <algorithm>

namespace shouwen::api {

int status_of(const Refusal& refusal) {
  const std::string_view code = refusal.code;
  if (code == "sign_in.ldap_unreachable") return 503;
  if (code == "session.missing" || code.starts_with("sign_in.")) return 401;
  if (code.starts_with("permission.") || code.starts_with("session.") || code == "request.from_elsewhere") return 403;
  if (code.ends_with(".changed_meanwhile") || code == "idempotency.reused") return 409;
  if (code.ends_with(".unknown")) return 404;
  if (code == "body.too_large" || code == "attachment.too_large") return 413;
  if (code == "version.missing") return 428;
  if (code == "rate.exceeded") return 429;
  if (code == "storage.full") return 507;
  if (code.starts_with("storage.") || code == "server.busy") return 503;
  if (code.starts_with("body.") || code.starts_with("query.") || code.starts_with("upload.") || code.starts_with("form.") ||
      code == "idempotency.malformed")
    return 400;
  return 422;
}

http::Response refused(const Call& call, const Refusal& refusal) { return http::problem(status_of(refusal), refusal, call.language); }

http::Response refused(const Call& call, const std::vector<Refusal>& refusals) {
  return http::problem(status_of(refusals.front()), refusals, call.language);
}

http::Response no_content() {
  http::Response response;
  response.status = 204;
  return response;
}

std::vector<std::string> verbs_of(const Call& call, const Officer& officer) {
  std::vector<std::string> verbs;
  for (const Grant& grant : call.rulebook->grants) {
    if (grant.role != "*" && std::find(officer.roles.begin(), officer.roles.end(), grant.role) == officer.roles.end()) continue;
    for (const std::string& verb : grant.verbs)
      if (std::find(verbs.begin(), verbs.end(), verb) == verbs.end()) verbs.push_back(verb);
  }
  return verbs;
}

Result<std::optional<std::int64_t>> query_number(const Call& call, std::string_view name) {
  const auto value = call.request.query_value(name);
  if (!value || value->empty()) return std::optional<std::int64_t>();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (error != std::errc() || end != value->data() + value->size())
    return Refusal{"query.bad_value", "", "", {{"name", std::string(name)}}};
  return std::optional(number);
}

}  // namespace shouwen::api
