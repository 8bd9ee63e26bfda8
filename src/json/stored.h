// What the house wrote itself, read again: a state, or the body of an event by its kind. Anything else is a bug and ends the program.
#pragma once

#include <boost/mp11.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "base/check.h"
#include "json/parse.h"

namespace shouwen::json {

template <class T>
T stored(std::string_view text) {
  T value;
  SHOUWEN_CHECK(parse(boost::json::parse(text), value, ParseMode::lenient).empty());
  return value;
}

/// The alternative of the variant `Body` whose `kind_name` is `kind`.
template <class Body, class KindName>
Body stored_body(std::string_view kind, std::string_view payload, KindName kind_name) {
  std::optional<Body> found;
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<std::variant_size_v<Body>>>([&](auto index) {
    using Alternative = std::variant_alternative_t<decltype(index)::value, Body>;
    if (!found && kind == kind_name(Body(Alternative{}))) found = stored<Alternative>(payload);
  });
  SHOUWEN_CHECK(found.has_value());
  return *std::move(found);
}

}  // namespace shouwen::json
