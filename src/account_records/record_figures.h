// What records add up to: how old arrears are, how long a customer stood without power each year.
#pragma once

#include <vector>

#include "account_records/account_record.h"

namespace shouwen {

/// Days from the oldest unpaid due day to the day the arrears were taken; nothing while none are owed or the day is not known.
std::optional<std::int64_t> age_days(const ArrearsRecord& arrears);
/// Whole minutes, rounded up; nothing while it is not over.
std::optional<std::int64_t> minutes_of(const OutageRecord& outage);

struct BillYear {
  std::int64_t year = 0, bills = 0, energy_wh = 0, amount_fen = 0, unpaid_fen = 0;
  std::int64_t overdue_fen = 0;          ///< of what is not paid: its due day is over; the rest is not due yet, or no due day is known
};
/// Newest first. What was paid too much does not make up for another month.
std::vector<BillYear> bill_years(const std::vector<BillRecord>& bills, Date today);
/// What bills due by the day of the arrears still lack; nothing unless it is more than the arrears say is owed: then one of the two
/// imports is wrong, and a person has to look.
std::optional<std::int64_t> contradicts_arrears(const std::vector<BillRecord>& bills, const ArrearsRecord& arrears);

struct OutageYear {
  std::int64_t year = 0, planned = 0, planned_minutes = 0, unplanned = 0, unplanned_minutes = 0;
};
/// By the year an outage began in, newest first; those that have not begun by `now` are left out.
std::vector<OutageYear> outage_years(const std::vector<OutageRecord>& outages, Instant now);

}  // namespace shouwen
