// Counts and durations of calls per route, for Prometheus.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <string>

namespace shouwen::api {

class RouteMetrics {
 public:
  explicit RouteMetrics(std::string operation_id) : operation_id_(std::move(operation_id)) {}
  void record(int status, std::chrono::nanoseconds took);
  /// Appends this route's lines; nothing if it was never called.
  void print(std::string& out) const;

 private:
  static constexpr std::array<double, 7> bounds_seconds{0.001, 0.005, 0.01, 0.05, 0.25, 1, 5};
  std::string operation_id_;
  std::array<std::atomic<std::int64_t>, 6> by_class_{};  ///< [2] = 2xx …
  std::array<std::atomic<std::int64_t>, bounds_seconds.size()> buckets_{};
  std::atomic<std::int64_t> calls_{0}, nanoseconds_{0};
};

}  // namespace shouwen::api
