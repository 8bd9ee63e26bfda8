// Interval use in the database: a packed row a day, imports and corrections. All SQL of it.
#pragma once

#include "db/session.h"
#include "usage/correct_day.h"
#include "usage/interval_file.h"
#include "usage/usage_store.h"

namespace shouwen {

/// First and last day on file.
struct DayRange {
  Date from, to;
  std::int64_t days = 0;   ///< that are on file
};
std::optional<DayRange> interval_range(db::Session& session, CustomerId customer);
/// Days of [from, to] in order; gaps stay gaps.
std::vector<IntervalDay> load_days(db::Session& session, CustomerId customer, Date from, Date to);

/// A day and whose it is.
struct OwnedDay {
  CustomerId customer_id;
  const IntervalLine* line = nullptr;
};
/// Writes days and counts into `import`; what was missing of a day that stands is filled in. A day is refused with
/// interval.day_twice if this import has brought it already, with interval.differs if it stands with other values.
std::vector<UsageMistake> add_days(db::Session& session, UsageImport& import, const std::vector<OwnedDay>& days);

struct DayCorrection {
  CustomerId customer_id;
  Date day;
  std::int32_t minutes = 15;
  std::vector<ReadingCorrection> readings;
  std::string reason;
  OfficerId officer_id;
};
/// An event with before and after of each interval. Refusals: those of correct_day.
Verdict correct_interval_use(db::Session& session, const DayCorrection& correction, Instant now);

/// Whether the rows' sum equals the events', and each row its own total; a sentence for each difference.
std::vector<std::string> verify_interval_use(db::Session& session);

}  // namespace shouwen
