// What a bill, arrears or an outage can be at all.
#pragma once

#include "account_records/account_record.h"
#include "base/result.h"

namespace shouwen {

/// Refusals: account_record.month_impossible (no month, or after that of `today`), .negative, .too_large, .parts_exceed_amount,
/// .paid_exceeds_amount (more paid than billed, and no note says why), .day_impossible (due before its month), .day_to_come.
Verdict check_record(const BillRecord& bill, Date today);
/// Refusals: account_record.negative, .too_large, .day_to_come, .since_after_as_of.
Verdict check_record(const ArrearsRecord& arrears, Date today);
/// Refusals: account_record.end_before_start, .day_impossible, .day_to_come (what was not planned cannot lie ahead).
Verdict check_record(const OutageRecord& outage, Instant now);

}  // namespace shouwen
