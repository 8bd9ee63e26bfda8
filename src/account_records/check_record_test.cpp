// What a record can be, and what records add up to.
#include <gtest/gtest.h>

#include "account_records/check_record.h"
#include "account_records/record_figures.h"

namespace shouwen {
namespace {

const Date today = Date::of(2026, 10, 14);
const Instant now = at_local(today, 36000);

BillRecord bill(std::int64_t month = 202609, std::int64_t amount_fen = 100'00) {
  BillRecord record;
  record.month = month;
  record.energy_wh = 150'000;
  record.amount_fen = amount_fen;
  return record;
}
template <class Change>
BillRecord changed(Change&& change) {
  BillRecord record = bill();
  change(record);
  return record;
}

TEST(BillRecord, Art_11_6_3_impossible_bills_are_refused_with_field_and_rule) {
  struct Row {
    BillRecord record;
    const char *code, *field;
  };
  const Row table[] = {
      {bill(), "", ""},
      {bill(202610), "", ""},
      {bill(202611), "account_record.month_impossible", "/month"},
      {bill(202613), "account_record.month_impossible", "/month"},
      {bill(0), "account_record.month_impossible", "/month"},
      {bill(202609, 0), "", ""},
      {bill(202609, -1), "account_record.negative", "/amount_fen"},
      {bill(202609, 20'000'000'000'000), "account_record.too_large", "/amount_fen"},
      {changed([](BillRecord& b) { b.energy_wh = -1; }), "account_record.negative", "/energy_wh"},
      {changed([](BillRecord& b) { b.energy_wh.reset(); }), "", ""},
      {changed([](BillRecord& b) { b.energy_charge_fen = 90'00, b.power_factor_adjustment_fen = -5'00, b.surcharge_fen = 15'00; }), "", ""},
      {changed([](BillRecord& b) { b.energy_charge_fen = 90'00, b.surcharge_fen = 15'00; }), "account_record.parts_exceed_amount", "/amount_fen"},
      {changed([](BillRecord& b) { b.energy_charge_fen = 40'00; }), "", ""},
      {changed([](BillRecord& b) { b.capacity_charge_fen = -1; }), "account_record.negative", "/capacity_charge_fen"},
      {changed([](BillRecord& b) { b.paid_fen = 100'00, b.paid_on = today; }), "", ""},
      {changed([](BillRecord& b) { b.paid_fen = 100'01; }), "account_record.paid_exceeds_amount", "/paid_fen"},
      {changed([](BillRecord& b) { b.paid_fen = 100'01, b.note = {"预存电费"}; }), "", ""},
      {changed([](BillRecord& b) { b.paid_fen = -1; }), "account_record.negative", "/paid_fen"},
      {changed([](BillRecord& b) { b.paid_on = today.plus_days(1); }), "account_record.day_to_come", "/paid_on"},
      {changed([](BillRecord& b) { b.due_on = Date::of(2026, 8, 31); }), "account_record.day_impossible", "/due_on"},
      {changed([](BillRecord& b) { b.due_on = Date::of(2027, 1, 31); }), "", ""},
  };
  for (const Row& row : table) {
    const Verdict verdict = check_record(row.record, today);
    EXPECT_EQ(verdict ? "" : verdict.refusal().code, row.code) << row.field;
    EXPECT_EQ(verdict ? "" : verdict.refusal().field, row.field);
  }
}

TEST(ArrearsRecord, Art_11_6_3_arrears_are_of_a_day_that_has_been_and_began_before_it) {
  const auto check = [](ArrearsRecord record) {
    const Verdict verdict = check_record(record, today);
    return verdict ? std::string() : verdict.refusal().code;
  };
  EXPECT_EQ(check({today, 500'00, today.plus_days(-30), 2, 3'00, {}}), "");
  EXPECT_EQ(check({today, 0, {}, {}, {}, {}}), "") << "settled";
  EXPECT_EQ(check({today.plus_days(1), 1, {}, {}, {}, {}}), "account_record.day_to_come");
  EXPECT_EQ(check({today, -1, {}, {}, {}, {}}), "account_record.negative");
  EXPECT_EQ(check({today, 1, {}, -1, {}, {}}), "account_record.negative");
  EXPECT_EQ(check({today, 1, today.plus_days(1), {}, {}, {}}), "account_record.since_after_as_of");
  EXPECT_EQ(check({Date::of(1960, 1, 1), 1, {}, {}, {}, {}}), "account_record.day_impossible");
}

TEST(OutageRecord, Art_11_6_3_an_outage_ends_after_it_began_and_only_a_planned_one_lies_ahead) {
  const auto check = [](OutageRecord record) {
    const Verdict verdict = check_record(record, now);
    return verdict ? std::string() : verdict.refusal().code;
  };
  const Instant earlier = now.plus_seconds(-7200), later = now.plus_seconds(7200);
  EXPECT_EQ(check({earlier, now, OutageKind::unplanned, {}, {}}), "");
  EXPECT_EQ(check({earlier, {}, OutageKind::unplanned, {}, {}}), "") << "not over yet";
  EXPECT_EQ(check({now, earlier, OutageKind::unplanned, {}, {}}), "account_record.end_before_start");
  EXPECT_EQ(check({now, now, OutageKind::planned, {}, {}}), "account_record.end_before_start");
  EXPECT_EQ(check({later, {}, OutageKind::unplanned, {}, {}}), "account_record.day_to_come");
  EXPECT_EQ(check({earlier, later, OutageKind::unplanned, {}, {}}), "account_record.day_to_come");
  EXPECT_EQ(check({later, later.plus_seconds(3600), OutageKind::planned, {}, {}}), "");
}

TEST(RecordFigures, Art_11_6_3_nothing_owed_beside_an_overdue_bill_is_pointed_out) {
  BillRecord late = bill(202601, 300'00), not_due = bill(202602, 400'00);
  late.due_on = Date::of(2026, 2, 25);
  not_due.due_on = Date::of(2026, 3, 25);
  const auto arrears = [](Date day, std::int64_t fen) { return ArrearsRecord{day, fen, {}, {}, {}, {}}; };
  EXPECT_FALSE(contradicts_arrears({late, not_due}, arrears(Date::of(2026, 2, 25), 0))) << "not overdue on that day";
  EXPECT_EQ(contradicts_arrears({late, not_due}, arrears(Date::of(2026, 3, 1), 0)), 300'00);
  EXPECT_EQ(contradicts_arrears({late, not_due}, arrears(Date::of(2026, 3, 1), 200'00)), 300'00);
  EXPECT_FALSE(contradicts_arrears({late, not_due}, arrears(Date::of(2026, 3, 1), 330'00))) << "with older bills and late fees more may be owed";
  late.paid_fen = 300'00;
  EXPECT_FALSE(contradicts_arrears({late}, arrears(Date::of(2026, 3, 1), 0)));
}

TEST(RecordFigures, Art_11_6_3_sums_by_year_and_the_age_of_arrears) {
  BillRecord paid = bill(202512, 200'00), unpaid = bill(202601, 300'00), too_much = bill(202602, 50'00);
  paid.paid_fen = 200'00;
  unpaid.paid_fen = 100'00;
  too_much.paid_fen = 80'00;
  unpaid.due_on = Date::of(2026, 2, 25);
  const auto bills = bill_years({too_much, unpaid, paid}, Date::of(2026, 2, 25));
  ASSERT_EQ(bills.size(), 2u);
  EXPECT_EQ(bills[0].year, 2026);
  EXPECT_EQ(bills[0].amount_fen, 350'00);
  EXPECT_EQ(bills[0].unpaid_fen, 200'00) << "what was paid too much does not make up for another month";
  EXPECT_EQ(bills[1].bills, 1);
  EXPECT_EQ(bills[0].overdue_fen, 0) << "it can be paid until the end of its day";
  EXPECT_EQ(bill_years({unpaid}, Date::of(2026, 2, 26))[0].overdue_fen, 200'00);

  EXPECT_EQ(age_days({today, 1, today.plus_days(-45), {}, {}, {}}), 45);
  EXPECT_FALSE(age_days({today, 0, today.plus_days(-45), {}, {}, {}})) << "nothing is owed";
  EXPECT_FALSE(age_days({today, 1, {}, {}, {}, {}}));

  const auto outage = [](std::int32_t day, std::int64_t seconds, OutageKind kind) {
    const Instant from = at_local(Date::of(2025, 12, 31).plus_days(day), 82800);
    return OutageRecord{from, from.plus_seconds(seconds), kind, {}, {}};
  };
  EXPECT_EQ(minutes_of(outage(0, 61, OutageKind::planned)), 2) << "a minute begun counts";
  const auto years = outage_years({outage(0, 7200, OutageKind::planned), outage(5, 600, OutageKind::unplanned), outage(400, 600, OutageKind::planned),
                                   {now, {}, OutageKind::unplanned, {}, {}}}, now);
  ASSERT_EQ(years.size(), 2u) << "what is still to come is not counted";
  EXPECT_EQ(years[0].year, 2026);
  EXPECT_EQ(years[0].unplanned, 2);
  EXPECT_EQ(years[0].unplanned_minutes, 10) << "one that is not over has no length yet";
  EXPECT_EQ(years[1].year, 2025) << "by the year it began in";
  EXPECT_EQ(years[1].planned_minutes, 120);
}

}  // namespace
}  // namespace shouwen
