// The rule of a charge: accepted if and only if an item is published, valid on the day, in this unit, for this class. Art. 9(2).
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "charges/affiliate_charge.h"
#include "charges/charge_attempt.h"
#include "charges/charge_fixture_test.h"
#include "charges/payer_class.h"
#include "prices/fixed_point.h"
#include "prices/late_fee.h"

namespace shouwen {
namespace {

static_assert(!std::is_default_constructible_v<Charge> && !std::is_constructible_v<Charge, ChargeLine>, "a charge comes from the rule or from nowhere");

std::string refused_with(const ChargeWish& wish, const ChargeGround& ground) {
  const auto made = charge(wish, ground);
  return made ? std::string("accepted") : made.refusal().code + " " + made.refusal().clause + " " + made.refusal().field;
}

TEST(Charge, Art_9_2_each_way_to_be_unlawful_is_refused_with_clause_and_field) {
  const ChargeRules rules = test_rules();
  const ChargeWish wish{{"test"}, {"元/次"}, 2000, {}};
  const PublishedItem item = fee(2, "test", "元/次", 5'000'000'000), double_only = fee(2, "test", "元/次", 5'000'000'000, {CustomerClass::high_voltage_double});
  PublishedItem ended = item;
  ended.effective_to = today.plus_days(-1);
  PublishedItem later = item;
  later.effective_from = today.plus_days(1);
  const auto on = [&](std::vector<PublishedItem> items, std::optional<std::int64_t> number = 2, std::int64_t earlier = 0) {
    return ChargeGround{today, CustomerClass::resident, rules, number, std::move(items), earlier};
  };
  struct Row { const char* name; ChargeWish wish; ChargeGround ground; const char* answer; };
  for (const Row& row : std::initializer_list<Row>{
           {"lawful", wish, on({item}), "accepted"},
           {"the very amount", {{"test"}, {"元/次"}, 2000, 10'000}, on({item}), "accepted"},
           {"no price list", wish, on({}, std::nullopt), "charge.no_price_list art.9(2) /item"},
           {"invented", wish, on({}), "charge.item_not_published art.9(2) /item"},
           {"superseded", wish, on({}, 2, 1), "charge.item_superseded art.9(2) /item"},
           {"ended yesterday", wish, on({ended}), "charge.item_not_on_date art.9(2) /item"},
           {"begins tomorrow", wish, on({later}), "charge.item_not_on_date art.9(2) /item"},
           {"of another edition", wish, on({fee(1, "test", "元/次", 1)}), "charge.item_not_on_date art.9(2) /item"},
           {"another unit", {{"test"}, {"元/只"}, 2000, {}}, on({item}), "charge.wrong_unit art.9(2) /unit"},
           {"another class", wish, on({double_only}), "charge.wrong_payer_class art.9(2) /payer_class"},
           {"a fen more", {{"test"}, {"元/次"}, 2000, 10'001}, on({item}), "charge.amount_differs art.9(2) /amount_fen"},
           {"a fen less", {{"test"}, {"元/次"}, 2000, 9'999}, on({item}), "charge.amount_differs art.9(2) /amount_fen"},
           {"nothing", {{"test"}, {"元/次"}, 0, {}}, on({item}), "charge.quantity_out_of_range  /quantity_thousandths"},
           {"negative", {{"test"}, {"元/次"}, -1000, {}}, on({item}), "charge.quantity_out_of_range  /quantity_thousandths"},
           {"beyond 64 bits", {{"test"}, {"元/次"}, std::numeric_limits<std::int64_t>::max(), {}}, on({item}), "charge.quantity_out_of_range  /quantity_thousandths"},
           {"half a test", {{"test"}, {"元/次"}, 500, {}}, on({item}), "charge.quantity_not_whole  /quantity_thousandths"},
           {"less than half a fen", {{"test"}, {"元/千瓦时"}, 1, {}}, on({fee(2, "test", "元/千瓦时", 100'000'000)}), "charge.nothing_to_charge  /quantity_thousandths"}})
    EXPECT_EQ(refused_with(row.wish, row.ground), row.answer) << row.name;
}

TEST(Charge, Art_9_2_a_late_fee_is_the_published_item_by_the_days_counted) {
  const ChargeRules rules = test_rules();
  const PublishedItem households = fee(2, "late.resident", "元/元·日", 100'000, {CustomerClass::resident}), others = fee(2, "late.other", "元/元·日", 200'000, {CustomerClass::low_voltage}),
                      carried = fee(2, "late.other_later", "元/元·日", 300'000, {CustomerClass::low_voltage});
  const auto wish = [](const char* item, std::int64_t principal_fen, Date last_day, std::int64_t quantity = 0, std::optional<std::int64_t> amount = {}) {
    return ChargeWish{{item}, {"元/元·日"}, quantity, amount, Arrear{principal_fen, last_day}};
  };
  const auto on = [&](const PublishedItem& item, CustomerClass payer, Date day = today) { return ChargeGround{day, payer, rules, 2, {item}, 0}; };
  struct Row { const char* name; ChargeWish wish; ChargeGround ground; std::int64_t quantity, fen; };
  for (const Row& row : {Row{"resident, 370.32, 15 days", wish("late.resident", 37'032, today.plus_days(-16)), on(households, CustomerClass::resident), 5'554'800, 555},
                         Row{"the quantity said is the one counted", wish("late.resident", 10'000, today.plus_days(-11), 1'000'000, 100), on(households, CustomerClass::resident), 1'000'000, 100},
                         Row{"others of the year", wish("late.other", 1'234'567, today.plus_days(-21)), on(others, CustomerClass::low_voltage), 246'913'400, 49'383},
                         Row{"others before the year end", wish("late.other", 1'000'000, Date::of(2025, 12, 19)), on(others, CustomerClass::low_voltage, Date::of(2026, 1, 10)), 120'000'000, 24'000},
                         Row{"others after the year end", wish("late.other_later", 1'000'000, Date::of(2025, 12, 19)), on(carried, CustomerClass::low_voltage, Date::of(2026, 1, 10)), 90'000'000, 27'000}}) {
    ChargeGround ground = row.ground;
    for (PublishedItem& item : ground.items) item.effective_from = first_day;
    const auto made = charge(row.wish, ground);
    ASSERT_TRUE(made) << row.name << ' ' << made.refusal().code;
    EXPECT_EQ(made->line().quantity_thousandths, row.quantity) << row.name;
    EXPECT_EQ(made->line().amount_fen, row.fen) << row.name;
    EXPECT_EQ(made->line().arrear, row.wish.arrear);
  }
  EXPECT_EQ(charge(wish("late.resident", 37'032, today.plus_days(-16)), on(households, CustomerClass::resident))->line().late_days(), 15);
  const ChargeGround resident = on(households, CustomerClass::resident);
  EXPECT_EQ(refused_with({{"late.resident"}, {"元/元·日"}, 1'000'000, {}}, resident), "charge.late_fee_without_arrear art.9(2) /arrear") << "a typed quantity";
  EXPECT_EQ(refused_with(wish("late.resident", 10'000, today), resident), "charge.late_fee_not_owed art.9(2) /arrear") << "not late";
  EXPECT_EQ(refused_with(wish("late.other_later", 10'000, today.plus_days(-20)), on(carried, CustomerClass::low_voltage)), "charge.late_fee_not_owed art.9(2) /arrear") << "no year end passed";
  EXPECT_EQ(refused_with(wish("late.resident", 10'000, today.plus_days(-11), 1'000'010), resident), "charge.late_fee_quantity_differs art.9(2) /quantity_thousandths") << "a day's part more";
  EXPECT_EQ(refused_with(wish("late.resident", 10'000, today.plus_days(-11), 0, 101), resident), "charge.amount_differs art.9(2) /amount_fen") << "a fen more";
  EXPECT_EQ(refused_with(wish("late.resident", 10'000, today.plus_days(-11)), on(households, CustomerClass::low_voltage)), "charge.wrong_payer_class art.9(2) /payer_class");
  EXPECT_EQ(refused_with(wish("late.resident", 10'000, today.plus_days(-11)), {today, CustomerClass::resident, rules, 2, {}, 0}), "charge.item_not_published art.9(2) /item") << "not on the price list";
  EXPECT_EQ(refused_with(wish("late.resident", 0, today.plus_days(-11)), resident), "late_fee.amount_impossible  /arrear/principal_fen");
  EXPECT_EQ(refused_with({{"test"}, {"元/次"}, 1000, {}, Arrear{100, today}}, on(fee(2, "test", "元/次", 5'000'000'000), CustomerClass::resident)), "charge.arrear_of_no_late_fee  /arrear");
}

RC_GTEST_PROP(Charge, Art_9_2_a_late_fee_is_charged_if_and_only_if_it_is_published_and_counted, ()) {
  const ChargeRules rules = test_rules();
  const bool published = *rc::gen::inRange(0, 4) != 0;
  const CustomerClass payer = *rc::gen::element(CustomerClass::resident, CustomerClass::low_voltage);
  const Arrear arrear{*rc::gen::inRange<std::int64_t>(0, 1'000'000), today.plus_days(-*rc::gen::inRange(-2, 500))};
  const LateFee owed = arrear.principal_fen > 0 ? *calculate_late_fee(&rules, {arrear.principal_fen, arrear.last_day_on, today, payer}) : LateFee{};
  const std::string code = *rc::gen::element<std::string>("late.resident", "late.other", "late.other_later");
  std::int64_t days = 0;
  for (const LateFeePart& part : owed.parts)
    if (late_fee_item(*rules.late_fee, payer, part) == code) days += part.days;
  const std::int64_t counted = arrear.principal_fen * days * 10, said = *rc::gen::element<std::int64_t>(0, counted, counted + 10);
  PublishedItem item = fee(2, code.c_str(), "元/元·日", 200'000);
  const std::int64_t amount = charge_amount_fen(counted, item.yuan_e8).value_or(0);
  const auto made = charge({{code}, {"元/元·日"}, said, {}, arrear}, {today, payer, rules, 2, published ? std::vector{item} : std::vector<PublishedItem>{}, 0});
  RC_ASSERT(static_cast<bool>(made) == (published && days > 0 && amount >= 1 && (said == 0 || said == counted)));
  if (made) RC_ASSERT(made->line().quantity_thousandths == counted && made->line().amount_fen == amount);
}

TEST(Charge, Art_9_2_amounts_are_exact_to_the_fen_half_away_from_zero) {
  EXPECT_EQ(charge_amount_fen(2000, 4'500'000'000), 9'000);
  EXPECT_EQ(charge_amount_fen(1500, 21'012'345'678), 31'519) << "315.185185…";
  EXPECT_EQ(charge_amount_fen(5, 100'000'000), 1) << "half a fen";
  EXPECT_EQ(charge_amount_fen(4, 100'000'000), 0);
  EXPECT_EQ(charge_amount_fen(-5, 100'000'000), -1);
  EXPECT_FALSE(charge_amount_fen(std::numeric_limits<std::int64_t>::max(), 999'999'999'999));
}

RC_GTEST_PROP(Charge, Art_9_2_accepted_if_and_only_if_lawful, ()) {
  const ChargeRules rules = test_rules();
  const std::vector<std::string> units{"元/次", "元/只", "元/千伏安"};
  PublishedItem item;
  item.number = 2;
  item.code = "x";
  item.unit = units[*rc::gen::inRange<std::size_t>(0, 3)];
  item.yuan_e8 = *rc::gen::inRange<std::int64_t>(1, 999'999'999'999);
  item.effective_from = today.plus_days(*rc::gen::inRange(-3, 3));
  if (*rc::gen::arbitrary<bool>()) item.effective_to = item.effective_from.plus_days(*rc::gen::inRange(0, 4));
  for (const CustomerClass each : everybody)
    if (*rc::gen::arbitrary<bool>()) item.payer_classes.push_back(each);
  const bool published = *rc::gen::inRange(0, 8) != 0;
  const Date on = today.plus_days(*rc::gen::inRange(-4, 5));
  const CustomerClass payer = everybody[*rc::gen::inRange<std::size_t>(0, 4)];
  ChargeWish wish{{"x"}, {units[*rc::gen::inRange<std::size_t>(0, 3)]}, *rc::gen::inRange<std::int64_t>(-2, 6) * *rc::gen::element<std::int64_t>(1, 500, 1000), {}};

  const Wide product = static_cast<Wide>(wish.quantity_thousandths) * item.yuan_e8;
  const auto amount = static_cast<std::int64_t>((product + 500'000'000) / 1'000'000'000);
  if (*rc::gen::arbitrary<bool>()) wish.amount_fen = amount + *rc::gen::inRange(-1, 2);
  const bool counted_whole = item.unit != "元/千伏安";
  const bool lawful = published && item.effective_from <= on && (!item.effective_to || on <= *item.effective_to) && wish.unit.value == item.unit &&
                      std::find(item.payer_classes.begin(), item.payer_classes.end(), payer) != item.payer_classes.end() && wish.quantity_thousandths > 0 &&
                      (!counted_whole || wish.quantity_thousandths % 1000 == 0) && amount >= 1 && (!wish.amount_fen || *wish.amount_fen == amount);
  const auto made = charge(wish, {on, payer, rules, 2, published ? std::vector{item} : std::vector<PublishedItem>{}, 0});
  RC_ASSERT(static_cast<bool>(made) == lawful);
  if (made) RC_ASSERT(made->line().amount_fen == amount);
}

TEST(Charge, Art_9_2_the_class_a_customer_pays_by_is_what_his_file_proves) {
  using enum CustomerClass;
  Rulebook rulebook;
  rulebook.charges = std::make_shared<ChargeRules>(test_rules());
  CustomerFile file;
  EXPECT_EQ(possible_classes(file, rulebook), everybody) << "nothing known";
  file.usage_category.value = "居民生活";
  EXPECT_EQ(possible_classes(file, rulebook), std::vector{resident});
  file.usage_category.value = "大工业";
  EXPECT_EQ(possible_classes(file, rulebook), (std::vector{low_voltage, high_voltage_single, high_voltage_double}));
  file.voltage = Voltage::below_1kv;
  EXPECT_EQ(possible_classes(file, rulebook), std::vector{low_voltage});
  file.voltage = Voltage::kv_10;
  EXPECT_EQ(possible_classes(file, rulebook), (std::vector{high_voltage_single, high_voltage_double}));
  file.supply_lines.resize(1);
  EXPECT_EQ(possible_classes(file, rulebook), std::vector{high_voltage_single});
  file.supply_lines.resize(2);
  EXPECT_EQ(possible_classes(file, rulebook), std::vector{high_voltage_double});
}

TEST(Receipt, Art_9_2_numbers_as_people_type_them) {
  for (const char* typed : {"2026-000012", "2026000012", " ２０２６－００００１２ ", "2026-12"}) {
    const auto number = parse_receipt_number(typed);
    ASSERT_TRUE(number) << typed;
    EXPECT_EQ(number_text(number->origin, number->year, number->sequence), "2026-000012");
  }
  EXPECT_EQ(parse_receipt_number("d2026-000012")->origin, ReceiptOrigin::imported);
  for (const char* typed : {"", "2026", "2026-", "abc", "2026-12x", "99999999999999999999", "\xff", "-"}) EXPECT_FALSE(parse_receipt_number(typed)) << typed;
}

TEST(AffiliateCharge, Art_9_3_above_the_tariff_or_without_it_is_an_exception) {
  const auto entered = [](std::int64_t amount, AffiliateSide side, const char* unit = "元/次", bool published = true) {
    AffiliateSituation situation{true, published ? std::optional(fee(2, "test", "元/次", 5'000'000'000)) : std::nullopt, UnitId{3}, noon};
    const auto made = enter_affiliate_charge({CustomerId{9}, side, {"客户"}, today, Line<0, 60>{"test"}, {"校表"}, {unit}, 2000, amount}, situation);
    return apply(AffiliateCharge{}, {OfficerId{1}, noon, *made});
  };
  using enum TariffComparison;
  const auto by = AffiliateSide::charged_by, to = AffiliateSide::charged_to;
  for (const auto& [charge, comparison, exception] : std::initializer_list<std::tuple<AffiliateCharge, TariffComparison, ExceptionState>>{
           {entered(10'000, by), agrees, ExceptionState::none},
           {entered(10'001, by), above, ExceptionState::opened},
           {entered(9'999, by), below, ExceptionState::none},
           {entered(9'999, to), below, ExceptionState::opened},
           {entered(10'000, to), agrees, ExceptionState::none},
           {entered(1, by, "元/次", false), without_item, ExceptionState::opened},
           {entered(10'000, by, "元/只"), other_unit, ExceptionState::opened}}) {
    EXPECT_EQ(charge.comparison, comparison);
    EXPECT_EQ(charge.exception, exception);
  }
}

TEST(AffiliateCharge, Art_9_3_is_explained_by_one_and_decided_by_another) {
  AffiliateCharge charge = apply(AffiliateCharge{}, {OfficerId{1}, noon, *enter_affiliate_charge({CustomerId{9}, AffiliateSide::charged_by, {"客户"}, today, {}, {"材料"}, {"元/米"}, 2000, 10},
                                                                                             {true, {}, UnitId{3}, noon})});
  const auto code = [](const auto& answer) { return answer ? std::string() : answer.refusal().code; };
  EXPECT_EQ(code(decide_exception(charge, {0, true, {"可"}}, OfficerId{2})), "affiliate_charge.not_explained");
  EXPECT_EQ(code(explain_exception(charge, {7, {"…"}})), "affiliate_charge.changed_meanwhile");
  charge = apply(charge, {OfficerId{1}, noon, *explain_exception(charge, {1, {"市场调节价材料"}})});
  EXPECT_EQ(code(decide_exception(charge, {0, true, {"可"}}, OfficerId{1})), "affiliate_charge.own_explanation");
  charge = apply(charge, {OfficerId{2}, noon, *decide_exception(charge, {0, false, {"退还"}}, OfficerId{2})});
  EXPECT_EQ(charge.exception, ExceptionState::rejected);
  EXPECT_EQ(code(explain_exception(charge, {0, {"再说"}})), "affiliate_charge.decided");
  const AffiliateSituation stranger{false, {}, UnitId{3}, noon};
  EXPECT_EQ(code(enter_affiliate_charge({CustomerId{9}, AffiliateSide::charged_by, {"客户"}, today, {}, {"材料"}, {"元/米"}, 1, 1}, stranger)), "affiliate_charge.not_affiliated");
}

}  // namespace
}  // namespace shouwen
