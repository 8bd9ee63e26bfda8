// Prometheus text of one route.
#include "api/metrics.h"

#include <fmt/format.h>

namespace shouwen::api {

void RouteMetrics::record(int status, std::chrono::nanoseconds took) {
  by_class_[static_cast<std::size_t>(status / 100) % by_class_.size()].fetch_add(1, std::memory_order_relaxed);
  calls_.fetch_add(1, std::memory_order_relaxed);
  nanoseconds_.fetch_add(took.count(), std::memory_order_relaxed);
  const double seconds = std::chrono::duration<double>(took).count();
  for (std::size_t i = 0; i < bounds_seconds.size(); ++i)
    if (seconds <= bounds_seconds[i]) buckets_[i].fetch_add(1, std::memory_order_relaxed);
}

void RouteMetrics::print(std::string& out) const {
  const std::int64_t calls = calls_.load();
  if (calls == 0) return;
  for (std::size_t i = 1; i < by_class_.size(); ++i)
    if (const std::int64_t count = by_class_[i].load(); count > 0)
      out += fmt::format("shouwen_calls_total{{operation=\"{}\",status=\"{}xx\"}} {}\n", operation_id_, i, count);
  for (std::size_t i = 0; i < bounds_seconds.size(); ++i)
    out += fmt::format("shouwen_call_seconds_bucket{{operation=\"{}\",le=\"{}\"}} {}\n", operation_id_, bounds_seconds[i], buckets_[i].load());
  out += fmt::format("shouwen_call_seconds_bucket{{operation=\"{}\",le=\"+Inf\"}} {}\n", operation_id_, calls);
  out += fmt::format("shouwen_call_seconds_sum{{operation=\"{}\"}} {:.6f}\n", operation_id_, static_cast<double>(nanoseconds_.load()) / 1e9);
  out += fmt::format("shouwen_call_seconds_count{{operation=\"{}\"}} {}\n", operation_id_, calls);
}

}  // namespace shouwen::api
