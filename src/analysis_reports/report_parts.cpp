// Everything a report counts is counted here, so that a test can lay it beside what it should be.
#include "analysis_reports/report_parts.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "usage/indicators.h"

namespace shouwen {

namespace {

/// A year's indicators asked of the months of the period alone. They look at the last twelve, so a longer period is laid into
/// pieces: shares, load and power factor are sums, which do not care for the order of months.
UseIndicators indicators_in(const MonthlySeries& inside) {
  UseIndicators out;
  std::array<std::int64_t, 4> wh{};
  bool has_periods = false, has_reactive = false;
  std::int64_t active = 0, reactive = 0, highest = 0;
  double demand_wh = 0, hours = 0;
  for (const MonthlyUse& use : inside) {
    if (share_permille(use, TariffPeriod::flat)) {
      has_periods = true;
      for (const TariffPeriod period : tariff_periods) wh[static_cast<std::size_t>(period)] += use.of(period).value_or(0);
    }
    if (use.reactive_varh) {
      has_reactive = true;
      active += use.total_wh;
      reactive += *use.reactive_varh;
    }
    if (!use.max_demand_w) continue;
    highest = std::max(highest, *use.max_demand_w);
    demand_wh += static_cast<double>(use.total_wh);
    hours += static_cast<double>(use.month.hours());
  }
  if (highest > 0) {
    out.highest_demand_w = highest;
    out.load_factor_permille = std::llround(demand_wh / (static_cast<double>(highest) * hours) * 1000);
  }
  if (has_periods) {
    MonthlyUse sum;
    sum.super_peak_wh = wh[0], sum.peak_wh = wh[1], sum.flat_wh = wh[2], sum.valley_wh = wh[3];
    out.super_peak_permille = share_permille(sum, TariffPeriod::super_peak);
    out.peak_permille = share_permille(sum, TariffPeriod::peak);
    out.flat_permille = share_permille(sum, TariffPeriod::flat);
    out.valley_permille = share_permille(sum, TariffPeriod::valley);
  }
  if (has_reactive) out.power_factor_hundredths = power_factor_hundredths(active, reactive);
  return out;
}

void add_months(const std::map<Month, std::int64_t>& known, const ReportPeriod& period, ReportUse& out) {
  std::int64_t sum = 0, compared = 0, before = 0;
  for (Month month = period.from; month <= period.to; month = month.plus(1)) {
    ReportUseMonth row{month.value, {}, {}};
    if (const auto at = known.find(month); at != known.end()) row.wh = at->second;
    if (const auto at = known.find(month.plus(-months_per_year)); at != known.end()) row.before_wh = at->second;
    ++out.months;
    if (row.wh) ++out.months_known, sum += *row.wh;
    if (row.wh && row.before_wh) ++out.months_compared, compared += *row.wh, before += *row.before_wh;
    out.series.push_back(row);
  }
  if (out.months_known > 0) out.wh = sum;
  if (out.months_compared == 0) return;
  out.compared_wh = compared;
  out.before_wh = before;
  if (before > 0) out.change_permille = std::llround((static_cast<double>(compared) / static_cast<double>(before) - 1) * 1000);
}

}  // namespace

ReportUse use_in(const MonthlySeries& series, const ReportPeriod& period) {
  ReportUse out;
  std::map<Month, std::int64_t> known;
  MonthlySeries until, inside;
  for (const MonthlyUse& use : series) {
    if (use.month > period.to) break;
    known.emplace(use.month, use.total_wh);
    until.push_back(use);
    if (use.month >= period.from) inside.push_back(use);
  }
  add_months(known, period, out);
  const UseIndicators all = describe_use(until), within = indicators_in(inside);
  out.trend_wh_per_year = all.trend_wh_per_year;
  out.trend_permille_per_year = all.trend_permille_per_year;
  out.month_shape_permille = all.month_shape_permille;
  out.load_factor_permille = within.load_factor_permille;
  out.highest_demand_w = within.highest_demand_w;
  out.super_peak_permille = within.super_peak_permille;
  out.peak_permille = within.peak_permille;
  out.flat_permille = within.flat_permille;
  out.valley_permille = within.valley_permille;
  out.power_factor_hundredths = within.power_factor_hundredths;
  return out;
}

ReportForecast forecast_part(const Forecast& forecast, std::int64_t interval_percent) {
  ReportForecast out;
  out.model = forecast.model;
  out.reason = forecast.reason;
  out.interval_percent = interval_percent;
  for (const ForecastMonth& month : forecast.months) {
    out.months.push_back({month.month.value, month.wh, month.low_wh, month.high_wh});
    out.wh += month.wh;
  }
  out.origins = forecast.chosen.origins;
  out.forecasts = forecast.chosen.forecasts;
  out.error_wh = forecast.chosen.mean_error_wh;
  out.error_permille = forecast.chosen.smape_permille;
  out.baseline_error_wh = forecast.baseline.mean_error_wh;
  out.baseline_error_permille = forecast.baseline.smape_permille;
  return out;
}

PeriodInstants instants_of(const ReportPeriod& period) {
  const Month after = period.to.plus(1);
  return {at_local(Date::of(period.from.year(), period.from.number(), 1), 0), at_local(Date::of(after.year(), after.number(), 1), 0)};
}

ReportContacts contacts_in(const std::vector<AccountEvent>& story, const ManagedCustomer& customer, const ReportPeriod& period) {
  ReportContacts out;
  const auto [from, until] = instants_of(period);
  const auto inside = [from = from, until = until](Instant at) { return from <= at && at < until; };
  for (const AccountEvent& event : story) {
    if (const auto* contact = std::get_if<ContactRecorded>(&event.body); contact != nullptr && inside(contact->at)) ++out.contacts;
    if (!inside(event.at)) continue;
    if (std::holds_alternative<Promised>(event.body)) ++out.promises_made;
    if (std::holds_alternative<PromiseBroken>(event.body)) ++out.promises_broken;
    if (const auto* kept = std::get_if<PromiseKept>(&event.body)) ++(kept->late ? out.promises_kept_late : out.promises_kept);
  }
  out.promises_open = std::count_if(customer.promises.begin(), customer.promises.end(), [](const AccountPromise& one) { return !one.broken; });
  out.last_contact_at = customer.last_contact_at;
  if (customer.service_evaluation) out.service_score = customer.service_evaluation->score;
  return out;
}

}  // namespace shouwen
