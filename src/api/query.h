// Values of a query string: absent and empty are nothing, unreadable is the refusal query.bad_value. Heavy: only for *_api.cpp.
#pragma once

#include "api/answers.h"

namespace shouwen::api {

inline Refusal bad_query(std::string_view name) { return {"query.bad_value", "", "", {{"name", std::string(name)}}}; }

template <class Enum>
std::optional<Refusal> read_enum(const Call& call, const char* name, std::optional<Enum>& out) {
  const auto value = call.request.query_value(name);
  if (!value || value->empty()) return std::nullopt;
  out = json::enum_of<Enum>(*value);
  return out ? std::nullopt : std::optional(bad_query(name));
}

inline std::optional<Refusal> read_date(const Call& call, const char* name, std::optional<Date>& out) {
  const auto value = call.request.query_value(name);
  if (!value || value->empty()) return std::nullopt;
  out = parse_date(*value);
  return out ? std::nullopt : std::optional(bad_query(name));
}

template <class Tag>
std::optional<Refusal> read_id(const Call& call, const char* name, std::optional<Id<Tag>>& out) {
  const auto number = query_number(call, name);
  if (!number) return number.refusal();
  if (*number) out = Id<Tag>{**number};
  return std::nullopt;
}

template <class Tag>
std::optional<Refusal> read_id(const Call& call, const char* name, Id<Tag>& out) {
  std::optional<Id<Tag>> found;
  const auto refusal = read_id(call, name, found);
  out = found.value_or(out);
  return refusal;
}

}  // namespace shouwen::api
