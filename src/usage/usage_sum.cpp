// SipHash-2-4 with 128 bits under a fixed key, one value at a time.
#include "usage/usage_sum.h"

#include <sodium.h>

#include <cstring>
#include <limits>

namespace shouwen {

namespace {

UsageSum hashed(const void* bytes, std::size_t size) {
  static constexpr unsigned char key[crypto_shorthash_siphashx24_KEYBYTES]{};
  unsigned char out[crypto_shorthash_siphashx24_BYTES];
  crypto_shorthash_siphashx24(out, static_cast<const unsigned char*>(bytes), size, key);
  UsageSum sum;
  std::memcpy(&sum.low, out, 8);
  std::memcpy(&sum.high, out + 8, 8);
  return sum;
}

}  // namespace

UsageSum sum_of(CustomerId customer, const MonthlyUse& use) {
  constexpr std::int64_t absent = std::numeric_limits<std::int64_t>::min();
  const std::array<std::int64_t, 9> fields{customer.value,
                                           use.month.value,
                                           use.total_wh,
                                           use.super_peak_wh.value_or(absent),
                                           use.peak_wh.value_or(absent),
                                           use.flat_wh.value_or(absent),
                                           use.valley_wh.value_or(absent),
                                           use.reactive_varh.value_or(absent),
                                           use.max_demand_w.value_or(absent)};
  return hashed(fields.data(), sizeof fields);
}

UsageSum sum_of(CustomerId customer, const IntervalDay& day) {
  const std::array<std::int64_t, 3> fields{customer.value, day.day.days, day.minutes};
  std::string bytes(sizeof fields, '\0');
  std::memcpy(bytes.data(), fields.data(), sizeof fields);
  bytes += packed_readings(day);
  bytes += packed_estimated(day);
  return hashed(bytes.data(), bytes.size());
}

}  // namespace shouwen
