// Values of a query string: absent and empty are nothing, unreadable is the refusal query.bad_value. Heavy: only for *_api.cpp.
#pragma once

#include <algorithm>
#include <charconv>

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

/// "17,18": at most so many as a page may hold.
template <class Tag>
std::optional<Refusal> read_ids(const Call& call, const char* name, std::vector<Id<Tag>>& out) {
  constexpr std::size_t most = 200;
  std::string_view text = call.request.query_value(name).value_or("");
  while (!text.empty()) {
    Id<Tag> id;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), id.value);
    const auto taken = static_cast<std::size_t>(read.ptr - text.data());
    if (read.ec != std::errc() || id.value < 1 || (taken < text.size() && text[taken] != ',') || out.size() == most) return bad_query(name);
    out.push_back(id);
    text.remove_prefix(std::min(taken + 1, text.size()));
  }
  return std::nullopt;
}

}  // namespace shouwen::api
