// A posted form.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouwen {

using Form = std::vector<std::pair<std::string, std::string>>;

/// "" if the form has no such field.
inline std::string value_of(const Form& form, std::string_view name) {
  for (const auto& [key, value] : form)
    if (key == name) return value;
  return {};
}

}  // namespace shouwen
