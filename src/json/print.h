// Struct → JSON text, straight into a string: deterministic member order, so that what is hashed can be printed again.
#pragma once

#include <charconv>

#include "json/traits.h"

namespace shouwen::json {

void print_string(std::string& out, std::string_view text);

template <class T>
void print(std::string& out, const T& value);

template <DescribedStruct T>
void print_struct(std::string& out, const T& value) {
  out += '{';
  bool first = true;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    const auto& field = value.*member.pointer;
    using Field = std::decay_t<decltype(field)>;
    if constexpr (IsOptional<Field>::value)
      if (!field) return;
    if (!first) out += ',';
    first = false;
    out += '"';
    out += member.name;
    out += "\":";
    if constexpr (IsOptional<Field>::value) print(out, *field);
    else print(out, field);
  });
  out += '}';
}

template <class T>
void print(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_arithmetic_v<T>) {
    char digits[40];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
  } else if constexpr (std::is_same_v<T, std::string>) {
    print_string(out, value);
  } else if constexpr (LimitedText<T>) {
    print_string(out, value.value);
  } else if constexpr (IsId<T>::value) {
    print(out, value.value);
  } else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Date>) {
    out += '"';
    out += to_iso(value);
    out += '"';
  } else if constexpr (std::is_same_v<T, RawJson>) {
    out += value.text;
  } else if constexpr (DescribedEnum<T>) {
    out += '"';
    out += name_of(value);
    out += '"';
  } else if constexpr (IsOptional<T>::value) {
    if (value) print(out, *value);
    else out += "null";
  } else if constexpr (IsVector<T>::value) {
    out += '[';
    bool first = true;
    for (const auto& item : value) {
      if (!first) out += ',';
      first = false;
      print(out, item);
    }
    out += ']';
  } else {
    print_struct(out, value);
  }
}

template <class T>
std::string to_text(const T& value) {
  std::string out;
  print(out, value);
  return out;
}

}  // namespace shouwen::json
