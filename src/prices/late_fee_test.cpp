// The vectors of rules.md §2.3, what the bureau decides, contracts within the law, and what must hold for any arrear.
#include "prices/late_fee.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "prices/shipped_prices_test.h"

namespace shouwen {
namespace {

constexpr LateFeeTerms resident{1, 1, CarriedArrears::later_rate_from_january, false, 0};
constexpr LateFeeTerms other{2, 3, CarriedArrears::later_rate_from_january, false, 0};

LateFeeQuestion question(std::int64_t principal_fen, Date last_day_on, Date paid_on, CustomerClass payer = CustomerClass::resident) { return {principal_fen, last_day_on, paid_on, payer}; }
LateFee shipped_fee(const LateFeeQuestion& asked) {
  const auto fee = calculate_late_fee(shipped().charges.get(), asked);
  EXPECT_TRUE(fee) << (fee ? "" : fee.refusal().code);
  return fee ? *fee : LateFee{};
}

TEST(LateFee, Art_9_2_R_ARR_02_published_vectors_by_the_shipped_terms) {
  const Date due = Date::of(2026, 3, 1);
  EXPECT_EQ(shipped_fee(question(10'000, due, due.plus_days(11))).fen, 100) << "resident, 100.00, 10 days";
  EXPECT_EQ(shipped_fee(question(37'032, due, due.plus_days(16))).fen, 555) << "resident, 370.32, 15 days: 5.5548";
  EXPECT_EQ(shipped_fee(question(1'234'567, due, due.plus_days(21), CustomerClass::low_voltage)).fen, 49'383) << "others, 12,345.67, 20 days: 493.8268";
  const LateFee carried = shipped_fee(question(1'000'000, Date::of(2024, 12, 19), Date::of(2025, 1, 10), CustomerClass::high_voltage_single));
  ASSERT_EQ(carried.parts.size(), 2U);
  EXPECT_EQ(carried.parts[0].days, 12);
  EXPECT_EQ(to_iso(carried.parts[0].from_on), "2024-12-20");
  EXPECT_EQ(to_iso(carried.parts[0].to_on), "2024-12-31");
  EXPECT_EQ(carried.parts[0].fen, 24'000);
  EXPECT_EQ(carried.parts[1].days, 9);
  EXPECT_EQ(to_iso(carried.parts[1].from_on), "2025-01-01");
  EXPECT_EQ(to_iso(carried.parts[1].to_on), "2025-01-09");
  EXPECT_EQ(carried.parts[1].fen, 27'000);
  EXPECT_EQ(carried.fen, 51'000);
}

TEST(LateFee, Art_9_2_R_ARR_01_a_contract_agrees_a_rate_within_the_law) {
  const Date due = Date::of(2026, 3, 1);
  LateFeeQuestion asked = question(10'000, due, due.plus_days(11));
  for (const std::int64_t rate : {1, 2, 3}) {
    asked.agreed_permille = rate;
    EXPECT_EQ(shipped_fee(asked).fen, 100 * rate);
  }
  for (const std::int64_t rate : {0, 4, -1, 1000}) {
    asked.agreed_permille = rate;
    const auto fee = calculate_late_fee(shipped().charges.get(), asked);
    ASSERT_TRUE(fee.refused()) << rate;
    EXPECT_EQ(fee.refusal().code, "late_fee.rate_outside_law");
    EXPECT_EQ(fee.refusal().clause, "art.9(2)");
    EXPECT_EQ(fee.refusal().field, "/agreed_permille");
  }
  asked = question(1'000'000, Date::of(2024, 12, 19), Date::of(2025, 1, 10), CustomerClass::low_voltage);
  asked.agreed_permille = 1;
  EXPECT_EQ(shipped_fee(asked).fen, 21'000) << "one rate agreed holds after the year end too";
  asked.agreed_later_permille = 2;
  EXPECT_EQ(shipped_fee(asked).fen, 12'000 + 18'000);
}

TEST(LateFee, Art_9_2_R_ARR_03_what_the_bureau_decides) {
  LateFeeTerms terms = other;
  terms.carried = CarriedArrears::later_rate_from_the_beginning;
  EXPECT_EQ(late_fee(1'000'000, Date::of(2024, 12, 19), Date::of(2025, 1, 10), terms).fen, 63'000);
  EXPECT_EQ(late_fee(1'000'000, Date::of(2024, 12, 1), Date::of(2024, 12, 3), terms).fen, 2'000) << "nothing was carried over";
  terms.day_of_payment_counts = true;
  EXPECT_EQ(late_fee(1'000'000, Date::of(2024, 12, 1), Date::of(2024, 12, 3), terms).fen, 4'000);
  LateFeeTerms least = resident;
  least.smallest_fen = 100;
  const LateFee small = late_fee(100, Date::of(2026, 3, 1), Date::of(2026, 3, 5), least);
  EXPECT_EQ(small.fen, 100);
  EXPECT_TRUE(small.raised_to_smallest);
  EXPECT_EQ(late_fee(100, Date::of(2026, 3, 1), Date::of(2026, 3, 1), least).fen, 0) << "paid in time";
  EXPECT_EQ(late_fee(0, Date::of(2026, 3, 1), Date::of(2026, 4, 1), least).fen, 0);
  const LateFee from_january = late_fee(10'000, Date::of(2025, 12, 31), Date::of(2026, 1, 3), other);
  ASSERT_EQ(from_january.parts.size(), 1U);
  EXPECT_TRUE(from_january.parts[0].later);
  EXPECT_EQ(from_january.parts[0].days, 2);
}

TEST(LateFee, Art_9_2_what_does_not_fit_is_refused) {
  const Date due = Date::of(2026, 3, 1);
  const auto code = [](const ChargeRules* rules, const LateFeeQuestion& asked) {
    const auto fee = calculate_late_fee(rules, asked);
    return fee ? std::string("accepted") : fee.refusal().code;
  };
  const ChargeRules* rules = shipped().charges.get();
  EXPECT_EQ(code(nullptr, question(100, due, due)), "late_fee.not_set_up");
  EXPECT_EQ(code(rules, question(0, due, due)), "late_fee.amount_impossible");
  EXPECT_EQ(code(rules, question(-1, due, due)), "late_fee.amount_impossible");
  EXPECT_EQ(code(rules, question(std::int64_t{1} << 60, due, due)), "late_fee.amount_impossible");
  EXPECT_EQ(code(rules, question(100, Date::of(1900, 1, 1), due)), "late_fee.days_impossible");
  EXPECT_EQ(code(rules, question(100, due, Date::of(1900, 1, 1))), "accepted") << "paid long before: nothing is owed";
}

TEST(LateFee, Art_9_2_the_published_items_are_those_of_the_terms) {
  const LateFeeRules& rules = *shipped().charges->late_fee;
  const std::pair<std::string, std::int64_t> rates[] = {{rules.resident_item, rules.resident_permille}, {rules.other_item, rules.other_permille}, {rules.other_later_item, rules.other_later_permille}};
  for (const auto& [code, permille] : rates) {
    const auto fees = fees_in_force(shipped(), Date::of(2026, 7, 1));
    const auto found = std::find_if(fees.begin(), fees.end(), [&code = code](const FeeItem* fee) { return fee->code == code; });
    ASSERT_NE(found, fees.end()) << code;
    EXPECT_EQ((*found)->yuan_e8, permille * 100'000) << code << ": a yuan for a day";
    EXPECT_EQ((*found)->unit_zh, rules.unit);
  }
  EXPECT_EQ(late_fee_item(rules, CustomerClass::resident, {{}, {}, 1, 3, true, 0}), rules.resident_item);
  EXPECT_EQ(late_fee_item(rules, CustomerClass::low_voltage, {{}, {}, 1, 3, true, 0}), rules.other_later_item);
  EXPECT_EQ(late_fee_quantity_thousandths(37'032, 15), 5'554'800) << "370.32 yuan × 15 days = 5,554.8";
}

RC_GTEST_PROP(LateFee, Art_9_2_a_day_more_never_costs_less_and_parts_are_the_whole, ()) {
  const auto principal = *rc::gen::inRange<std::int64_t>(1, 100'000'000);
  const Date due = Date::of(2024, 1, 1).plus_days(*rc::gen::inRange(0, 800));
  const Date paid = due.plus_days(*rc::gen::inRange(-10, 900));
  const CustomerClass payer = *rc::gen::element(CustomerClass::resident, CustomerClass::low_voltage);
  const LateFee fee = *calculate_late_fee(shipped().charges.get(), question(principal, due, paid, payer)), later = *calculate_late_fee(shipped().charges.get(), question(principal, due, paid.plus_days(1), payer));
  RC_ASSERT(fee.fen <= later.fen);
  std::int64_t days = 0, sum = 0;
  for (const LateFeePart& part : fee.parts) {
    days += part.days;
    sum += part.fen;
    RC_ASSERT(part.to_on.days - part.from_on.days + 1 == part.days);
    RC_ASSERT(part.permille >= 1 && part.permille <= 3);
  }
  RC_ASSERT(days == std::max(0, paid.days - due.days - 1));
  RC_ASSERT(sum == fee.fen);
}

}  // namespace
}  // namespace shouwen
