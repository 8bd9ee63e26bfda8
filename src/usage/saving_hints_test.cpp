// Vectors of basic charge and power factor as published or computed by hand, and hints that say nothing where nothing is saved.
#include "usage/saving_hints.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouwen {
namespace {

/// The table of a standard: half a percent for each hundredth under it, one from ten under it, two from fifteen under it;
/// over it 0.15 % a hundredth at 0.90, else 0.10 % up to five over it and then 0.15 %.
std::vector<PowerFactorStep> table_of(std::int64_t standard) {
  std::vector<PowerFactorStep> steps;
  const std::int64_t best = standard == 90 ? 95 : standard == 85 ? 94 : 92;
  for (std::int64_t factor = best; factor >= standard - 36; --factor) {
    const std::int64_t over = factor - standard, under = -over;
    std::int64_t bp = 0;
    if (over > 0 && standard == 90) bp = -15 * over;
    else if (over > 0) bp = -10 * std::min(over, 90 - standard) - 15 * std::max<std::int64_t>(0, factor - 90);
    else if (under <= 20) bp = 50 * under;
    else bp = under <= 25 ? 1000 + 100 * (under - 20) : 1500 + 200 * (under - 25);
    steps.push_back({factor, bp});
  }
  return steps;
}

/// 36.1 yuan/kW, 22.6 yuan/kVA, 3200 kVA.
TariffTerms terms() {
  TariffTerms out;
  out.price_micro_yuan = {1'373'469, 1'104'269, 660'969, 268'269};
  out.funds_micro_yuan = 27'669;
  out.basic_charge = BasicCharge::capacity;
  out.contracted_capacity_kva = 3200;
  out.contract_demand_kw = 2400;
  out.capacity_price_fen = 2260;
  out.demand_price_fen = 3610;
  out.contract_floor_percent = 40;
  out.tolerance_percent = 105;
  out.power_factor = table_of(90);
  out.shiftable_percent = 10;
  out.reserve_percent = 20;
  return out;
}

MonthlySeries year_of(MonthlyUse use) {
  MonthlySeries series;
  for (int i = 0; i < 12; ++i) {
    use.month = Month{202601}.plus(i);
    series.push_back(use);
  }
  return series;
}

const HintFigure* figure(const SavingHint& hint, const char* name) {
  for (const HintFigure& figure : hint.figures)
    if (figure.name == name) return &figure;
  return nullptr;
}
const SavingHint* find(const std::vector<SavingHint>& hints, HintKind kind) {
  for (const SavingHint& hint : hints)
    if (hint.kind == kind) return &hint;
  return nullptr;
}

TEST(BasicChargeTest, Art_11_6_2_published_vectors) {
  struct Row { BasicCharge by; std::int64_t contract, actual, fen; };
  for (const Row& row : {Row{BasicCharge::capacity, 0, 0, 7'232'000}, Row{BasicCharge::contract_demand, 2400, 2399, 8'664'000}, Row{BasicCharge::contract_demand, 2400, 2520, 8'664'000},
                         Row{BasicCharge::contract_demand, 400, 1000, 4'620'800}, Row{BasicCharge::actual_demand, 0, 2399, 8'660'390}, Row{BasicCharge::contract_demand, 2400, 2600, 9'674'800}})
    EXPECT_EQ(basic_charge_fen(terms(), row.by, row.contract, row.actual), row.fen) << row.actual;
  TariffTerms other = terms();
  other.excess = ExcessReading::contract_then_double;
  EXPECT_EQ(basic_charge_fen(other, BasicCharge::contract_demand, 2400, 2600), 9'241'600) << "the other reading";
}

TEST(PowerFactorTest, Art_11_6_2_the_table_and_its_worked_examples) {
  const TariffTerms by_90 = terms();
  // Energy 100 000.00 without funds of 2 766.88, basic charge 86 640.00.
  const std::int64_t base = 10'000'000 + 8'664'000 - 276'688;
  EXPECT_EQ(power_factor_fen(by_90, 88, base), 183'873);
  EXPECT_EQ(power_factor_fen(by_90, 96, base), -137'905);
  struct Row { std::int64_t standard, factor, bp; };
  for (const Row& row : {Row{90, 100, -75}, Row{90, 94, -60}, Row{90, 90, 0}, Row{90, 89, 50}, Row{90, 70, 1000}, Row{90, 65, 1500}, Row{90, 64, 1700}, Row{90, 54, 3700},
                         Row{85, 94, -110}, Row{85, 91, -65}, Row{85, 84, 50}, Row{85, 60, 1500}, Row{85, 54, 2700}, Row{80, 91, -115}, Row{80, 93, -130}, Row{80, 55, 1500}, Row{80, 54, 1700}}) {
    TariffTerms by = terms();
    by.power_factor = table_of(row.standard);
    EXPECT_EQ(power_factor_fen(by, row.factor, 10'000), row.bp) << row.standard << ' ' << row.factor;
  }
}

TEST(EnergyTest, half_up_to_the_fen) {
  EXPECT_EQ(energy_fen(1000, 588'869), 59);
  EXPECT_EQ(energy_fen(1'000'000'000'000, 1'104'269), 110'426'900'000);
  EXPECT_EQ(energy_fen(5'000, 1'000'000), 500);
  EXPECT_EQ(energy_fen(1, 50'000'000), 5);
}

TEST(Hints, Art_11_6_2_shifting_peak_to_valley) {
  MonthlyUse use;
  use.total_wh = 1'000'000'000;
  use.super_peak_wh = 100'000'000, use.peak_wh = 300'000'000, use.flat_wh = 400'000'000, use.valley_wh = 200'000'000;
  const auto hints = find_savings(year_of(use), terms());
  const SavingHint* hint = find(hints, HintKind::shift_to_valley);
  ASSERT_NE(hint, nullptr);
  // 10 MWh at 1.105200 and 30 MWh at 0.836000 yuan/kWh less, twelve times.
  EXPECT_EQ(hint->saved_fen, 12 * (1'105'200 + 2'508'000));
  EXPECT_EQ(figure(*hint, "moved")->value, 12 * 40'000'000);
  EXPECT_EQ(find(hints, HintKind::power_factor), nullptr) << "not metered";
}

TEST(Hints, Art_11_6_2_capacity_or_demand) {
  MonthlyUse use;
  use.total_wh = 500'000'000;
  use.max_demand_w = 1'500'000;
  const auto hints = find_savings(year_of(use), terms());
  const SavingHint* hint = find(hints, HintKind::basic_charge);
  ASSERT_NE(hint, nullptr);
  // 1500/1.05 → 1429 kW of contract: 51 586.90 a month against 72 320.00.
  EXPECT_EQ(hint->better, BasicCharge::contract_demand);
  EXPECT_EQ(figure(*hint, "contract_demand")->value, 1429);
  EXPECT_EQ(hint->saved_fen, 12 * (7'232'000 - 5'158'690));
  const SavingHint* idle = find(hints, HintKind::idle_capacity);
  ASSERT_NE(idle, nullptr);
  EXPECT_EQ(figure(*idle, "needed")->value, 1800);
  EXPECT_EQ(idle->saved_fen, 12 * 1400 * 2260);
  use.max_demand_w = 300'000;
  EXPECT_EQ(figure(*find(find_savings(year_of(use), terms()), HintKind::basic_charge), "contract_demand")->value, 1280) << "the floor of 40 %";
  use.max_demand_w = 3'000'000;
  EXPECT_TRUE(find_savings(year_of(use), terms()).empty()) << "a plant that runs full is right by capacity";
}

TEST(Hints, Art_11_6_2_power_factor) {
  MonthlyUse use;
  use.total_wh = 100'000'000;
  use.reactive_varh = 75'000'000;  // 0.80: +5.00 %
  TariffTerms single = terms();
  single.basic_charge = BasicCharge::none;
  const auto hints = find_savings(year_of(use), single);
  ASSERT_EQ(hints.size(), 1U);
  const std::int64_t base = energy_fen(100'000'000, 660'969 - 27'669);
  EXPECT_EQ(hints[0].kind, HintKind::power_factor);
  EXPECT_EQ(hints[0].saved_fen, 12 * (power_factor_fen(single, 80, base) - power_factor_fen(single, 95, base)));
  EXPECT_EQ(figure(hints[0], "target")->value, 95);
  use.reactive_varh = 20'000'000;
  EXPECT_TRUE(find_savings(year_of(use), single).empty()) << "nothing to gain above the best step";
}

RC_GTEST_PROP(Hints, no_hint_saves_nothing_and_the_basic_charge_never_gets_dearer, ()) {
  MonthlySeries series;
  for (int i = 0; i < 12; ++i)
    series.push_back({Month{202601}.plus(i), 1'000'000'000, 0, 300'000'000, 400'000'000, 300'000'000, *rc::gen::inRange<std::int64_t>(0, 2'000'000'000),
                      *rc::gen::inRange<std::int64_t>(0, 4'000'000)});
  for (const SavingHint& hint : find_savings(series, terms())) RC_ASSERT(hint.saved_fen > 0);
  // No contract value is cheaper than the one hinted at.
  const TariffTerms list = terms();
  const auto cost = [&](std::int64_t kw) {
    std::int64_t sum = 0;
    for (const MonthlyUse& use : series) sum += basic_charge_fen(list, BasicCharge::contract_demand, kw, (*use.max_demand_w + 999) / 1000);
    return sum;
  };
  const auto hints = find_savings(series, list);
  if (const SavingHint* hint = find(hints, HintKind::basic_charge)) {
    const std::int64_t best = figure(*hint, "contract_demand")->value;
    const std::int64_t other = *rc::gen::inRange<std::int64_t>(0, 4200);
    RC_ASSERT(cost(best) <= cost(other));
  }
}

}  // namespace
}  // namespace shouwen
