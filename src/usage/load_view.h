// Use by intervals as the API answers it. Heavy: only for .cpp files.
#pragma once

#include "api/answers.h"
#include "usage/interval_store.h"
#include "usage/load_curve.h"
#include "usage/saving_view.h"

namespace shouwen {

/// So many days are shown at once.
inline constexpr std::int32_t load_days_most = 92;

BOOST_DESCRIBE_STRUCT(HighestDemand, (), (w, at, estimated))
BOOST_DESCRIBE_STRUCT(TypicalDay, (), (working, days, minutes, middle_w, low_w, high_w))
BOOST_DESCRIBE_STRUCT(UnusualDay, (), (day, kind, working, expected_wh, found_wh, change_permille, distance_tenths, days_before))

struct LoadDayView {
  Date day;
  DayKind kind{};
  std::int64_t minutes = 0, total_wh = 0, missing = 0;
  std::vector<std::optional<std::int64_t>> wh;   ///< of each interval; null = missing
  std::vector<std::int64_t> estimated;           ///< places in `wh` that were not read but put in
};
BOOST_DESCRIBE_STRUCT(LoadDayView, (), (day, kind, minutes, total_wh, missing, wh, estimated))
struct LoadPeriodView {
  TariffPeriod period{};
  std::int64_t wh = 0, permille = 0;
};
BOOST_DESCRIBE_STRUCT(LoadPeriodView, (), (period, wh, permille))
struct LoadFiguresView {
  std::int64_t days = 0, whole_days = 0, missing = 0, estimated = 0, total_wh = 0;
  std::optional<HighestDemand> highest;
  std::optional<std::int64_t> load_factor_permille, base_w;
  std::vector<LoadPeriodView> periods;           ///< empty: the file names no tariff with hours
};
BOOST_DESCRIBE_STRUCT(LoadFiguresView, (), (days, whole_days, missing, estimated, total_wh, highest, load_factor_permille, base_w, periods))
struct MonthDifferenceView {
  std::int64_t month = 0, interval_wh = 0, missing = 0;
  std::optional<std::int64_t> month_wh, difference_permille;
  bool differs = false;
};
BOOST_DESCRIBE_STRUCT(MonthDifferenceView, (), (month, interval_wh, missing, month_wh, difference_permille, differs))
struct LoadView {
  CustomerId customer_id;
  std::optional<Date> first_day, last_day;       ///< on file; absent: nothing is
  Date from, to;
  std::vector<LoadDayView> days;                 ///< of [from, to]; days not on file are left out
  LoadFiguresView figures;
  std::vector<TypicalDay> typical;
  std::vector<MonthDifferenceView> months;       ///< whole months that [from, to] touches
  std::vector<UnusualDay> unusual;
  std::string time_of_use_name;                  ///< whose hours count; "" = none
  std::vector<SavingGap> gaps;                   ///< why none
};
BOOST_DESCRIBE_STRUCT(LoadView, (), (customer_id, first_day, last_day, from, to, days, figures, typical, months, unusual, time_of_use_name, gaps))

struct DaySpan {
  Date from, to;
};
LoadView load_view(const api::Call& call, db::Session& session, const Customer& customer, DaySpan span, const std::optional<DayRange>& range);

/// The hours of the tariff the customer's file names; nullptr if it names none that has any.
const TimeOfUse* hours_of(const Rulebook& rulebook, const SavingBasis& basis);

}  // namespace shouwen
