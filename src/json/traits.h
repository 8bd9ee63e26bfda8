// What the three directions share: how a member's type is recognised.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "json/field_types.h"

namespace shouwen::json {

/// JSON that is already text; printed as it is.
struct RawJson {
  std::string text;
};

template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <class T>
concept LimitedText = requires(T t) {
  { T::min_length } -> std::convertible_to<std::size_t>;
  { T::max_length } -> std::convertible_to<std::size_t>;
  { T::multiline } -> std::convertible_to<bool>;
};

template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_any_access | boost::describe::mod_inherited>;

template <DescribedEnum E>
const char* name_of(E value) {
  const char* found = "";
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (d.value == value) found = d.name;
  });
  return found;
}

template <DescribedEnum E>
std::optional<E> enum_of(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (name == d.name) found = d.value;
  });
  return found;
}

}  // namespace shouwen::json
