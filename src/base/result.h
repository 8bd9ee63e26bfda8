// Result: a value or a refusal. Expected failures cross module borders this way, never as exceptions.
#pragma once

#include <utility>
#include <variant>

#include "base/check.h"
#include "base/refusal.h"

namespace shouwen {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Refusal refusal) : content_(std::in_place_index<1>, std::move(refusal)) {}

  explicit operator bool() const { return content_.index() == 0; }
  bool refused() const { return content_.index() == 1; }

  const T& value() const& { SHOUWEN_CHECK(!refused()); return std::get<0>(content_); }
  T& value() & { SHOUWEN_CHECK(!refused()); return std::get<0>(content_); }
  T&& value() && { SHOUWEN_CHECK(!refused()); return std::get<0>(std::move(content_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Refusal& refusal() const { SHOUWEN_CHECK(refused()); return std::get<1>(content_); }

 private:
  std::variant<T, Refusal> content_;
};

struct Done {};
using Verdict = Result<Done>;

}  // namespace shouwen
