// Households: every published vector of tiers, yearly counting and time of use, and what must hold for any usage.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "prices/shipped_prices_test.h"

namespace shouwen {
namespace {

Bill bill_of(const TariffSheet& sheet, std::int64_t kwh, std::int64_t before_kwh = 0) {
  const auto bill = make_bill(sheet, {kwh * 1000, {}, before_kwh * 1000, {}, {}}, {});
  EXPECT_TRUE(bill);
  return *bill;
}
Wide exact_of(const Bill& bill) {
  Wide sum = 0;
  for (const BillLine& line : bill.lines) sum += line.exact_e11;
  return sum;
}

TEST(TierBill, Art_9_1_published_vectors_of_guangdong) {
  struct Row { std::int64_t kwh; const char *summer, *winter; std::int64_t summer_fen, winter_fen; };
  const TariffSheet summer = sheet_of("residential", 7), winter = sheet_of("residential", 12, 2025);
  for (const Row& row : {Row{0, "0.00000000", "0.00000000", 0, 0}, Row{1, "0.58886875", "0.58886875", 59, 59},
                         Row{199, "117.18488125", "117.18488125", 11718, 11718}, Row{200, "117.77375000", "117.77375000", 11777, 11777},
                         Row{201, "118.36261875", "118.41261875", 11836, 11841}, Row{260, "153.10587500", "156.10587500", 15311, 15611},
                         Row{261, "153.74474375", "156.74474375", 15374, 15674}, Row{300, "178.66062500", "181.66062500", 17866, 18166},
                         Row{400, "242.54750000", "245.54750000", 24255, 24555}, Row{401, "243.18636875", "246.43636875", 24319, 24644},
                         Row{500, "306.43437500", "334.43437500", 30643, 33443}, Row{600, "370.32125000", "423.32125000", 37032, 42332},
                         Row{601, "371.21011875", "424.21011875", 37121, 42421}, Row{700, "459.20812500", "512.20812500", 45921, 51221},
                         Row{800, "548.09500000", "601.09500000", 54810, 60110}, Row{1000, "725.86875000", "778.86875000", 72587, 77887},
                         Row{2000, "1614.73750000", "1667.73750000", 161474, 166774}}) {
    const Bill in_summer = bill_of(summer, row.kwh), in_winter = bill_of(winter, row.kwh);
    EXPECT_EQ(exact_text(exact_of(in_summer)), row.summer) << row.kwh;
    EXPECT_EQ(exact_text(exact_of(in_winter)), row.winter) << row.kwh;
    EXPECT_EQ(in_summer.total_fen, row.summer_fen) << row.kwh;
    EXPECT_EQ(in_winter.total_fen, row.winter_fen) << row.kwh;
  }
}

TEST(TierBill, Art_9_1_household_of_many_persons) {
  EXPECT_EQ(bill_of(sheet_of("residential_many_persons", 7), 600).total_fen, 36532);
  EXPECT_EQ(bill_of(sheet_of("residential_many_persons", 7), 701).total_fen, 43010);
  EXPECT_EQ(bill_of(sheet_of("residential_many_persons", 1), 600).total_fen, 39332);
}

TEST(TierBill, Art_9_1_tiers_counted_over_a_year) {
  struct Row { const char* tariff; std::int64_t kwh, fen; };
  for (const Row& row : {Row{"guangxi.residential", 3120, 164830}, Row{"guangxi.residential", 3121, 164887}, Row{"guangxi.residential", 4440, 241165},
                         Row{"guangxi.residential", 4441, 241248}, Row{"guangxi.residential", 5000, 287550}, Row{"guizhou.residential", 3000, 136680},
                         Row{"guizhou.residential", 4700, 222632}, Row{"guizhou.residential", 5000, 245300}})
    EXPECT_EQ(bill_of(sheet_of(row.tariff, 12, 2025), row.kwh).total_fen, row.fen) << row.tariff << ' ' << row.kwh;
  const TariffSheet guangxi = sheet_of("guangxi.residential", 11);
  const Bill november = bill_of(guangxi, 200, 3020);
  ASSERT_EQ(november.lines.size(), 2U);
  EXPECT_EQ(november.lines[0].quantity, 100'000) << "100 kWh of tier 1 were left";
  EXPECT_EQ(november.lines[1].quantity, 100'000);
  EXPECT_EQ(find_tariff(shipped(), "guizhou.residential")->year_begins_month, 12);
}

TEST(TierBill, Art_9_1_summer_and_other_months_begin_where_they_are_published) {
  struct Row { const char* tariff; std::int64_t summer_1, summer_2, other_1, other_2; };
  for (const Row& row : {Row{"residential", 260, 600, 200, 400}, Row{"residential_many_persons", 360, 700, 300, 500}, Row{"residential_time_of_use", 260, 600, 200, 400},
                         Row{"shenzhen.residential", 260, 600, 200, 400}})
    for (int month = 1; month <= 12; ++month) {
      const bool summer = month >= 5 && month <= 10;
      const TariffSheet sheet = sheet_of(row.tariff, month);
      EXPECT_EQ(sheet.tiers.limit_wh[0], (summer ? row.summer_1 : row.other_1) * 1000) << row.tariff << ' ' << month;
      EXPECT_EQ(sheet.tiers.limit_wh[1], (summer ? row.summer_2 : row.other_2) * 1000) << row.tariff << ' ' << month;
    }
}

TEST(TierBill, Art_9_1_rounded_prices_of_another_program_differ_by_the_same_between_the_seasons) {
  const auto fen = [](std::int64_t first, std::int64_t second) {
    return tiered_fen({3, {first * 1000, second * 1000}, {58'900'000, 63'900'000, 88'900'000}}, 0, 600'000);
  };
  EXPECT_EQ(fen(260, 600), 37'040) << "370.40 against 370.32 by exact prices";
  EXPECT_EQ(fen(200, 400), 42'340) << "423.40 against 423.32";
  EXPECT_EQ(bill_of(sheet_of("residential", 12, 2025), 600).total_fen - bill_of(sheet_of("residential", 7), 600).total_fen, 5'300);
}

TEST(PublishedPrices, Art_9_1_every_value_of_the_table_of_regions) {
  struct Row { const char* code; std::int64_t e8; };
  for (const Row& row : {Row{"residential.tier_1", 58'886'875}, Row{"residential.tier_2", 63'886'875}, Row{"residential.tier_3", 88'886'875}, Row{"residential.shared_meter", 62'586'875},
                         Row{"residential.peak", 99'500'875}, Row{"residential.flat", 58'886'875}, Row{"residential.valley", 22'914'475}, Row{"shenzhen.tier_1", 65'420'000},
                         Row{"shenzhen.tier_2", 70'420'000}, Row{"shenzhen.tier_3", 95'420'000}, Row{"shenzhen.peak", 111'210'000}, Row{"shenzhen.flat", 65'420'000},
                         Row{"shenzhen.valley", 24'860'000}, Row{"shenzhen.shared_meter", 69'120'000}, Row{"guangxi.tier_1", 52'830'000}, Row{"guangxi.tier_2", 57'830'000},
                         Row{"guangxi.tier_3", 82'830'000}, Row{"guangxi.shared_meter", 54'910'000}, Row{"guizhou.tier_1", 45'560'000}, Row{"guizhou.tier_2", 50'560'000},
                         Row{"guizhou.tier_3", 75'560'000}, Row{"guizhou.shared_meter", 48'200'000}, Row{"yunnan.tier_1", 42'362'500}, Row{"yunnan.tier_2", 47'362'500},
                         Row{"yunnan.tier_3", 77'362'500}, Row{"yunnan.shared_meter", 48'362'500}, Row{"hainan.tier_1", 60'830'000}, Row{"hainan.tier_2", 65'830'000},
                         Row{"hainan.tier_3", 90'830'000}, Row{"hainan.shared_meter", 62'950'000}, Row{"zhejiang.peak", 56'800'000}, Row{"zhejiang.flat", 53'800'000},
                         Row{"zhejiang.valley", 28'800'000}, Row{"zhejiang.surcharge_2", 5'000'000}, Row{"zhejiang.surcharge_3", 30'000'000}, Row{"sichuan.tier_1", 52'240'000},
                         Row{"sichuan.tier_2", 62'240'000}, Row{"sichuan.tier_3", 82'240'000}, Row{"sichuan.shared_meter", 54'640'000}, Row{"sichuan.valley", 25'350'000},
                         Row{"sichuan.valley_summer", 17'500'000}, Row{"basic_charge.demand", 3'610'000'000}, Row{"basic_charge.capacity", 2'260'000'000}}) {
    const PostedPrice* price = latest_price(shipped(), row.code, Date::of(2026, 7, 1));
    ASSERT_NE(price, nullptr) << row.code;
    EXPECT_EQ(price->yuan_e8, row.e8) << row.code;
    EXPECT_FALSE(price->source.empty()) << row.code;
  }
}

TEST(TierBill, Art_9_1_months_without_tiers_and_months_nobody_published) {
  EXPECT_EQ(bill_of(sheet_of("yunnan.residential", 6), 1000).lines.size(), 1U) << "one price from May to November";
  EXPECT_EQ(bill_of(sheet_of("yunnan.residential", 1), 1000).lines.size(), 3U);
  EXPECT_EQ(tariff_sheet(shipped(), "hainan.residential", Date::of(2026, 12, 1), PriceChoice::in_force).refusal().code, "bill.tiers_not_published");
  EXPECT_EQ(bill_of(sheet_of("residential_shared_meter", 7), 100).total_fen, 6259);
}

TEST(TimeOfUseBill, Art_9_1_first_the_hour_then_the_tier) {
  const auto bill = make_bill(sheet_of("residential_time_of_use", 7), {700'000, {0, 200'000, 350'000, 150'000}, 0, {}, {}}, {});
  ASSERT_TRUE(bill);
  Wide energy = 0, surcharge = 0;
  for (const BillLine& line : bill->lines) (line.kind == ChargeKind::energy ? energy : surcharge) += line.exact_e11;
  EXPECT_EQ(exact_text(energy), "439.47752500");
  EXPECT_EQ(exact_text(surcharge), "47.00000000");
  EXPECT_EQ(bill->total_fen, 48648);
  EXPECT_EQ(bill->lines.size(), 5U);
  EXPECT_EQ(make_bill(sheet_of("residential_time_of_use", 7), {700'000, {1, 0, 0, 0}, 0, {}, {}}, {}).refusal().code, "bill.period_without_price") << "households have no sharp peak";
}

TEST(TimeOfUseBill, Art_9_1_what_a_tier_adds_is_the_difference_of_the_posted_prices) {
  const auto e8 = [](const char* code) { return price_in_force(shipped(), code, Date::of(2026, 7, 1))->yuan_e8; };
  EXPECT_EQ(e8("residential.surcharge_2"), e8("residential.tier_2") - e8("residential.tier_1"));
  EXPECT_EQ(e8("residential.surcharge_3"), e8("residential.tier_3") - e8("residential.tier_1"));
  EXPECT_EQ(e8("residential.flat"), e8("residential.tier_1"));
  // 0.5802 × (1.7 : 1 : 0.38) + funds, which the ratio never touches.
  EXPECT_EQ(e8("residential.peak"), 58'020'000 * 17 / 10 + e8("residential.funds"));
  EXPECT_EQ(e8("residential.valley"), 58'020'000LL * 38 / 100 + e8("residential.funds"));
}

TEST(TierSheetTest, Art_9_1_the_lean_way_and_the_explained_way_agree) {
  for (const char* tariff : {"residential", "guangxi.residential", "residential_shared_meter"}) {
    const TariffSheet sheet = sheet_of(tariff, 7);
    for (std::int64_t wh = 0; wh < 6'000'000; wh += 7'919) EXPECT_EQ(tiered_fen(sheet.tiers, 0, wh), make_bill(sheet, {wh, {}, 0, {}, {}}, {})->total_fen) << wh;
  }
}

RC_GTEST_PROP(BillProperties, Art_9_1_more_use_never_costs_less, ()) {
  const TariffSheet sheet = sheet_of("residential", *rc::gen::inRange(1, 13));
  const auto less = *rc::gen::inRange<std::int64_t>(0, 2'000'000), more = less + *rc::gen::inRange<std::int64_t>(0, 2'000'000);
  RC_ASSERT(make_bill(sheet, {less, {}, 0, {}, {}}, {})->total_fen <= make_bill(sheet, {more, {}, 0, {}, {}}, {})->total_fen);
}

RC_GTEST_PROP(BillProperties, Art_9_1_lines_sum_to_the_total_and_none_is_a_fen_off, ()) {
  const TariffSheet sheet = sheet_of("residential_time_of_use", *rc::gen::inRange(1, 13));
  const auto part = [] { return *rc::gen::inRange<std::int64_t>(0, 1'000'000); };
  const std::array<std::int64_t, 4> periods{0, part(), part(), part()};
  const auto bill = make_bill(sheet, {periods[1] + periods[2] + periods[3] + part(), periods, 0, {}, {}}, {});
  std::int64_t sum = 0;
  Wide exact = 0;
  for (const BillLine& line : bill->lines) {
    sum += line.amount_fen;
    exact += line.exact_e11;
    const Wide off = line.exact_e11 - Wide{line.amount_fen} * e11_of_fen;
    RC_ASSERT(off < e11_of_fen && -off < e11_of_fen);
  }
  RC_ASSERT(sum == bill->total_fen);
  RC_ASSERT(bill->total_fen == fen_of(exact));
}

RC_GTEST_PROP(BillProperties, Art_9_1_a_year_in_pieces_has_the_tiers_of_the_whole, ()) {
  const TariffSheet sheet = sheet_of("guangxi.residential", 7);
  const auto whole = *rc::gen::inRange<std::int64_t>(0, 9'000'000);
  std::array<std::int64_t, most_tiers> sum{};
  for (std::int64_t used = 0; used < whole;) {
    const std::int64_t piece = std::min(whole - used, *rc::gen::inRange<std::int64_t>(1, 3'000'000));
    const auto parts = split_by_tiers(sheet.tiers, used, piece);
    std::int64_t all = 0;
    for (std::size_t i = 0; i < most_tiers; ++i) sum[i] += parts[i], all += parts[i];
    RC_ASSERT(all == piece);
    used += piece;
  }
  RC_ASSERT(sum == split_by_tiers(sheet.tiers, 0, whole));
}

}  // namespace
}  // namespace shouwen
