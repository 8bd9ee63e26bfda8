// Days read once: those before the first one shown are what unusual days are judged by.
#include "usage/load_view.h"

#include <algorithm>

namespace shouwen {

namespace {

/// Enough days off for the longest history the rulebook allows.
constexpr std::int32_t history_read = 340;

Date first_of_month(Date day) { return Date::of(day.year(), day.month(), 1); }
Date last_of_month(Date day) {
  const Month next = month_of(day).plus(1);
  return Date::of(next.year(), next.number(), 1).plus_days(-1);
}

LoadDayView view_of(const IntervalDay& day, DayKind kind) {
  LoadDayView view{day.day, kind, day.minutes, day.total_wh(), day.missing(), {}, {}};
  for (std::size_t i = 0; i < day.readings.size(); ++i) {
    view.wh.push_back(day.readings[i].wh);
    if (day.readings[i].estimated) view.estimated.push_back(static_cast<std::int64_t>(i));
  }
  return view;
}

LoadFiguresView view_of(const LoadFigures& found) {
  LoadFiguresView view{found.days, found.whole_days, found.missing, found.estimated, found.total_wh, found.highest, found.load_factor_permille, found.base_w, {}};
  if (!found.period_wh) return view;
  for (const TariffPeriod period : tariff_periods) {
    const std::int64_t wh = (*found.period_wh)[static_cast<std::size_t>(period)];
    const double share = found.total_wh > 0 ? static_cast<double>(wh) / static_cast<double>(found.total_wh) : 0;
    view.periods.push_back({period, wh, static_cast<std::int64_t>(share * 1000 + 0.5)});
  }
  return view;
}

std::vector<IntervalDay> between(const std::vector<IntervalDay>& days, Date from, Date to) {
  std::vector<IntervalDay> found;
  std::copy_if(days.begin(), days.end(), std::back_inserter(found), [&](const IntervalDay& day) { return day.day >= from && day.day <= to; });
  return found;
}

}  // namespace

const TimeOfUse* hours_of(const Rulebook& rulebook, const SavingBasis& basis) {
  return basis.tariff == nullptr || basis.tariff->time_of_use.empty() ? nullptr : find_time_of_use(rulebook, basis.tariff->time_of_use);
}

LoadView load_view(const api::Call& call, db::Session& session, const Customer& customer, DaySpan span, const std::optional<DayRange>& range) {
  LoadView view;
  view.customer_id = customer.id;
  view.from = span.from;
  view.to = span.to;
  if (!range) return view;
  view.first_day = range->from;
  view.last_day = range->to;
  const Date month_from = first_of_month(span.from), month_to = last_of_month(span.to);
  const std::vector<IntervalDay> all = load_days(session, customer.id, std::min(month_from, span.from.plus_days(-history_read)), month_to);
  const std::vector<IntervalDay> shown = between(all, span.from, span.to);
  const auto kind_of = [&call](Date day) { return day_kind(call.rulebook->calendars.bureau, day); };
  const SavingBasis basis = basis_of(saving_facts(session, customer.id), *call.rulebook, local_date(call.now));
  const TimeOfUse* hours = hours_of(*call.rulebook, basis);
  if (hours != nullptr) view.time_of_use_name = call.said(hours->name_zh, hours->name_en);
  else view.gaps = basis.gaps;
  for (const IntervalDay& day : shown) view.days.push_back(view_of(day, kind_of(day.day)));
  const IntervalRules* rules = call.rulebook->intervals.get();
  view.figures = view_of(describe_load(shown, hours, kind_of, rules));
  view.typical = typical_days(shown, kind_of);
  if (rules == nullptr) return view;
  const MonthlySeries series = load_usage_between(session, customer.id, month_of(month_from), month_of(month_to));
  for (const MonthDifference& one : month_differences(between(all, month_from, month_to), series, rules->difference_percent))
    view.months.push_back({one.month.value, one.interval_wh, one.missing, one.month_wh, one.difference_permille, one.differs});
  view.unusual = unusual_days(between(all, Date{}, span.to), span.from, kind_of, *rules);
  return view;
}

}  // namespace shouwen
