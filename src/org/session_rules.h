// How long people stay signed in: the bureau's to set (docs/operations.md).
#pragma once

#include <cstdint>

namespace shouwen {

struct SessionRules {
  std::int64_t idle_seconds = 3600;                    ///< without a call
  std::int64_t longest_seconds = 12 * 3600;            ///< however it is used
  std::int64_t first_password_seconds = 7 * 24 * 3600;  ///< a first password nobody changed
};

}  // namespace shouwen
