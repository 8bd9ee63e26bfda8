// The vectors of rules.md §4.8, each cause with its base, and the yuan by each month's published prices.
#include "prices/bill_adjustment.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "prices/energy_adjustment.h"
#include "prices/shipped_prices_test.h"

namespace shouwen {
namespace {

const Date today = Date::of(2026, 11, 27);

AdjustmentBasis basis_of(AdjustmentCause cause, std::vector<AdjustedMonth> months, const char* tariff = "residential") {
  AdjustmentBasis basis;
  basis.cause = cause;
  basis.tariff = {tariff};
  basis.from_on = Date::of(2026, 1, 1);
  basis.fixed_on = Date::of(2026, 10, 31);
  basis.months = std::move(months);
  return basis;
}
AdjustmentBasis slow_meter(std::vector<AdjustedMonth> months, std::int64_t error_ppm = -50'000, const char* tariff = "residential") {
  AdjustmentBasis basis = basis_of(AdjustmentCause::meter_error, std::move(months), tariff);
  basis.error_ppm = error_ppm;
  return basis;
}
AdjustmentResult adjusted(const AdjustmentBasis& basis) {
  const auto result = adjust_bills(shipped(), basis, today);
  EXPECT_TRUE(result) << (result ? "" : result.refusal().code + result.refusal().field);
  return result ? *result : AdjustmentResult{};
}
std::string refused_with(const AdjustmentBasis& basis, Date on = today) {
  const auto result = adjust_bills(shipped(), basis, on);
  return result ? std::string("accepted") : result.refusal().code + " " + result.refusal().field;
}

TEST(EnergyAdjustment, Art_9_2_R_ADJ_01_published_vectors) {
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, -50'000, 100), 526'316) << "true 10 526.32 kWh";
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, -50'000, 50), 263'158) << "half of the time";
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, 40'000, 100), -384'615) << "true 9 615.38 kWh";
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, 40'000, 50), -192'308);
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, 0, 50), 0);
  EXPECT_EQ(meter_error_adjustment_wh(10'000'000, -1'000'000, 50), std::nullopt);
}

TEST(EnergyAdjustment, Art_9_2_R_ADJ_02_to_06_each_formula) {
  EXPECT_EQ(voltage_drop_adjustment_wh(10'000'000, 8'000, 5'000), 30'000) << "0.8 % measured, 0.5 % allowed";
  EXPECT_EQ(voltage_drop_adjustment_wh(10'000'000, 5'000, 5'000), std::nullopt);
  EXPECT_EQ(voltage_drop_adjustment_wh(10'000'000, 1'000'000, 0), std::nullopt);
  EXPECT_EQ(ratio_adjustment_wh(9'000'000, 3, 1), 18'000'000) << "one of three phases was measured";
  EXPECT_EQ(ratio_adjustment_wh(1'000'000, 30, 40), -250'000) << "a multiplier of 40 instead of 30";
  EXPECT_EQ(ratio_adjustment_wh(1'000'000, 40, 30), 333'333);
  EXPECT_EQ(ratio_adjustment_wh(1'000'000, 0, 30), std::nullopt);
  EXPECT_EQ(ratio_adjustment_wh(1'000'000, 30, -1), std::nullopt);
  EXPECT_EQ(ratio_adjustment_wh(1'000'000'000'000, 1'000'000'000'000, 1), std::nullopt) << "beyond what any meter counts";
  EXPECT_EQ(normal_month_adjustment_wh(0, 320'000), 320'000) << "the meter stood still";
  EXPECT_EQ(normal_month_adjustment_wh(400'000, 320'000), -80'000);
  EXPECT_EQ(normal_month_adjustment_wh(0, 0), std::nullopt);
}

TEST(BillAdjustment, Art_9_2_R_ADJ_01_yuan_by_the_tiers_of_each_month_with_half_of_the_time) {
  // July: 250 kWh recorded, 5 % slow. True 263.158, half of the difference: 6.579 kWh, all of it in tier 1 (up to 260).
  const AdjustmentResult july = adjusted(slow_meter({{202607, 250'000, {}, {}, {}}}));
  EXPECT_EQ(july.counted_percent, 50);
  EXPECT_EQ(july.adjusted_wh, 6'579);
  EXPECT_EQ(july.amount_fen, 15'109 - 14'722) << "256.579 − 250 kWh at 0.58886875";
  ASSERT_EQ(july.months.front().lines.size(), 1U);
  EXPECT_EQ(july.months.front().lines.front().item, "residential.tier_1");
  // The whole difference, where the months are only the half that counts: 13.158 kWh, 10 in tier 1, the rest in tier 2.
  AdjustmentBasis counted = slow_meter({{202607, 250'000, {}, {}, {}}});
  counted.months_given = MonthsGiven::counted_part;
  const AdjustmentResult whole = adjusted(counted);
  EXPECT_EQ(whole.counted_percent, 100);
  EXPECT_EQ(whole.adjusted_wh, 13'158);
  ASSERT_EQ(whole.months.front().lines.size(), 2U);
  EXPECT_EQ(whole.months.front().lines[0].energy_wh, 10'000);
  EXPECT_EQ(whole.months.front().lines[1].energy_wh, 3'158);
  EXPECT_EQ(whole.months.front().lines[1].item, "residential.tier_2");
  EXPECT_EQ(whole.amount_fen, 15'512 - 14'722);
}

TEST(BillAdjustment, Art_9_2_R_ADJ_01_a_fast_meter_gives_back_by_the_dearest_tier_first) {
  const AdjustmentResult back = adjusted(slow_meter({{202607, 261'000, {}, {}, {}}}, 40'000));
  EXPECT_EQ(back.adjusted_wh, -5'019);
  EXPECT_EQ(back.months.front().lines.front().energy_wh, -4'019) << "what is left of tier 1";
  EXPECT_EQ(back.months.front().lines.back().energy_wh, -1'000) << "all of tier 2";
  EXPECT_LT(back.amount_fen, 0);
}

TEST(BillAdjustment, Art_9_2_R_ADJ_02_to_06_every_cause_on_its_base) {
  const std::vector<AdjustedMonth> month{{202604, 100'000, {}, {}, {}}};
  AdjustmentBasis drop = basis_of(AdjustmentCause::voltage_drop, month);
  drop.drop_ppm = 30'000, drop.allowed_drop_ppm = 5'000;
  EXPECT_EQ(adjusted(drop).adjusted_wh, 2'500);
  AdjustmentBasis normal = basis_of(AdjustmentCause::other_cause, {{202604, 0, {}, {}, {}}, {202605, 20'000, {}, {}, {}}});
  normal.normal_month_wh = 180'000;
  const AdjustmentResult stood = adjusted(normal);
  EXPECT_EQ(stood.adjusted_wh, 180'000 + 160'000);
  EXPECT_EQ(stood.amount_fen, 10'600 + (10'600 - 1'178)) << "180 kWh a month at 0.58886875";
  AdjustmentBasis wiring = basis_of(AdjustmentCause::wrong_wiring, month);
  wiring.right = 3'000, wiring.wrong = 2'000;
  EXPECT_EQ(adjusted(wiring).adjusted_wh, 50'000);
  AdjustmentBasis fuse = basis_of(AdjustmentCause::blown_fuse, month);
  fuse.right = 3, fuse.wrong = 2;
  EXPECT_EQ(adjusted(fuse).adjusted_wh, 50'000) << "by the formula";
  fuse.right = fuse.wrong = std::nullopt;
  fuse.normal_month_wh = 190'000;
  EXPECT_EQ(adjusted(fuse).adjusted_wh, 90'000) << "else by a normal month";
  AdjustmentBasis multiplier = basis_of(AdjustmentCause::wrong_multiplier, month);
  multiplier.right = 30, multiplier.wrong = 40;
  EXPECT_EQ(adjusted(multiplier).adjusted_wh, -25'000);
}

TEST(BillAdjustment, Art_9_2_R_ADJ_07_nothing_before_the_fault_is_mended) {
  AdjustmentBasis basis = slow_meter({{202607, 250'000, {}, {}, {}}});
  basis.fixed_on = today.plus_days(1);
  EXPECT_EQ(refused_with(basis), "bill_adjustment.not_fixed_yet /fixed_on");
  EXPECT_NE(shipped().bill_corrections->settled_source.find("R-ADJ-07"), std::string::npos);
}

TEST(BillAdjustment, Art_9_2_hours_of_the_right_energy_are_those_of_the_recorded) {
  AdjustmentBasis basis = slow_meter({{202607, 700'000, {}, 200'000, 150'000}}, -50'000, "residential_time_of_use");
  basis.months_given = MonthsGiven::counted_part;
  const AdjustmentResult result = adjusted(basis);
  EXPECT_EQ(result.adjusted_wh, 36'842);
  std::int64_t energy = 0, sum = 0;
  for (const AdjustedLine& line : result.months.front().lines) {
    if (line.period) energy += line.energy_wh;
    sum += line.amount_fen;
  }
  EXPECT_EQ(energy, 36'842);
  EXPECT_EQ(sum, result.amount_fen);
  // Business: capacity and power factor stay as they were billed.
  const AdjustmentResult business = adjusted(slow_meter({{202607, 400'000, 100'000, 100'000, 100'000}}, -50'000, "commercial_two_part"));
  EXPECT_EQ(business.months.front().lines.size(), 4U);
}

TEST(BillAdjustment, Art_9_2_only_by_prices_published_for_the_month) {
  EXPECT_EQ(refused_with(slow_meter({{202608, 100'000, {}, {}, {}}}, -50'000, "commercial_single")), "bill.price_not_published /months/0/month");
  EXPECT_EQ(refused_with(slow_meter({{202607, 100'000, {}, {}, {}}}, -50'000, "agricultural_production")), "bill.price_not_set /tariff");
  EXPECT_EQ(refused_with(slow_meter({{202607, 100'000, {}, {}, {}}}, -50'000, "guangxi.residential")), "bill_adjustment.tariff_by_year /tariff");
  EXPECT_EQ(refused_with(slow_meter({{202607, 100'000, {}, {}, {}}}, -50'000, "no such")), "bill.tariff_unknown /tariff");
}

TEST(BillAdjustment, Art_9_2_what_does_not_fit_is_refused) {
  const std::vector<AdjustedMonth> month{{202604, 100'000, {}, {}, {}}};
  EXPECT_EQ(refused_with(basis_of(AdjustmentCause::meter_error, month)), "bill_adjustment.basis_missing /error_ppm");
  EXPECT_EQ(refused_with(slow_meter(month, -1'000'000)), "bill_adjustment.basis_impossible /error_ppm");
  EXPECT_EQ(refused_with(slow_meter(month, 0)), "bill_adjustment.nothing_to_adjust /months");
  EXPECT_EQ(refused_with(basis_of(AdjustmentCause::voltage_drop, month)), "bill_adjustment.basis_missing /drop_ppm");
  EXPECT_EQ(refused_with(basis_of(AdjustmentCause::other_cause, month)), "bill_adjustment.basis_missing /normal_month_wh");
  EXPECT_EQ(refused_with(basis_of(AdjustmentCause::blown_fuse, month)), "bill_adjustment.basis_missing /normal_month_wh");
  EXPECT_EQ(refused_with(basis_of(AdjustmentCause::wrong_wiring, month)), "bill_adjustment.basis_missing /right");
  AdjustmentBasis ratio = basis_of(AdjustmentCause::wrong_multiplier, month);
  ratio.right = 30;
  EXPECT_EQ(refused_with(ratio), "bill_adjustment.basis_missing /wrong");
  ratio.wrong = 0;
  EXPECT_EQ(refused_with(ratio), "bill_adjustment.basis_impossible /wrong");
  EXPECT_EQ(refused_with(slow_meter({})), "bill_adjustment.months_missing /months");
  EXPECT_EQ(refused_with(slow_meter({{202613, 1, {}, {}, {}}})), "bill_adjustment.month_impossible /months/0/month");
  EXPECT_EQ(refused_with(slow_meter({{202512, 1, {}, {}, {}}})), "bill_adjustment.month_outside /months/0/month");
  EXPECT_EQ(refused_with(slow_meter({{202604, 1, {}, {}, {}}, {202604, 1, {}, {}, {}}})), "bill_adjustment.month_twice /months/1/month");
  EXPECT_EQ(refused_with(slow_meter({{202604, -1, {}, {}, {}}})), "bill.quantity_impossible /months/0/recorded_wh");
  EXPECT_EQ(refused_with(slow_meter({{202604, 100, {}, 101, {}}}, -50'000, "residential_time_of_use")), "bill.periods_exceed_total /months/0/recorded_wh");
  EXPECT_EQ(refused_with(slow_meter(std::vector<AdjustedMonth>(37, month.front()))), "bill_adjustment.too_many_months /months");
  AdjustmentBasis backwards = slow_meter(month);
  backwards.fixed_on = Date::of(2025, 12, 31);
  EXPECT_EQ(refused_with(backwards), "bill_adjustment.period_impossible /from_on");
}

RC_GTEST_PROP(BillAdjustment, Art_9_2_every_line_rests_on_a_published_price_and_lines_are_the_whole, ()) {
  std::vector<AdjustedMonth> months;
  for (std::int64_t month = 202605; month <= 202605 + *rc::gen::inRange(0, 5); ++month) months.push_back({month, *rc::gen::inRange<std::int64_t>(0, 2'000'000), {}, {}, {}});
  const auto result = adjust_bills(shipped(), slow_meter(months, *rc::gen::inRange<std::int64_t>(-500'000, 500'000)), today);
  if (!result) {
    RC_ASSERT(result.refusal().code == "bill_adjustment.nothing_to_adjust");
    return;
  }
  std::int64_t sum = 0, energy = 0;
  for (const MonthAdjustment& month : result->months)
    for (const AdjustedLine& line : month.lines) {
      const PostedPrice* price = price_in_force(shipped(), line.item, Date::of(static_cast<int>(month.month / 100), static_cast<int>(month.month % 100), 1));
      RC_ASSERT(price != nullptr && price->yuan_e8 == line.yuan_e8);
      sum += line.amount_fen;
      energy += line.energy_wh;
    }
  RC_ASSERT(sum == result->amount_fen);
  RC_ASSERT(energy == result->adjusted_wh);
}

}  // namespace
}  // namespace shouwen
