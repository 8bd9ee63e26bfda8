// SipHash-2-4 with 128 bits under a fixed key, one value at a time.
#include "usage/usage_sum.h"

#include <sodium.h>

#include <cstring>
#include <limits>

namespace shouwen {

UsageSum sum_of(CustomerId customer, const MonthlyUse& use) {
  static constexpr unsigned char key[crypto_shorthash_siphashx24_KEYBYTES]{};
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
  unsigned char bytes[sizeof fields], out[crypto_shorthash_siphashx24_BYTES];
  std::memcpy(bytes, fields.data(), sizeof fields);
  crypto_shorthash_siphashx24(out, bytes, sizeof bytes, key);
  UsageSum sum;
  std::memcpy(&sum.low, out, 8);
  std::memcpy(&sum.high, out + 8, 8);
  return sum;
}

}  // namespace shouwen
