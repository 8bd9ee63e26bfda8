// Struct → JSON schema (2020-12, as OpenAPI 3.1 uses it), from the same field list.
#pragma once

#include <utility>

#include "json/print.h"

namespace shouwen::json {

struct Schema {
  std::string schema;  ///< "" = no body
  std::vector<std::pair<std::string, std::string>> named;  ///< components/schemas, each once
};

namespace detail {

std::string short_type_name(const char* mangled);

template <class T>
std::string schema_text(std::vector<std::pair<std::string, std::string>>& named);

template <class T>
std::string struct_schema(std::vector<std::pair<std::string, std::string>>& named) {
  const std::string name = short_type_name(typeid(T).name());
  const std::string reference = R"({"$ref":"#/components/schemas/)" + name + "\"}";
  for (const auto& known : named)
    if (known.first == name) return reference;
  const std::size_t slot = named.size();
  named.emplace_back(name, "");
  std::string properties, required;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    using Field = std::decay_t<decltype(std::declval<T>().*member.pointer)>;
    if (!properties.empty()) properties += ',';
    properties += '"';
    properties += member.name;
    properties += "\":";
    properties += schema_text<Field>(named);
    if constexpr (!IsOptional<Field>::value) {
      if (!required.empty()) required += ',';
      required += '"';
      required += member.name;
      required += '"';
    }
  });
  named[slot].second = R"({"type":"object","properties":{)" + properties + "}" +
                       (required.empty() ? "" : R"(,"required":[)" + required + "]") + "}";
  return reference;
}

template <class T>
std::string schema_text(std::vector<std::pair<std::string, std::string>>& named) {
  if constexpr (IsOptional<T>::value) {
    return schema_text<typename T::value_type>(named);
  } else if constexpr (IsVector<T>::value) {
    return R"({"type":"array","items":)" + schema_text<typename T::value_type>(named) + "}";
  } else if constexpr (std::is_same_v<T, bool>) {
    return R"({"type":"boolean"})";
  } else if constexpr (std::is_integral_v<T> || IsId<T>::value) {
    return R"({"type":"integer","format":"int64"})";
  } else if constexpr (std::is_floating_point_v<T>) {
    return R"({"type":"number"})";
  } else if constexpr (LimitedText<T>) {
    return R"({"type":"string","minLength":)" + std::to_string(T::min_length) + R"(,"maxLength":)" +
           std::to_string(T::max_length) + "}";
  } else if constexpr (std::is_same_v<T, std::string>) {
    return R"({"type":"string"})";
  } else if constexpr (std::is_same_v<T, Instant>) {
    return R"({"type":"string","format":"date-time"})";
  } else if constexpr (std::is_same_v<T, Date>) {
    return R"({"type":"string","format":"date"})";
  } else if constexpr (std::is_same_v<T, RawJson>) {
    return "{}";
  } else if constexpr (DescribedEnum<T>) {
    std::string names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) {
      if (!names.empty()) names += ',';
      names += '"';
      names += d.name;
      names += '"';
    });
    return R"({"type":"string","enum":[)" + names + "]}";
  } else {
    return struct_schema<T>(named);
  }
}

}  // namespace detail

template <class T>
Schema schema_of() {
  Schema schema;
  schema.schema = detail::schema_text<T>(schema.named);
  return schema;
}

}  // namespace shouwen::json
