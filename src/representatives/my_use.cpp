// Monthly use, what it says in plain words, and the next twelve months. Arts. 11(6)(2), 11(6)(3).
#include <fmt/format.h>

#include "regulation/clauses.h"
#include "representatives/my_desk.h"
#include "representatives/my_savings.h"
#include "representatives/use_chart.h"
#include "usage/forecast.h"
#include "usage/indicators.h"
#include "usage/interval_store.h"
#include "usage/load_curve.h"
#include "usage/usage_store.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int32_t months_read = 60, months_shown = 12;
/// The latest four weeks by intervals.
constexpr std::int32_t load_days_read = 28;

std::string month_text(Month month) { return fmt::format("{}-{:02}", month.year(), month.number()); }
std::string percent_of(std::int64_t permille) { return fmt::format("{:.1f}%", static_cast<double>(permille < 0 ? -permille : permille) / 10); }

std::optional<std::int64_t> wh_of(const MonthlySeries& series, Month month) {
  for (const MonthlyUse& use : series)
    if (use.month == month) return use.total_wh;
  return std::nullopt;
}

/// The last twelve months, each beside the same month a year before.
void set_months(data& values, const MonthlySeries& series, Language language) {
  std::vector<ChartMonth> months;
  data rows{data::type::list};
  for (std::int32_t i = 1 - months_shown; i <= 0; ++i) {
    const Month month = series.back().month.plus(i);
    const ChartMonth one{month, wh_of(series, month), wh_of(series, month.plus(-months_per_year))};
    months.push_back(one);
    data row;
    row.set("month", month_text(month));
    row.set("kwh", one.wh ? kwh(*one.wh) : "–");
    row.set("before", one.mark_wh ? kwh(*one.mark_wh) : "–");
    rows << row;
  }
  values.set("months", rows);
  values.set("chart", use_chart(months, my_text("chart_label", language), my_text("kwh", language)));
}

void set_sentences(data& values, const UseIndicators& found, Language language) {
  data rows{data::type::list};
  const auto add = [&rows, language](const char* name, const TextValues& filled) { rows << data("text", my_text(name, language, filled)); };
  if (found.year_wh) add("says_year", {{"kwh", kwh(*found.year_wh)}});
  if (found.year_on_year_permille) add(*found.year_on_year_permille < 0 ? "says_less" : "says_more", {{"percent", percent_of(*found.year_on_year_permille)}});
  if (found.highest_demand_w) add("says_demand", {{"kw", grouped((*found.highest_demand_w + 500) / 1000)}});
  if (found.load_factor_permille) add("says_load_factor", {{"percent", percent_of(*found.load_factor_permille)}});
  if (found.peak_permille && found.valley_permille) add("says_shares", {{"peak", percent_of(*found.peak_permille)}, {"valley", percent_of(*found.valley_permille)}});
  if (found.power_factor_hundredths) add("says_power_factor", {{"factor", fmt::format("{:.2f}", static_cast<double>(*found.power_factor_hundredths) / 100)}});
  values.set("sentences", rows);
}

void set_forecast(data& values, const Forecast& forecast, std::int64_t interval_percent, Language language) {
  if (forecast.months.empty()) return;
  std::vector<ChartMonth> months;
  data rows{data::type::list};
  std::int64_t sum = 0;
  bool ranged = false;
  for (const ForecastMonth& one : forecast.months) {
    months.push_back({one.month, one.wh, {}, one.low_wh, one.high_wh});
    sum += one.wh;
    data row;
    row.set("month", month_text(one.month));
    row.set("kwh", kwh(one.wh));
    row.set("range", one.low_wh && one.high_wh ? kwh(*one.low_wh) + " – " + kwh(*one.high_wh) : "–");
    ranged = ranged || one.low_wh.has_value();
    rows << row;
  }
  values.set("has_forecast", true);
  values.set("forecast", rows);
  values.set("forecast_chart", use_chart(months, my_text("forecast_label", language), my_text("kwh", language)));
  values.set("forecast_sum", my_text("forecast_sum", language, {{"kwh", kwh(sum)}}));
  values.set("forecast_means", ranged ? my_text("forecast_means", language, {{"percent", std::to_string(interval_percent)}}) : my_text("forecast_no_range", language));
}

std::string clock_text(Instant at) { return to_iso(at).substr(0, 10) + ' ' + to_iso(at).substr(11, 5); }

/// Typical days of the last weeks on file as a curve and hour by hour, with the highest demand and the night's base load.
void set_load(data& values, const Call& call, db::Session& session, CustomerId customer, Language language) {
  const auto range = interval_range(session, customer);
  if (!range) return;
  const Date from = range->to.plus_days(1 - load_days_read);
  const std::vector<IntervalDay> days = load_days(session, customer, from, range->to);
  const auto kind_of = [&call](Date day) { return day_kind(call.rulebook->calendars.bureau, day); };
  const std::vector<TypicalDay> typical = typical_days(days, kind_of);
  const LoadFigures found = describe_load(days, nullptr, kind_of, call.rulebook->intervals.get());
  if (typical.empty() || !found.highest) return;
  std::vector<ChartCurve> curves;
  for (const TypicalDay& one : typical) curves.push_back({one.working ? "curve" : "off", one.middle_w});
  values.set("has_load", true);
  values.set("load_chart", load_chart(curves, my_text("load_label", language), my_text("unit_kw", language)));
  values.set("load_from", my_text("load_from", language, {{"from", to_iso(std::max(from, range->from))}, {"to", to_iso(range->to)}}));
  data sentences{data::type::list}, rows{data::type::list};
  sentences << data("text", my_text("says_highest", language, {{"kw", grouped((found.highest->w + 500) / 1000)}, {"at", clock_text(found.highest->at)}}));
  if (found.base_w) sentences << data("text", my_text("says_base", language, {{"kw", grouped((*found.base_w + 500) / 1000)}}));
  values.set("load_sentences", sentences);
  for (int hour = 0; hour < 24; ++hour) {
    data row;
    row.set("hour", fmt::format("{:02}:00", hour));
    const auto kw_of = [&](bool working) {
      for (const TypicalDay& one : typical)
        if (one.working == working) {
          const auto parts = static_cast<std::size_t>(60 / one.minutes);
          std::int64_t sum = 0;
          for (std::size_t i = 0; i < parts; ++i) sum += one.middle_w[static_cast<std::size_t>(hour) * parts + i];
          return grouped((sum / static_cast<std::int64_t>(parts) + 500) / 1000);
        }
      return std::string("–");
    };
    row.set("working", kw_of(true));
    row.set("off", kw_of(false));
    rows << row;
  }
  values.set("load_hours", rows);
}

http::Response use_page(Api& api, const Call& call, db::Session& session, const Me& me) {
  const Language language = wish_of(call.request).language;
  data values = my_values(call, &me, MyPart::use);
  const MonthlySeries series = load_usage(session, me.file.id, months_read);
  values.set("has_months", !series.empty());
  if (!series.empty()) {
    set_months(values, series, language);
    set_sentences(values, describe_use(series), language);
    set_savings(values, call, session, me, series);
    if (call.rulebook->usage) set_forecast(values, forecast_use(series, call.rulebook->usage->forecast), call.rulebook->usage->forecast.interval_percent, language);
  }
  set_load(values, call, session, me.file.id, language);
  return my_page(api, call, {"use", MyPart::use}, values);
}

}  // namespace

void add_my_use(Api& api) {
  api.read(my_operation("GET", "/p/my/use", "my_use", "Monthly use, in plain words, with the forecast", clause::art_11_6_2), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return use_page(api, call, session, me); });
  });
}

}  // namespace shouwen
