// Routes with what OpenAPI must know of them. Matching only; running is the application's.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/message.h"
#include "json/schema.h"

namespace shouwen::http {

/// Made by json::schema_of<T>().
using SchemaText = json::Schema;

struct QueryParameter {
  std::string name;
  std::string description;
  std::string schema = R"({"type":"string"})";
  bool required = false;
};

struct Operation {
  std::string method;
  std::string pattern;       ///< "/api/v1/cases/{case_id}/transfers"
  std::string operation_id;  ///< unique: "transfer_case"
  std::string tag;
  std::string summary;
  std::string clause;        ///< "" or "art.10(7)"
  // Up to here every operation says it; the rest is filled in where it differs.
  SchemaText request_body{};
  std::string request_content_type = "application/json";
  SchemaText response_body{};
  std::string response_content_type = "application/json";
  int success_status = 200;
  std::vector<QueryParameter> query{};
  bool is_public = false;    ///< needs no session
  bool needs_version = false;  ///< If-Match required
  bool idempotent_key = false; ///< honours Idempotency-Key
};

struct Match {
  std::size_t route = 0;
  std::vector<std::pair<std::string, std::string>> parameters;
};
enum class MatchFailure { not_found, method_not_allowed };

class Router {
 public:
  /// Returns the route's index (0, 1, 2 …). CHECKs that operation_id and method+pattern are new.
  std::size_t add(Operation operation);
  const Operation& operation(std::size_t route) const;
  std::size_t size() const;
  /// `allow` receives the methods the path would take, for the Allow header.
  std::variant<Match, MatchFailure> match(std::string_view method, std::string_view path, std::string* allow) const;
  /// OpenAPI 3.1 document of all routes; with problem+json responses (400, 401, 403, 404, 409, 412, 422, 429, 503).
  std::string openapi(std::string_view title, std::string_view version) const;

 private:
  std::vector<Operation> operations_;
  std::vector<std::vector<std::string>> segments_;  ///< of each pattern
};

}  // namespace shouwen::http
