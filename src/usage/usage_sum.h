// A sum over months or days of use that does not depend on their order: what all events say was written must be what stands there.
#pragma once

#include "base/id.h"
#include "usage/interval_day.h"
#include "usage/monthly_use.h"

namespace shouwen {

/// Two lanes of 64 bits, each added without carry. It finds mistakes and careless changes; that nobody changed the events
/// themselves is the hash chain's matter.
struct UsageSum {
  std::uint64_t low = 0, high = 0;
  bool operator==(const UsageSum&) const = default;
  void add(const UsageSum& other) { low += other.low, high += other.high; }
  void remove(const UsageSum& other) { low -= other.low, high -= other.high; }
};
UsageSum sum_of(CustomerId customer, const MonthlyUse& use);
UsageSum sum_of(CustomerId customer, const IntervalDay& day);

}  // namespace shouwen
