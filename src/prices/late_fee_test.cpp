// The vectors of rules.md §2.3 and §4.8.
#include "prices/late_fee.h"

#include <gtest/gtest.h>

#include "prices/energy_adjustment.h"

namespace shouwen {
namespace {

constexpr LateFeeTerms resident{1, 1, CarriedArrears::later_rate_from_january, false, 0};
constexpr LateFeeTerms other{2, 3, CarriedArrears::later_rate_from_january, false, 0};

TEST(LateFee, Art_9_2_published_vectors) {
  const Date due = Date::of(2026, 3, 1);
  EXPECT_EQ(late_fee(10'000, due, due.plus_days(11), resident).fen, 100);
  EXPECT_EQ(late_fee(37'032, due, due.plus_days(16), resident).fen, 555);
  EXPECT_EQ(late_fee(1'234'567, due, due.plus_days(21), other).fen, 49'383);
  const LateFee carried = late_fee(1'000'000, Date::of(2024, 12, 19), Date::of(2025, 1, 10), other);
  EXPECT_EQ(carried.days, 12);
  EXPECT_EQ(carried.later_days, 9);
  EXPECT_EQ(carried.fen, 51'000);
}

TEST(LateFee, Art_9_2_what_the_bureau_decides) {
  LateFeeTerms terms = other;
  terms.carried = CarriedArrears::later_rate_from_the_beginning;
  EXPECT_EQ(late_fee(1'000'000, Date::of(2024, 12, 19), Date::of(2025, 1, 10), terms).fen, 63'000);
  EXPECT_EQ(late_fee(1'000'000, Date::of(2024, 12, 1), Date::of(2024, 12, 3), terms).fen, 2'000) << "nothing was carried over";
  terms.day_of_payment_counts = true;
  EXPECT_EQ(late_fee(1'000'000, Date::of(2024, 12, 1), Date::of(2024, 12, 3), terms).fen, 4'000);
  LateFeeTerms least = resident;
  least.smallest_fen = 100;
  EXPECT_EQ(late_fee(100, Date::of(2026, 3, 1), Date::of(2026, 3, 5), least).fen, 100);
  EXPECT_EQ(late_fee(100, Date::of(2026, 3, 1), Date::of(2026, 3, 1), least).fen, 0) << "paid in time";
  EXPECT_EQ(late_fee(0, Date::of(2026, 3, 1), Date::of(2026, 4, 1), least).fen, 0);
  EXPECT_EQ(late_fee(10'000, Date::of(2025, 12, 31), Date::of(2026, 1, 3), other).later_days, 2);
}

TEST(EnergyAdjustment, Art_9_2_published_vectors) {
  EXPECT_EQ(meter_error_difference_wh(10'000'000, -50'000), 526'316) << "true 10 526.32 kWh";
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, -50'000), 263'158);
  EXPECT_EQ(meter_error_difference_wh(10'000'000, 40'000), -384'615) << "true 9 615.38 kWh";
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, 40'000), -192'308);
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, 0), 0);
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, -1'000'000), std::nullopt);
}

TEST(EnergyAdjustment, Art_9_2_wrong_wiring_and_multiplier) {
  EXPECT_EQ(ratio_adjustment_wh(9'000'000, 3, 1), 18'000'000) << "one of three phases was measured";
  EXPECT_EQ(ratio_adjustment_wh(1'000'000, 30, 40), -250'000) << "a multiplier of 40 instead of 30";
  EXPECT_EQ(ratio_adjustment_wh(1'000'000, 40, 30), 333'333);
  EXPECT_EQ(ratio_adjustment_wh(1'000'000, 0, 30), std::nullopt);
  EXPECT_EQ(ratio_adjustment_wh(1'000'000, 30, -1), std::nullopt);
}

}  // namespace
}  // namespace shouwen
