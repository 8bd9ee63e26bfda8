// Public routes: a bucket of calls per address, so that nobody guesses receipts or passwords by the thousand.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.h"

namespace shouwen::api {

class RateLimit {
 public:
  /// `burst` calls at once, refilled at `per_minute`.
  RateLimit(double burst, double per_minute) : burst_(burst), per_second_(per_minute / 60.0) {}
  /// Seconds to wait; 0 = go on.
  std::int64_t take(const std::string& address, Instant now);
  /// Whether the next one would have to wait; takes nothing.
  bool is_spent(const std::string& address, Instant now) const;

 private:
  struct Bucket {
    double left = 0;
    Instant at;
  };
  const double burst_, per_second_;
  double left_in(const Bucket& bucket, Instant now) const;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace shouwen::api
