// Matching paths against patterns, and the OpenAPI document of all of them.
#include "http/router.h"

#include <algorithm>
#include <map>

#include "base/check.h"
#include "json/print.h"

namespace shouwen::http {

namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

std::optional<std::vector<std::pair<std::string, std::string>>> match_pattern(const std::vector<std::string>& wanted,
                                                                               const std::vector<std::string_view>& path) {
  if (wanted.size() != path.size()) return std::nullopt;
  std::vector<std::pair<std::string, std::string>> parameters;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (is_parameter(wanted[i])) {
      if (path[i].empty()) return std::nullopt;
      parameters.emplace_back(wanted[i].substr(1, wanted[i].size() - 2), path[i]);
    } else if (wanted[i] != path[i]) {
      return std::nullopt;
    }
  }
  return parameters;
}

std::string quoted(std::string_view text) {
  std::string out;
  json::print_string(out, text);
  return out;
}

std::string parameters_json(const Operation& operation) {
  std::string parameters;
  const auto add = [&parameters](const std::string& text) { parameters += (parameters.empty() ? "" : ",") + text; };
  for (const std::string_view segment : segments_of(operation.pattern))
    if (is_parameter(segment))
      add(R"({"name":)" + quoted(segment.substr(1, segment.size() - 2)) + R"(,"in":"path","required":true,"schema":{"type":"string"}})");
  for (const QueryParameter& query : operation.query)
    add(R"({"name":)" + quoted(query.name) + R"(,"in":"query","description":)" + quoted(query.description) +
        R"(,"required":)" + (query.required ? "true" : "false") + R"(,"schema":)" + query.schema + "}");
  if (operation.needs_version)
    add(R"({"name":"If-Match","in":"header","required":true,"description":"The version last seen, in quotes","schema":{"type":"string"}})");
  if (operation.idempotent_key)
    add(R"({"name":"Idempotency-Key","in":"header","required":false,"description":"The same key acts once","schema":{"type":"string","maxLength":100}})");
  return parameters;
}

std::string operation_json(const Operation& operation) {
  std::string out = R"({"operationId":)" + quoted(operation.operation_id) + R"(,"tags":[)" + quoted(operation.tag) +
                    R"(],"summary":)" + quoted(operation.summary);
  if (!operation.clause.empty()) out += R"(,"x-clause":)" + quoted(operation.clause);
  if (operation.is_public) out += R"(,"security":[])";
  out += R"(,"parameters":[)" + parameters_json(operation) + "]";
  if (!operation.request_body.schema.empty())
    out += R"(,"requestBody":{"required":true,"content":{)" + quoted(operation.request_content_type) + R"(:{"schema":)" +
           operation.request_body.schema + "}}}";
  out += R"(,"responses":{")" + std::to_string(operation.success_status) + R"(":{"description":"Done")";
  if (!operation.response_body.schema.empty())
    out += R"(,"content":{)" + quoted(operation.response_content_type) + R"(:{"schema":)" + operation.response_body.schema + "}}";
  out += R"(},"4XX":{"$ref":"#/components/responses/Problem"},"5XX":{"$ref":"#/components/responses/Problem"}}})";
  return out;
}

constexpr const char* problem_schema =
    R"({"type":"object","required":["type","title","status","detail","code","errors"],"properties":{"type":{"type":"string"},)"
    R"("title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string"},)"
    R"("clause":{"type":"string"},"errors":{"type":"array","items":{"type":"object","properties":{"pointer":{"type":"string"},)"
    R"("code":{"type":"string"},"detail":{"type":"string"}}}}}})";

}  // namespace

std::size_t Router::add(Operation operation) {
  for (const Operation& known : operations_) {
    SHOUWEN_CHECK(known.operation_id != operation.operation_id);
    SHOUWEN_CHECK(known.method != operation.method || known.pattern != operation.pattern);
  }
  const auto segments = segments_of(operation.pattern);
  segments_.emplace_back(segments.begin(), segments.end());
  operations_.push_back(std::move(operation));
  return operations_.size() - 1;
}

const Operation& Router::operation(std::size_t route) const { return operations_[route]; }
std::size_t Router::size() const { return operations_.size(); }

std::variant<Match, MatchFailure> Router::match(std::string_view method, std::string_view path, std::string* allow) const {
  const auto segments = segments_of(path);
  std::optional<Match> best;
  bool path_known = false;
  const std::string_view wanted = method == "HEAD" ? std::string_view("GET") : method;
  for (std::size_t i = 0; i < operations_.size(); ++i) {
    auto parameters = match_pattern(segments_[i], segments);
    if (!parameters) continue;
    path_known = true;
    if (allow != nullptr) *allow += (allow->empty() ? "" : ", ") + operations_[i].method;
    // Literal patterns win over parameters: /cases/counts before /cases/{case_id}.
    if (operations_[i].method == wanted && (!best || parameters->size() < best->parameters.size()))
      best = Match{i, *std::move(parameters)};
  }
  if (best) return *std::move(best);
  return path_known ? MatchFailure::method_not_allowed : MatchFailure::not_found;
}

std::string Router::openapi(std::string_view title, std::string_view version) const {
  std::map<std::string, std::string> paths;
  std::map<std::string, std::string> schemas{{"Problem", problem_schema}};
  std::map<std::string, bool> tags;
  for (const Operation& operation : operations_) {
    std::string method = operation.method;
    std::transform(method.begin(), method.end(), method.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    std::string& path = paths[operation.pattern];
    path += (path.empty() ? "" : ",") + quoted(method) + ':' + operation_json(operation);
    tags[operation.tag] = true;
    for (const SchemaText* schema : {&operation.request_body, &operation.response_body})
      for (const auto& [name, text] : schema->named) {
        const auto [known, is_new] = schemas.emplace(name, text);
        // Two types of one name would make the document lie.
        SHOUWEN_CHECK(is_new || known->second == text);
      }
  }
  std::string out = R"({"openapi":"3.1.0","info":{"title":)" + quoted(title) + R"(,"version":)" + quoted(version) +
                    R"(,"description":"First-asked responsibility for a power supply bureau.","license":{"name":"Proprietary","identifier":"LicenseRef-Shouwen"}},)"
                    R"("servers":[{"url":"/"}],"security":[{"session":[]},{"token":[]}],"tags":[)";
  bool first = true;
  for (const auto& [tag, used] : tags) {
    out += (first ? "" : ",") + (R"({"name":)" + quoted(tag) + R"(,"description":)" + quoted("Operations of: " + tag) + "}");
    first = false;
  }
  out += R"(],"paths":{)";
  first = true;
  for (const auto& [pattern, text] : paths) {
    out += (first ? "" : ",") + quoted(pattern) + ":{" + text + "}";
    first = false;
  }
  out += R"(},"components":{"schemas":{)";
  first = true;
  for (const auto& [name, text] : schemas) {
    out += (first ? "" : ",") + quoted(name) + ':' + text;
    first = false;
  }
  out += R"(},"responses":{"Problem":{"description":"Why not, as RFC 9457","content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}},)"
         R"("securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":"shouwen_session"},"token":{"type":"http","scheme":"bearer"}}}})";
  return out;
}

}  // namespace shouwen::http
