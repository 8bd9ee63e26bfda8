// Token buckets per address; forgotten when full again.
#include "api/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace shouwen::api {

namespace {
constexpr std::size_t remembered_addresses = 100000;
}

double RateLimit::left_in(const Bucket& bucket, Instant now) const {
  return std::min(burst_, bucket.left + static_cast<double>(std::max<std::int64_t>(0, now.seconds - bucket.at.seconds)) * per_second_);
}

bool RateLimit::is_spent(const std::string& address, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto found = buckets_.find(address);
  return found != buckets_.end() && left_in(found->second, now) < 1;
}

std::int64_t RateLimit::take(const std::string& address, Instant now) {
  const std::lock_guard lock(mutex_);
  if (buckets_.size() > remembered_addresses)
    std::erase_if(buckets_, [&](const auto& entry) {
      return entry.second.left + static_cast<double>(now.seconds - entry.second.at.seconds) * per_second_ >= burst_;
    });
  const auto [found, is_new] = buckets_.try_emplace(address, Bucket{burst_, now});
  Bucket& bucket = found->second;
  bucket.left = left_in(bucket, now);
  bucket.at = std::max(bucket.at, now);
  if (bucket.left >= 1) {
    bucket.left -= 1;
    return 0;
  }
  return static_cast<std::int64_t>(std::ceil((1 - bucket.left) / per_second_));
}

}  // namespace shouwen::api
