// JSON → struct with every mistake at once, each with its pointer, code and values.
#pragma once

#include <algorithm>
#include <boost/json.hpp>

#include "base/refusal.h"
#include "base/result.h"
#include "base/text.h"
#include "json/traits.h"

namespace shouwen::json {

/// strict: for people's input (unknown fields are mistakes, texts are cleaned); lenient: for what the house wrote itself.
enum class ParseMode { strict, lenient };

namespace detail {

struct Mistakes {
  std::vector<Refusal> found;
  ParseMode mode;
  void add(const char* code, const std::string& pointer, std::vector<std::pair<std::string, std::string>> values = {}) {
    found.push_back({code, "", pointer, std::move(values)});
  }
};

std::string escape_pointer(std::string_view name);
std::string nearest(std::string_view name, const std::vector<std::string>& known);

template <class T>
void read(const boost::json::value& value, T& out, const std::string& pointer, Mistakes& mistakes);

template <class T>
void read_number(const boost::json::value& value, T& out, const std::string& pointer, Mistakes& mistakes) {
  boost::system::error_code error;
  const T number = value.to_number<T>(error);
  if (!value.is_number()) mistakes.add("body.wrong_type", pointer, {{"expected", "number"}});
  else if (error) mistakes.add("body.out_of_range", pointer);
  else out = number;
}

template <class T>
void read_limited(const boost::json::value& value, T& out, const std::string& pointer, Mistakes& mistakes) {
  const std::string_view raw(value.get_string().data(), value.get_string().size());
  out.value = mistakes.mode == ParseMode::strict ? clean_text(raw, T::multiline) : std::string(raw);
  if (mistakes.mode == ParseMode::lenient) return;
  const std::size_t length = count_characters(out.value);
  if (length < T::min_length)
    mistakes.add(length == 0 ? "body.empty" : "body.too_short", pointer, {{"limit", std::to_string(T::min_length)}});
  if (length > T::max_length)
    mistakes.add("body.too_long", pointer, {{"limit", std::to_string(T::max_length)}, {"length", std::to_string(length)}});
}

template <DescribedEnum E>
void read_enum(std::string_view name, E& out, const std::string& pointer, Mistakes& mistakes) {
  if (const auto found = enum_of<E>(name)) {
    out = *found;
    return;
  }
  std::string allowed;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (!allowed.empty()) allowed += ", ";
    allowed += d.name;
  });
  mistakes.add("body.not_one_of", pointer, {{"allowed", allowed}});
}

template <class T>
void read_struct(const boost::json::value& value, T& out, const std::string& pointer, Mistakes& mistakes) {
  if (!value.is_object()) {
    mistakes.add("body.wrong_type", pointer, {{"expected", "object"}});
    return;
  }
  const boost::json::object& object = value.get_object();
  std::vector<std::string> known;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    auto& field = out.*member.pointer;
    using Field = std::decay_t<decltype(field)>;
    known.emplace_back(member.name);
    const boost::json::value* found = object.if_contains(member.name);
    const std::string at = pointer + '/' + member.name;
    if (found == nullptr || (IsOptional<Field>::value && found->is_null())) {
      if constexpr (!IsOptional<Field>::value) {
        if (mistakes.mode == ParseMode::strict) mistakes.add("body.missing", at);
      }
    } else {
      read(*found, field, at, mistakes);
    }
  });
  if (mistakes.mode == ParseMode::lenient) return;
  for (const auto& entry : object) {
    const std::string_view name(entry.key().data(), entry.key().size());
    if (std::find(known.begin(), known.end(), name) == known.end())
      mistakes.add("body.unknown_field", pointer + '/' + escape_pointer(name), {{"nearest", nearest(name, known)}});
  }
}

template <class T>
void read(const boost::json::value& value, T& out, const std::string& pointer, Mistakes& mistakes) {
  if constexpr (IsOptional<T>::value) {
    typename T::value_type inner{};
    read(value, inner, pointer, mistakes);
    out = std::move(inner);
  } else if constexpr (IsVector<T>::value) {
    if (!value.is_array()) {
      mistakes.add("body.wrong_type", pointer, {{"expected", "array"}});
      return;
    }
    out.clear();
    std::size_t index = 0;
    for (const boost::json::value& item : value.get_array())
      read(item, out.emplace_back(), pointer + '/' + std::to_string(index++), mistakes);
  } else if constexpr (std::is_same_v<T, RawJson>) {
    out.text = boost::json::serialize(value);
  } else if constexpr (std::is_same_v<T, bool>) {
    if (value.is_bool()) out = value.get_bool();
    else mistakes.add("body.wrong_type", pointer, {{"expected", "boolean"}});
  } else if constexpr (std::is_arithmetic_v<T>) {
    read_number(value, out, pointer, mistakes);
  } else if constexpr (IsId<T>::value) {
    read_number(value, out.value, pointer, mistakes);
  } else if constexpr (DescribedStruct<T> && !std::is_same_v<T, Instant> && !std::is_same_v<T, Date>) {
    read_struct(value, out, pointer, mistakes);
  } else {
    if (!value.is_string()) {
      mistakes.add("body.wrong_type", pointer, {{"expected", "string"}});
      return;
    }
    const std::string_view text(value.get_string().data(), value.get_string().size());
    if (!is_valid_utf8(text)) {
      mistakes.add("body.bad_text", pointer);
    } else if constexpr (LimitedText<T>) {
      read_limited(value, out, pointer, mistakes);
    } else if constexpr (std::is_same_v<T, std::string>) {
      out = text;
    } else if constexpr (std::is_same_v<T, Instant>) {
      if (const auto at = parse_instant(text)) out = *at;
      else mistakes.add("body.bad_time", pointer);
    } else if constexpr (std::is_same_v<T, Date>) {
      if (const auto date = parse_date(text)) out = *date;
      else mistakes.add("body.bad_time", pointer);
    } else {
      read_enum(text, out, pointer, mistakes);
    }
  }
}

}  // namespace detail

template <class T>
std::vector<Refusal> parse(const boost::json::value& value, T& out, ParseMode mode) {
  detail::Mistakes mistakes{{}, mode};
  detail::read(value, out, "", mistakes);
  return std::move(mistakes.found);
}

/// Malformed JSON: body.malformed with the byte position; nesting deeper than 32 is malformed too.
Result<boost::json::value> parse_document(std::string_view text);

template <class T>
struct Parsed {
  T value{};
  std::vector<Refusal> mistakes;
};

template <class T>
Parsed<T> parse_body(std::string_view text) {
  Parsed<T> parsed;
  const Result<boost::json::value> document = parse_document(text);
  if (!document) parsed.mistakes.push_back(document.refusal());
  else parsed.mistakes = parse(*document, parsed.value, ParseMode::strict);
  return parsed;
}

}  // namespace shouwen::json
