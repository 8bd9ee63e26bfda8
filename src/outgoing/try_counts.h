// What became of tries to send something away, for the operator's watcher: since the process began.
#pragma once

#include <fmt/format.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace shouwen {

/// Counted on a courier's thread, read on any.
struct TryCounts {
  std::atomic<std::int64_t> taken = 0;
  std::atomic<std::int64_t> refused = 0;  ///< for good: what was sent is wrong, not the way there
  std::atomic<std::int64_t> failed = 0;   ///< tried again later

  /// Prometheus text.
  std::string metrics(std::string_view name) const {
    return fmt::format("# TYPE {0} counter\n{0}{{result=\"taken\"}} {1}\n{0}{{result=\"refused\"}} {2}\n{0}{{result=\"failed\"}} {3}\n", name, taken.load(), refused.load(), failed.load());
  }
};

}  // namespace shouwen
