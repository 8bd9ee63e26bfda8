// When a policy notice that nobody confirmed is followed up, and to how many it may go (art. 11(6)(2)). The regulation gives no
// number: both are the bureau's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace shouwen {

struct PolicyNoticeRules {
  std::string set_by;                             ///< whose numbers they are; empty only without numbers
  std::optional<std::int64_t> confirm_days;       ///< after sending, confirmed by then or the manager is told; absent = nobody is
  std::optional<std::int64_t> most_recipients;    ///< of one notice; absent = any number
};

}  // namespace shouwen
