// Basic charge as hints count it, and hints that say nothing where nothing is saved.
#include "usage/saving_hints.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouwen {
namespace {

/// Half a percent for each hundredth under 0.90, one from twenty under it, two from twenty-five; 0.15 % off for each over it.
PowerFactorTable table_by_90() {
  const PowerFactorRules rules{90, 10, 15, {{20, 50}, {5, 100}, {100, 200}}, {}, "", "", ""};
  return power_factor_table(rules, {90, 75, UsageCategory::commercial_industrial, true, {}, 161});
}

/// 36.1 yuan/kW, 22.6 yuan/kVA, 3200 kVA.
TariffTerms terms() {
  TariffTerms out;
  out.price_e8 = {137'346'900, 110'426'900, 66'096'900, 26'826'900};
  out.funds_e8 = 2'766'900;
  out.basic_charge = BasicCharge::capacity;
  out.contracted_capacity_kva = 3200;
  out.contract_demand_kw = 2400;
  out.capacity_price_e8 = 2'260'000'000;
  out.demand_price_e8 = 3'610'000'000;
  out.basic_terms.contract_floor_percent = 40;
  out.basic_terms.tolerance_percent = 105;
  out.power_factor = table_by_90();
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
  other.basic_terms.excess = ExcessReading::contract_then_double;
  EXPECT_EQ(basic_charge_fen(other, BasicCharge::contract_demand, 2400, 2600), 9'241'600) << "the other reading";
}

TEST(EnergyTest, half_up_to_the_fen) {
  EXPECT_EQ(energy_fen(1000, 58'886'875), 59);
  EXPECT_EQ(energy_fen(1'000'000'000'000, 110'426'900), 110'426'900'000);
  EXPECT_EQ(energy_fen(5'000, 100'000'000), 500);
  EXPECT_EQ(energy_fen(1, 5'000'000'000), 5);
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
  const std::int64_t base = energy_fen(100'000'000, 66'096'900 - 2'766'900);
  EXPECT_EQ(hints[0].kind, HintKind::power_factor);
  EXPECT_EQ(hints[0].saved_fen, 12 * (power_factor_adjustment_fen(*single.power_factor, 80, base) - power_factor_adjustment_fen(*single.power_factor, 95, base)));
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
