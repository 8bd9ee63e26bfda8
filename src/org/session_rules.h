// How long people stay signed in: the bureau's to set (docs/operations.md).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace shouwen {

struct SessionRules {
  std::int64_t idle_seconds = 3600;                    ///< without a call
  std::int64_t longest_seconds = 12 * 3600;            ///< however it is used
  std::int64_t first_password_seconds = 7 * 24 * 3600;  ///< a first password nobody changed
  std::vector<std::string> second_factor_roles = {};   ///< who has one of these works with a second factor only
};

/// Of who signs in by password; whoever comes by the bureau's identity provider is asked there.
inline bool asks_second_factor(const SessionRules& rules, const std::vector<std::string>& roles) {
  return std::any_of(roles.begin(), roles.end(), [&rules](const std::string& role) { return std::find(rules.second_factor_roles.begin(), rules.second_factor_roles.end(), role) != rules.second_factor_roles.end(); });
}

}  // namespace shouwen
