// Real use out of test/data/usage: indicators of intervals, forecasts against the baseline, and the table of docs/forecast.md.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "usage/forecast.h"
#include "usage/indicators.h"
#include "usage/months_test.h"
#include "usage/unusual.h"
#include "usage/usage_file.h"
#include "usage/usage_words.h"

namespace shouwen {
namespace {

const std::string folder = std::string(SOURCE_ROOT) + "/test/data/usage/";

std::vector<std::string> sites() { return {"heating and cooling, calendar months", "heating and cooling, bills", "cooling, calendar months", "cooling, bills"}; }
std::vector<MonthlySeries> real_months() {
  auto file = UsageFile::open(folder + "il_months.csv", Month{202610});
  EXPECT_TRUE(file);
  const UsagePiece piece = (*file).next(10);
  EXPECT_TRUE(piece.mistakes.empty());
  std::vector<MonthlySeries> series;
  for (const UsageLine& line : piece.lines) series.push_back(line.months);
  return series;
}

IntervalSeries intervals(const char* file, Instant from, std::int64_t minutes) {
  IntervalSeries out{from, minutes, {}};
  std::ifstream in(folder + file);
  for (std::string line; std::getline(in, line);) out.wh.push_back(std::llround(std::atof(line.c_str()) * 1000));
  return out;
}

struct Lived {
  std::int64_t forecasts = 0, inside = 0, with_interval = 0;
  double error = 0, naive_error = 0;
};
/// What the choice would have been worth: chosen anew at each origin out of what was known then, and only then compared.
Lived live_through(const MonthlySeries& series) {
  Lived lived;
  for (std::size_t origin = 18; origin < series.size(); ++origin) {
    const Forecast said = forecast_use({series.begin(), series.begin() + static_cast<std::ptrdiff_t>(origin)}, example_rules().forecast);
    for (std::size_t h = 0; h < 12 && origin + h < series.size(); ++h) {
      const std::int64_t found = series[origin + h].total_wh;
      ++lived.forecasts;
      lived.error += std::abs(static_cast<double>(found - said.months[h].wh));
      lived.naive_error += std::abs(static_cast<double>(found - series[origin + h - 12].total_wh));
      if (!said.months[h].low_wh) continue;
      ++lived.with_interval;
      lived.inside += found >= *said.months[h].low_wh && found <= *said.months[h].high_wh;
    }
  }
  return lived;
}

std::string permille(std::int64_t value) { return fmt::format("{:.1f}", static_cast<double>(value) / 10); }

TEST(RealUse, Art_11_6_2_the_chosen_forecast_beats_the_same_month_last_year_or_is_it) {
  const auto series = real_months();
  ASSERT_EQ(series.size(), sites().size());
  std::ostringstream doc;
  doc << std::ifstream(std::string(SOURCE_ROOT) + "/docs/forecast.md").rdbuf();
  for (std::size_t i = 0; i < series.size(); ++i) {
    SCOPED_TRACE(sites()[i]);
    const Forecast found = forecast_use(series[i], example_rules().forecast);
    ASSERT_EQ(found.months.size(), 12U);
    EXPECT_EQ(found.chosen.forecasts, found.baseline.forecasts);
    EXPECT_GE(found.chosen.forecasts, 78);
    if (found.reason == ForecastReason::best_in_back_test) EXPECT_LE(static_cast<double>(found.chosen.mean_error_wh), 0.97 * static_cast<double>(found.baseline.mean_error_wh) + 1);
    else EXPECT_EQ(found.chosen.mean_error_wh, found.baseline.mean_error_wh);
    const Lived lived = live_through(series[i]);
    const auto mean = [&](double sum) { return sum / static_cast<double>(lived.forecasts) / 1000; };
    const std::string row = fmt::format("| {} | {} | {} | {} | {} | {} | {} | {:.0f} | {:.0f} | {} of {} |", sites()[i], found.chosen.forecasts, permille(found.baseline.smape_permille),
                                        permille(found.baseline.mase_permille), json::name_of(found.model), permille(found.chosen.smape_permille), permille(found.chosen.mase_permille),
                                        mean(lived.naive_error), mean(lived.error), lived.inside, lived.with_interval);
    EXPECT_NE(doc.str().find(row), std::string::npos) << "docs/forecast.md should say\n" << row;
    for (const BackTest& test : found.tried) {
      const std::string line = fmt::format("| {} | {} | {} | {} |", sites()[i], json::name_of(test.model), permille(test.smape_permille), permille(test.mase_permille));
      EXPECT_NE(doc.str().find(line), std::string::npos) << "docs/forecast.md should say\n" << line;
    }
  }
}

TEST(RealUse, Art_11_6_3_ordinary_weather_is_not_unusual) {
  for (const MonthlySeries& series : real_months()) {
    const auto found = find_unusual(series, {}, example_rules().unusual);
    EXPECT_LE(found.size(), 1U) << found.size();
  }
}

TEST(RealUse, Art_11_6_2_a_month_of_hours_and_a_month_of_quarter_hours) {
  const std::vector<PeriodOfDay> periods{{TariffPeriod::super_peak, 660, 720, {7, 8, 9}}, {TariffPeriod::super_peak, 900, 1020, {7, 8, 9}}, {TariffPeriod::peak, 600, 720},
                                         {TariffPeriod::peak, 840, 1140}, {TariffPeriod::valley, 0, 480}};
  const MonthlySeries hours = months_of(intervals("il_hours_201707.csv", at_local(Date::of(2017, 7, 1), 0), 60), periods);
  ASSERT_EQ(hours.size(), 1U);
  EXPECT_NEAR(static_cast<double>(hours[0].total_wh), 1'136'200, 100);
  const UseIndicators found = describe_use(hours);
  EXPECT_GT(*found.super_peak_permille, 0);
  EXPECT_NEAR(static_cast<double>(*found.super_peak_permille + *found.peak_permille + *found.flat_permille + *found.valley_permille), 1000, 2);
  EXPECT_GT(*found.load_factor_permille, 100);
  EXPECT_LT(*found.load_factor_permille, 1000);
  const IntervalSeries quarters = intervals("nem12_quarter_hours_202303.csv", at_local(Date::of(2023, 3, 1), 0), 15);
  const MonthlySeries month = months_of(quarters, periods);
  ASSERT_EQ(month.size(), 1U);
  const auto day = mean_day_wh(quarters);
  ASSERT_EQ(day.size(), 96U);
  EXPECT_LT(day[48], day[80]) << "solar panels at noon, the evening from the grid";
}

}  // namespace
}  // namespace shouwen
