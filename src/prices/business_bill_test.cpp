// Businesses: basic charge in every mode, power factor by its published table, the worked two-part bill, hours, refusals.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "prices/shipped_prices_test.h"
#include "prices/tariff_hours.h"

namespace shouwen {
namespace {

const BasicChargeTerms& terms() { return *find_tariff(shipped(), "commercial_two_part")->basic_charge; }
std::int64_t basic_fen(const BasicChargeTerms& by, BasicCharge mode, std::int64_t contract_kw, std::int64_t actual_kw) {
  const char* code = mode == BasicCharge::capacity ? "basic_charge.capacity" : "basic_charge.demand";
  return basic_charge_fen(basic_charge_parts(by, {mode, 3200, contract_kw * 1000, actual_kw * 1000}), price_in_force(shipped(), code, Date::of(2026, 7, 1))->yuan_e8);
}

TEST(BasicChargeBill, Art_9_1_published_vectors) {
  struct Row { BasicCharge by; std::int64_t contract, actual, fen; };
  for (const Row& row : {Row{BasicCharge::capacity, 0, 0, 7'232'000}, Row{BasicCharge::contract_demand, 2400, 2399, 8'664'000}, Row{BasicCharge::contract_demand, 2400, 2520, 8'664'000},
                         Row{BasicCharge::contract_demand, 2400, 2600, 9'674'800}, Row{BasicCharge::contract_demand, 400, 1000, 4'620'800}, Row{BasicCharge::actual_demand, 0, 2399, 8'660'390}})
    EXPECT_EQ(basic_fen(terms(), row.by, row.contract, row.actual), row.fen) << row.contract << ' ' << row.actual;
  BasicChargeTerms other = terms();
  other.excess = ExcessReading::contract_then_double;
  EXPECT_EQ(basic_fen(other, BasicCharge::contract_demand, 2400, 2600), 9'241'600) << "the other reading of the text";
}

PowerFactorTable table_of(std::int64_t standard) {
  for (const PowerFactorRules::Standard& row : price_book_of(shipped()).power_factor->standards)
    if (row.standard_hundredths == standard) return power_factor_table(*price_book_of(shipped()).power_factor, row);
  ADD_FAILURE() << standard;
  return {};
}

TEST(PowerFactorBill, Art_9_1_the_table_out_of_the_rule_is_the_published_one) {
  struct Row { std::size_t factor; std::int64_t by_90, by_85, by_80; };
  for (const Row& row : {Row{100, -75, -110, -130}, Row{99, -75, -110, -130}, Row{98, -75, -110, -130}, Row{97, -75, -110, -130}, Row{96, -75, -110, -130}, Row{95, -75, -110, -130},
                         Row{94, -60, -110, -130}, Row{93, -45, -95, -130}, Row{92, -30, -80, -130}, Row{91, -15, -65, -115}, Row{90, 0, -50, -100}, Row{89, 50, -40, -90},
                         Row{88, 100, -30, -80}, Row{87, 150, -20, -70}, Row{86, 200, -10, -60}, Row{85, 250, 0, -50}, Row{84, 300, 50, -40}, Row{83, 350, 100, -30},
                         Row{82, 400, 150, -20}, Row{81, 450, 200, -10}, Row{80, 500, 250, 0}, Row{79, 550, 300, 50}, Row{78, 600, 350, 100}, Row{77, 650, 400, 150},
                         Row{76, 700, 450, 200}, Row{75, 750, 500, 250}, Row{74, 800, 550, 300}, Row{73, 850, 600, 350}, Row{72, 900, 650, 400}, Row{71, 950, 700, 450},
                         Row{70, 1000, 750, 500}, Row{69, 1100, 800, 550}, Row{68, 1200, 850, 600}, Row{67, 1300, 900, 650}, Row{66, 1400, 950, 700}, Row{65, 1500, 1000, 750},
                         Row{64, 1700, 1100, 800}, Row{63, 1900, 1200, 850}, Row{62, 2100, 1300, 900}, Row{61, 2300, 1400, 950}, Row{60, 2500, 1500, 1000}, Row{59, 2700, 1700, 1100},
                         Row{58, 2900, 1900, 1200}, Row{57, 3100, 2100, 1300}, Row{56, 3300, 2300, 1400}, Row{55, 3500, 2500, 1500}, Row{54, 3700, 2700, 1700}, Row{53, 3900, 2900, 1900}}) {
    EXPECT_EQ(table_of(90)[row.factor], row.by_90) << row.factor;
    EXPECT_EQ(table_of(85)[row.factor], row.by_85) << row.factor;
    EXPECT_EQ(table_of(80)[row.factor], row.by_80) << row.factor;
  }
}

TEST(PowerFactorBill, Art_9_1_who_is_held_to_which_standard) {
  const PowerFactorRules& rules = *price_book_of(shipped()).power_factor;
  const auto standard = [&rules](UsageCategory category, bool two_part, std::optional<Voltage> voltage, std::int64_t kva) {
    const auto* found = power_factor_standard(rules, category, two_part, voltage, kva);
    return found == nullptr ? 0 : found->standard_hundredths;
  };
  EXPECT_EQ(standard(UsageCategory::commercial_industrial, true, Voltage::kv_10, 161), 90);
  EXPECT_EQ(standard(UsageCategory::commercial_industrial, true, Voltage::kv_10, 160), 85);
  EXPECT_EQ(standard(UsageCategory::commercial_industrial, false, Voltage::below_1kv, 100), 85);
  EXPECT_EQ(standard(UsageCategory::commercial_industrial, false, Voltage::below_1kv, 99), 0);
  EXPECT_EQ(standard(UsageCategory::agricultural, false, {}, 100), 80);
  EXPECT_EQ(standard(UsageCategory::residential, false, {}, 500), 0);
}

/// Energy at 1 yuan with the July funds, 36.1 yuan/kW: the worked example of the two-part bill.
struct WorkedExample {
  PostedPrice one, funds = *price_in_force(shipped(), "commercial.funds", Date::of(2026, 7, 1)), demand = *price_in_force(shipped(), "basic_charge.demand", Date::of(2026, 7, 1));
  Tariff tariff = *find_tariff(shipped(), "commercial_two_part");
  TariffSheet sheet;
  WorkedExample() {
    one.yuan_e8 = 100'000'000;
    tariff.basic_charge->full_use_kwh_per_kva = 0;
    sheet.tariff = &tariff;
    sheet.tiers.tiers = 1;
    sheet.period_prices[2] = &one;
    sheet.funds = &funds;
    sheet.demand_price = sheet.capacity_price = &demand;
  }
};

TEST(TwoPartBill, Art_9_1_the_worked_example_of_the_power_factor) {
  const WorkedExample example;
  const PowerFactorTable table = table_of(90);
  struct Row { std::int64_t reactive_varh, factor, adjustment_fen, total_fen; };
  for (const Row& row : {Row{53'974'000, 88, 183'873, 18'847'873}, Row{29'167'000, 96, -137'905, 18'526'095}}) {
    const auto bill = make_bill(example.sheet, {100'000'000, {}, 0, row.reactive_varh, 2'399'000}, {BasicCharge::contract_demand, 3200, 2400, 0, &table});
    ASSERT_TRUE(bill) << bill.refusal().code;
    EXPECT_EQ(bill->power_factor_hundredths, row.factor);
    EXPECT_EQ(bill->funds_fen, 276'688);
    EXPECT_EQ(bill->lines.back().amount_fen, row.adjustment_fen);
    EXPECT_EQ(bill->total_fen, row.total_fen);
  }
}

TEST(TwoPartBill, Art_9_1_part_months_by_day_and_much_use_of_the_capacity) {
  WorkedExample example;
  const auto half = make_bill(example.sheet, {0, {}, 0, {}, 1'000'000}, {BasicCharge::actual_demand, 3200, 0, 15, nullptr});
  EXPECT_EQ(half->total_fen, 1'805'000) << "15 of 30 days";
  example.tariff.basic_charge->full_use_kwh_per_kva = 260;
  const auto total = [&example](std::int64_t wh) { return make_bill(example.sheet, {wh, {}, 0, {}, 1'000'000}, {BasicCharge::actual_demand, 3200, 0, 0, nullptr})->total_fen - wh / 10; };
  EXPECT_EQ(total(831'999'000), 3'610'000);
  EXPECT_EQ(total(832'000'000), 3'249'000) << "260 kWh for each kVA: 90 %";
}

TEST(BusinessBill, Art_9_1_published_prices_of_the_month) {
  const TariffSheet sheet = sheet_of("commercial_single", 7);
  const auto bill = make_bill(sheet, {400'000, {100'000, 100'000, 100'000, 100'000}, 0, {}, {}}, {});
  ASSERT_EQ(bill->lines.size(), 4U);
  EXPECT_EQ(bill->total_fen, 13735 + 11043 + 6610 + 2683) << "each charge rounded by itself";
  // What the published prices say of each other, in yuan/kWh to four decimals.
  const std::int64_t funds = sheet.funds_e8();
  EXPECT_EQ(sheet.period_prices[2]->yuan_e8 - funds, 63'330'000);
  EXPECT_EQ(sheet.period_prices[1]->yuan_e8 - funds, 107'660'000);
  EXPECT_EQ(sheet.period_prices[0]->yuan_e8 - funds, 134'580'000);
  EXPECT_EQ(sheet.period_prices[3]->yuan_e8 - funds, 24'060'000);
}

TEST(BusinessBill, Art_9_2_nothing_is_charged_by_a_price_of_another_month) {
  const auto august = tariff_sheet(shipped(), "commercial_single", Date::of(2026, 8, 1), PriceChoice::in_force);
  ASSERT_TRUE(august.refused());
  EXPECT_EQ(august.refusal().code, "bill.price_not_published");
  EXPECT_EQ(august.refusal().clause, "art.9(2)");
  const auto estimate = tariff_sheet(shipped(), "commercial_single", Date::of(2026, 8, 1), PriceChoice::latest);
  ASSERT_TRUE(estimate);
  EXPECT_EQ(to_iso(estimate->oldest_until), "2026-07-31") << "an estimate says from when its prices are";
}

TEST(BusinessBill, Art_9_2_what_does_not_fit_is_refused) {
  const TariffSheet two_part = sheet_of("commercial_two_part", 7), single = sheet_of("commercial_single", 7);
  const PowerFactorTable table = table_of(85);
  struct Row { const TariffSheet& sheet; BillUsage usage; BillAgreement agreement; const char* code; };
  for (const Row& row : {Row{single, {-1}, {}, "bill.quantity_impossible"}, Row{single, {1'000, {0, 1'001}}, {}, "bill.periods_exceed_total"},
                         Row{single, {1'000}, {BasicCharge::capacity, 100}, "bill.basic_charge_not_offered"}, Row{two_part, {1'000}, {}, "bill.basic_charge_missing"},
                         Row{two_part, {1'000}, {BasicCharge::capacity}, "bill.capacity_missing"}, Row{two_part, {1'000}, {BasicCharge::actual_demand, 315}, "bill.demand_missing"},
                         Row{two_part, {1'000}, {BasicCharge::contract_demand, 315}, "bill.demand_missing"},
                         Row{two_part, {1'000}, {BasicCharge::capacity, 315, 0, 31}, "bill.quantity_impossible"}, Row{single, {1'000}, {BasicCharge::none, 0, 0, 0, &table}, "bill.reactive_missing"},
                         Row{single, {std::int64_t{1} << 60}, {}, "bill.quantity_impossible"}}) {
    const auto bill = make_bill(row.sheet, row.usage, row.agreement);
    ASSERT_TRUE(bill.refused()) << row.code;
    EXPECT_EQ(bill.refusal().code, row.code);
  }
  EXPECT_EQ(tariff_sheet(shipped(), "no such", Date::of(2026, 7, 1), PriceChoice::in_force).refusal().code, "bill.tariff_unknown");
  EXPECT_EQ(tariff_sheet(shipped(), "residential", Date::of(2017, 6, 1), PriceChoice::in_force).refusal().code, "bill.tariff_not_in_force");
}

TEST(AgriculturalBill, Art_9_1_Art_9_2_the_class_is_there_with_its_law_and_nothing_is_billed_until_prices_are_set) {
  for (const char* code : {"agricultural_production", "agricultural_irrigation", "agricultural_irrigation_poor_county"}) {
    const Tariff* tariff = find_tariff(shipped(), code);
    ASSERT_NE(tariff, nullptr) << code;
    EXPECT_EQ(tariff->usage_category, UsageCategory::agricultural);
    EXPECT_FALSE(tariff->price_set);
    EXPECT_NE(tariff->source.find("电力法"), std::string::npos) << code;
    for (const PriceChoice choice : {PriceChoice::in_force, PriceChoice::latest}) {
      const auto sheet = tariff_sheet(shipped(), code, Date::of(2026, 7, 1), choice);
      ASSERT_TRUE(sheet.refused()) << code;
      EXPECT_EQ(sheet.refusal().code, "bill.price_not_set");
      EXPECT_EQ(sheet.refusal().clause, "art.9(2)");
    }
  }
}

TEST(TariffHours, Art_9_1_hours_of_each_region_as_published) {
  const auto hours = [](const char* code, std::int64_t month, bool hot = false) {
    std::string day;
    for (std::int32_t hour = 0; hour < 24; ++hour) day += "SPFV"[static_cast<int>(period_at(*find_time_of_use(shipped(), code), {month, hour * 60, DayKind::working_day, hot}))];
    return day;
  };
  EXPECT_EQ(hours("commercial", 1), "VVVVVVVVFFPPFFPPPPPFFFFF");
  EXPECT_EQ(hours("commercial", 8), "VVVVVVVVFFPSFFPSSPPFFFFF");
  EXPECT_EQ(hours("commercial", 10, true), "VVVVVVVVFFPSFFPSSPPFFFFF") << "a hot day of another month";
  EXPECT_EQ(hours("residential", 8), "VVVVVVVVFFPPFFPPPPPFFFFF") << "households have no sharp peak";
  EXPECT_EQ(hours("shenzhen.commercial", 9), hours("commercial", 9));
  EXPECT_EQ(hours("guangxi.commercial", 1), "VVVVVVVFFFFPPFFFFPPPPPPV");
  EXPECT_EQ(hours("yunnan.commercial", 1), "FFVVVVFPPFFFVVVVFFPPPPPP");
  EXPECT_EQ(hours("guizhou.commercial", 1), "VVVVVVVVFFPPPFFFFPPPPPFF");
  EXPECT_EQ(hours("hainan.commercial", 1), "VVVVVVVFFFPPFFFFPPPPPPFV");
  EXPECT_EQ(hours("hainan.commercial", 6), "VVVVVVVFFFPPFFFFPPPPSSFV");
}

TEST(FeeItems, Art_9_2_what_has_no_published_standard_is_named_and_not_chargeable) {
  const auto fees = fees_in_force(shipped(), Date::of(2026, 7, 1));
  ASSERT_FALSE(fees.empty());
  for (const FeeItem* fee : fees) {
    EXPECT_EQ(fee->yuan_e8.has_value() && fee->state != FeeState::chargeable, false) << fee->code;
    EXPECT_FALSE(fee->covers_zh.empty() || fee->payer_zh.empty() || fee->confidence.empty()) << fee->code;
  }
}

TEST(PriceRows, Art_9_1_every_shipped_price_and_tariff_says_how_sure_it_is) {
  for (const PostedPrice& price : shipped().prices) EXPECT_FALSE(price.confidence.empty()) << price.code;
  for (const Tariff& tariff : price_book_of(shipped()).tariffs) EXPECT_FALSE(tariff.confidence.empty()) << tariff.code;
}

RC_GTEST_PROP(BillProperties, Art_9_1_business_lines_sum_to_the_total, ()) {
  const TariffSheet sheet = sheet_of("commercial_two_part", 7);
  const PowerFactorTable table = table_of(90);
  const auto part = [] { return *rc::gen::inRange<std::int64_t>(0, 100'000'000'000); };
  const std::array<std::int64_t, 4> periods{part(), part(), part(), part()};
  const auto bill = make_bill(sheet, {periods[0] + periods[1] + periods[2] + periods[3], periods, 0, part(), part() / 1000},
                              {*rc::gen::element(BasicCharge::capacity, BasicCharge::contract_demand, BasicCharge::actual_demand), *rc::gen::inRange<std::int64_t>(1, 100'000),
                               *rc::gen::inRange<std::int64_t>(1, 100'000), *rc::gen::inRange<std::int64_t>(0, 31), &table});
  RC_ASSERT(bool(bill));
  std::int64_t sum = 0;
  for (const BillLine& line : bill->lines) sum += line.amount_fen;
  RC_ASSERT(sum == bill->total_fen);
}

}  // namespace
}  // namespace shouwen
