// What the database holds to by itself: wrong rows by plain SQL are refused in every way, numbers have no gaps. Art. 9(2).
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "cases/notice_store.h"
#include "charges/affiliate_charge_store.h"
#include "charges/charge_attempt_store.h"
#include "charges/charge_fixture_test.h"

namespace shouwen {
namespace {

const ChargeWish two_tests{{"test"}, {"元/次"}, 2000, {}};

/// A row of the table charge; the defaults are lawful beside receipt 1.
struct Row {
  std::int64_t receipt_id = 1, line = 2, number = 2;
  std::string code = "test";
  std::int64_t effective_from = second_list_from.days, effective_to = 2147483647;
  std::string unit = "元/次";
  std::int64_t yuan_e8 = 5'000'000'000, payer_class = 0, charged_on = today.days, quantity = 3000, amount = 15'000;
};

bool inserts(db::Session& session, const Row& row) {
  session.execute_script("SAVEPOINT trial");
  bool done = true;
  try {
    session.run("INSERT INTO charge (receipt_id, line, number, code, effective_from, effective_to, unit, yuan_e8, payer_class, charged_on, quantity_thousandths, amount_fen)"
                " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
                row.receipt_id, row.line, row.number, row.code, row.effective_from, row.effective_to, row.unit, row.yuan_e8, row.payer_class, row.charged_on, row.quantity, row.amount);
  } catch (const db::Fault&) {
    done = false;
  }
  session.execute_script("ROLLBACK TO trial; RELEASE trial");
  return done;
}

bool runs(db::Session& session, const std::string& sql) {
  session.execute_script("SAVEPOINT trial");
  bool done = true;
  try {
    session.execute_script(sql);
  } catch (const db::Fault&) {
    done = false;
  }
  session.execute_script("ROLLBACK TO trial; RELEASE trial");
  return done;
}

TEST_F(ChargeDatabase, Art_9_2_by_plain_sql_only_what_is_published_can_be_charged) {
  ASSERT_EQ(issued().id.value, 1);
  ASSERT_TRUE(inserts(session, {}));
  const auto with = [](auto change) {
    Row row;
    change(row);
    return row;
  };
  const std::vector<std::pair<const char*, Row>> wrong = {
      {"invented code", with([](Row& r) { r.code = "tea"; })},
      {"edition that is not there", with([](Row& r) { r.number = 9; })},
      {"superseded edition", with([](Row& r) { r.number = 1, r.effective_from = first_day.days, r.yuan_e8 = 4'500'000'000, r.amount = 13'500; })},
      {"item of the superseded edition", with([](Row& r) { r.code = "old", r.number = 1, r.effective_from = first_day.days, r.yuan_e8 = 2'000'000'000, r.amount = 6'000; })},
      {"term that is over", with([](Row& r) { r.code = "ended", r.effective_to = Date::of(2026, 9, 30).days, r.yuan_e8 = 1'000'000'000, r.amount = 3'000; })},
      {"term made longer", with([](Row& r) { r.code = "ended", r.yuan_e8 = 1'000'000'000, r.amount = 3'000; })},
      {"another first day", with([](Row& r) { r.effective_from += 1; })},
      {"another last day", with([](Row& r) { r.effective_to -= 1; })},
      {"another unit", with([](Row& r) { r.unit = "元/只"; })},
      {"another price", with([](Row& r) { r.yuan_e8 = 6'000'000'000, r.amount = 18'000; })},
      {"a fen more", with([](Row& r) { r.amount += 1; })},
      {"a fen less", with([](Row& r) { r.amount -= 1; })},
      {"no amount", with([](Row& r) { r.amount = 0; })},
      {"no quantity", with([](Row& r) { r.quantity = 0, r.amount = 0; })},
      {"amount with the sign turned", with([](Row& r) { r.amount = -15'000; })},
      {"negative line of a plain receipt", with([](Row& r) { r.quantity = -3000, r.amount = -15'000; })},
      {"quantity beyond 64 bits", with([](Row& r) { r.quantity = std::numeric_limits<std::int64_t>::max(); })},
      {"class the item is not for", with([](Row& r) { r.code = "reliability", r.unit = "元/千伏安", r.yuan_e8 = 21'012'345'678, r.amount = 63'037; })},
      {"class the receipt is not for", with([](Row& r) { r.payer_class = 1; })},
      {"class that is none", with([](Row& r) { r.payer_class = 9; })},
      {"another day than the receipt", with([](Row& r) { r.charged_on -= 1; })},
      {"receipt that is not there", with([](Row& r) { r.receipt_id = 77; })},
      {"a line twice", with([](Row& r) { r.line = 1; })}};
  for (const auto& [name, row] : wrong) EXPECT_FALSE(inserts(session, row)) << name;
  // As the sqlite3 command line begins: its foreign keys are off.
  if (!session.is_postgres()) session.execute_script("PRAGMA foreign_keys=OFF");
  ASSERT_TRUE(inserts(session, {}));
  for (const auto& [what, row] : wrong) EXPECT_FALSE(inserts(session, row)) << what << ", without foreign keys";
}

TEST_F(ChargeDatabase, Art_9_2_receipts_and_charges_are_never_altered_or_deleted) {
  issued();
  for (const char* sql : {"UPDATE charge SET amount_fen = 1", "UPDATE charge SET line = 9", "DELETE FROM charge", "DELETE FROM receipt", "UPDATE receipt SET sequence = 5",
                          "UPDATE receipt SET total_fen = 1", "UPDATE receipt SET year = 2025", "UPDATE receipt SET payer_class = 1", "UPDATE receipt SET cancels_id = 1",
                          "UPDATE receipt SET officer_id = 8", "UPDATE published_item SET yuan_e8 = 1 WHERE code = 'test'", "DELETE FROM published_item WHERE number = 2",
                          "DELETE FROM published_item_payer WHERE number = 2", "REPLACE INTO receipt SELECT * FROM receipt", "UPDATE receipt SET receipt_state = 2", "UPDATE receipt SET receipt_state = 3",
                          "REPLACE INTO receipt SELECT id, version, origin, year, 2, receipt_state, issued_on, charged_on, customer_id, payer_class, officer_id, unit_id, payment_way,"
                          " total_fen, cancels_id, source, source_number, state FROM receipt",
                          "REPLACE INTO charge SELECT receipt_id, line, number, code, effective_from, effective_to, unit, yuan_e8, payer_class, charged_on, 1000, 5000 FROM charge"})
    EXPECT_FALSE(runs(session, sql)) << sql;
  const auto receipt_row = [](int id, int sequence, int total, const char* cancels, int issued_day, int charged_day) {
    return fmt::format("INSERT INTO receipt VALUES ({}, 1, 0, 2026, {}, 0, {}, {}, 0, 0, 7, 3, 'cash', {}, {}, '', '', '{{}}')", id, sequence, issued_day, charged_day, total, cancels);
  };
  EXPECT_TRUE(runs(session, receipt_row(2, 2, 100, "NULL", today.days, today.days)));
  EXPECT_FALSE(runs(session, receipt_row(2, 3, 100, "NULL", today.days, today.days))) << "a gap";
  EXPECT_FALSE(runs(session, receipt_row(2, 1, 100, "NULL", today.days, today.days))) << "a number twice";
  EXPECT_FALSE(runs(session, receipt_row(2, 2, -100, "NULL", today.days, today.days))) << "negative without a first";
  EXPECT_FALSE(runs(session, receipt_row(2, 2, 100, "1", today.days, today.days))) << "a counter-entry that adds";
  EXPECT_FALSE(runs(session, receipt_row(2, 2, 100, "NULL", today.days, today.days - 1))) << "yesterday's prices at the counter";
  EXPECT_FALSE(runs(session, receipt_row(2, 2, 100, "NULL", today.days, today.days + 1))) << "tomorrow's prices";
}

TEST_F(ChargeDatabase, Art_9_2_only_a_counter_entry_takes_back_and_only_once) {
  const Receipt first = issued();
  const Receipt asked = ask_for_cancellation(session, first, *ask_cancellation(first, {0, {"多收一次"}}), writer);
  const auto code = [](const auto& answer) { return answer ? std::string("accepted") : answer.refusal().code; };
  EXPECT_EQ(code(ask_cancellation(asked, {0, {"再来"}})), "receipt.wrong_state");
  EXPECT_EQ(code(decide_cancellation(asked, {0, true, {"同意"}}, {OfficerId{7}, noon, rules})), "receipt.own_question");
  EXPECT_EQ(code(decide_cancellation(asked, {1, true, {"同意"}}, {OfficerId{8}, noon, rules})), "receipt.changed_meanwhile");
  const ReceiptSituation other{OfficerId{8}, noon, rules};
  const Receipt denied = deny_cancellation(session, asked, {{"金额无误"}}, {OfficerId{8}, noon, 1});
  EXPECT_EQ(denied.state, ReceiptState::issued);
  const Receipt again = ask_for_cancellation(session, denied, *ask_cancellation(denied, {0, {"客户退单"}}), writer);
  const auto entry = decide_cancellation(again, {0, true, {"同意"}}, other);
  const Receipt counter = cancel_receipt(session, again, **entry, {"同意"}, {OfficerId{8}, noon, 1});
  EXPECT_EQ(counter.total_fen, -first.total_fen);
  EXPECT_EQ(counter.sequence, first.sequence + 1);
  EXPECT_EQ(counter.cancels_number, number_text(first));
  EXPECT_EQ(load_receipt(session, first.id)->cancelled_by_id, counter.id);
  EXPECT_EQ(code(ask_cancellation(counter, {0, {"…"}})), "receipt.wrong_state");
  session.execute_script("SAVEPOINT trial");
  EXPECT_THROW(add_receipt(session, **entry, writer), db::Fault) << "a second counter-entry";
  session.execute_script("ROLLBACK TO trial; RELEASE trial");
  EXPECT_FALSE(runs(session, "UPDATE receipt SET receipt_state = 0 WHERE id = 1")) << "valid again";
  EXPECT_FALSE(inserts(session, {counter.id.value, 2, 2, "test", second_list_from.days, 2147483647, "元/次", 5'000'000'000, 0, today.days, -1000, -5'000})) << "more than was charged";
  for (const ReceiptId id : {first.id, counter.id}) EXPECT_EQ(verify_receipt(session, id), std::vector<std::string>{});
}

TEST_F(ChargeDatabase, Art_9_2_a_superseded_price_list_is_over) {
  const auto code = [&](const char* item, Date on) {
    const TriedCharges made = tried({{{item}, {"元/次"}, 1000, {}}}, CustomerClass::resident, on);
    return made.refused.empty() ? std::to_string(made.charges.front().line().number) : made.refused.front().second.code;
  };
  EXPECT_EQ(code("old", second_list_from.plus_days(-1)), "1");
  EXPECT_EQ(code("old", second_list_from), "charge.item_superseded");
  EXPECT_EQ(code("test", today), "2");
  EXPECT_EQ(code("ended", Date::of(2026, 9, 30)), "2");
  EXPECT_EQ(code("ended", Date::of(2026, 10, 1)), "charge.item_not_on_date");
  EXPECT_EQ(code("test", first_day.plus_days(-1)), "charge.no_price_list");
  EXPECT_EQ(tried({two_tests, {{"tea"}, {"元/次"}, 1000, {}}}).refused.front().second.field, "/lines/1/item");
}

TEST_F(ChargeDatabase, Art_9_2_by_plain_sql_a_late_fee_is_charged_for_counted_days_only) {
  const Date last_day = today.plus_days(-11);
  const Receipt receipt = issued({{{"late.resident"}, {"元/元·日"}, 0, {}, Arrear{10'000, last_day}}});
  EXPECT_EQ(receipt.total_fen, 100);
  EXPECT_EQ(verify_receipt(session, receipt.id), std::vector<std::string>{});
  const auto row = [](std::int64_t quantity, std::int64_t amount) {
    return Row{1, 2, 2, "late.resident", second_list_from.days, 2147483647, "元/元·日", 100'000, 0, today.days, quantity, amount};
  };
  EXPECT_FALSE(inserts(session, row(1'000'000, 100))) << "without what it was counted from";
  const auto with_arrear = [&](std::int64_t principal, Date day, std::int64_t days, const Row& line) {
    session.execute_script("SAVEPOINT arrear");
    bool done = runs(session, fmt::format("INSERT INTO charge_arrear VALUES (1, 2, {}, {}, {})", principal, day.days, days));
    if (done) {
      session.execute_script(fmt::format("INSERT INTO charge_arrear VALUES (1, 2, {}, {}, {})", principal, day.days, days));
      done = inserts(session, line);
    }
    session.execute_script("ROLLBACK TO arrear; RELEASE arrear");
    return done;
  };
  EXPECT_TRUE(with_arrear(10'000, last_day, 10, row(1'000'000, 100)));
  EXPECT_FALSE(with_arrear(10'000, last_day, 10, row(1'100'000, 110))) << "a day more than was counted";
  EXPECT_FALSE(with_arrear(10'000, last_day, 12, row(1'200'000, 120))) << "days that have not come";
  EXPECT_FALSE(with_arrear(10'000, last_day, 0, row(1'000'000, 100))) << "no day";
  EXPECT_FALSE(with_arrear(0, last_day, 10, row(1'000'000, 100))) << "nothing owed";
  for (const char* sql : {"UPDATE charge_arrear SET days = 11", "UPDATE charge_arrear SET principal_fen = 1", "DELETE FROM charge_arrear", "INSERT INTO charge_arrear VALUES (1, 1, 1, 1, 1)",
                          "REPLACE INTO charge_arrear SELECT receipt_id, line, principal_fen, last_day, 11 FROM charge_arrear"})
    EXPECT_FALSE(runs(session, sql)) << sql;
  // The trigger names the unit that the rulebook names.
  EXPECT_EQ(rules.late_fee->unit, "元/元·日");
  // Taken back like every charge.
  const Receipt asked = ask_for_cancellation(session, receipt, {{"多收"}}, writer);
  const auto entry = decide_cancellation(asked, {0, true, {"同意"}}, {OfficerId{8}, noon, rules});
  const Receipt counter = cancel_receipt(session, asked, **entry, {"同意"}, {OfficerId{8}, noon, 1});
  EXPECT_EQ(counter.total_fen, -100);
  EXPECT_EQ(verify_receipt(session, counter.id), std::vector<std::string>{});
  // What somebody invents for a corrected bill is no published item.
  EXPECT_EQ(tried({{{"bill_adjustment"}, {"元/次"}, 1000, {}}}).refused.front().second.code, "charge.item_not_published");
}

TEST_F(ChargeDatabase, Art_9_2_numbers_run_without_gaps_through_undone_work_and_into_the_new_year) {
  EXPECT_EQ(issued().sequence, 1);
  session.execute_script("SAVEPOINT crash");
  EXPECT_EQ(issued().sequence, 2);
  session.execute_script("ROLLBACK TO crash; RELEASE crash");
  EXPECT_EQ(issued().sequence, 2) << "what was undone used no number";
  const Date new_year = Date::of(2027, 1, 1);
  const Receipt next = add_receipt(session, fresh(tried({two_tests}, CustomerClass::resident, new_year).charges, CustomerClass::resident, new_year),
                                   {OfficerId{7}, at_local(new_year, 9 * 3600), 1});
  EXPECT_EQ(number_text(next), "2027-000001");
}

/// The rule and the database are of one mind about random rows.
TEST_F(ChargeDatabase, Art_9_2_rule_and_database_agree_on_random_charges) {
  issued();
  EXPECT_TRUE(rc::check([this] {
    const ChargeWish wish{{*rc::gen::element<std::string>("test", "old", "ended", "reliability", "tea")}, {*rc::gen::element<std::string>("元/次", "元/千伏安")},
                          *rc::gen::inRange<std::int64_t>(1, 4) * 1000, {}};
    const Date on = *rc::gen::element(first_day, second_list_from.plus_days(-1), second_list_from, Date::of(2026, 9, 30), Date::of(2026, 10, 1), today);
    const CustomerClass payer = *rc::gen::element(CustomerClass::resident, CustomerClass::high_voltage_double);
    const TriedCharges made = tried({wish}, payer, on);
    // The row as a forger would write it: the newest or the oldest row of that code, whatever the rule said.
    auto query = session.query("SELECT number, effective_from, effective_to, yuan_e8, unit FROM published_item WHERE code = ?1 ORDER BY number DESC LIMIT 1");
    query.bind(1, std::string_view(wish.item.value));
    Row row{2, 1, 9, wish.item.value, 0, 0, wish.unit.value, 1, static_cast<std::int64_t>(payer), on.days, wish.quantity_thousandths, 1};
    if (query.step()) row.number = query.integer(0), row.effective_from = query.integer(1), row.effective_to = query.integer(2), row.yuan_e8 = query.integer(3);
    if (!made.charges.empty()) {
      const ChargeLine& line = made.charges.front().line();
      row.number = line.number, row.effective_from = line.effective_from.days, row.yuan_e8 = line.yuan_e8;
      if (!line.effective_to) row.effective_to = 2147483647;
    }
    row.amount = charge_amount_fen(row.quantity, row.yuan_e8).value_or(1);
    session.execute_script("SAVEPOINT receipt_of_that_day");
    session.execute_script(fmt::format("INSERT INTO receipt VALUES (2, 1, 1, 2026, 1, 0, {}, {}, 0, {}, 7, 3, 'cash', {}, NULL, 'x', 'x', '{{}}')", today.days, on.days,
                                       static_cast<int>(payer), row.amount));
    const bool stored = inserts(session, row);
    session.execute_script("ROLLBACK TO receipt_of_that_day; RELEASE receipt_of_that_day");
    RC_ASSERT(stored == made.refused.empty());
  }));
}

TEST_F(ChargeDatabase, Art_9_2_an_attempt_is_on_record_and_supervision_is_told_once) {
  Rulebook rulebook;
  rulebook.closing.supervision_unit_code = "JCSJ";
  rulebook.charges = std::make_shared<ChargeRules>(rules);
  const auto unit = [](std::int64_t id, const char* code, std::int64_t head) {
    Unit made;
    made.id = UnitId{id}, made.code = code, made.head_id = OfficerId{head}, made.parent_id = UnitId{id == 1 ? 0 : 1};
    return made;
  };
  const auto officer = [](std::int64_t id, std::int64_t unit_id) {
    Officer made;
    made.id = OfficerId{id}, made.unit_id = UnitId{unit_id};
    return made;
  };
  const Organisation organisation({unit(1, "JU", 1), unit(2, "JCSJ", 5), unit(3, "YYT", 6)}, {officer(1, 1), officer(5, 2), officer(6, 3), officer(7, 3)});
  const auto attempt = [&](const char* item, Instant at, const std::string& source_number = "") {
    const AttemptedCharge tried{ReceiptOrigin::counter, OfficerId{7}, UnitId{3}, {{}, {"𠮷㛃"}, false, {}}, today, {{item}, {"元/次"}, 1000, {}}, source_number.empty() ? "" : "old", source_number};
    return record_attempt(session, attempt_of(tried, {"charge.item_not_published", "art.9(2)", "/item", {{"item", item}}}, at), rulebook, organisation);
  };
  const auto first = attempt("tea", noon), again = attempt("tea", noon.plus_seconds(60));
  EXPECT_EQ(again->first_id, first->id);
  EXPECT_EQ(count_unread_notices(session, OfficerId{5}), 1) << "told of the first only";
  EXPECT_EQ(attempt("coffee", noon)->first_id.value, 3);
  EXPECT_EQ(attempt("tea", noon.plus_seconds(60 * seconds_per_day))->first_id.value, 4) << "long after, it is a new one";
  EXPECT_EQ(count_unread_notices(session, OfficerId{5}), 3);
  EXPECT_EQ(count_unread_notices(session, OfficerId{6}), 0) << "nobody of his own line";
  const auto told = list_notices(session, OfficerId{5}, true, 0, 10);
  EXPECT_EQ(told.back().kind, NoticeKind::charge_refused);
  EXPECT_EQ(find_house_notice(session, told.back().journal_number)->text_en, " tried to charge “tea”, refused");
  EXPECT_TRUE(attempt("tea", noon, "A-1"));
  EXPECT_FALSE(attempt("tea", noon, "A-1")) << "the same row of a table imported again";
  const auto listed = list_attempts(session, {}, {}, 10);
  ASSERT_EQ(listed.size(), 5U);
  EXPECT_EQ(listed.back().repeats, 2);
  EXPECT_EQ(listed.back().attempt.refusal().values.front().second, "tea");
  EXPECT_EQ(list_attempts(session, {{}, {}, {}, {}, true}, {}, 10).size(), 2U);
  EXPECT_EQ(verify_attempt(session, first->id), std::vector<std::string>{});
  session.execute_script("UPDATE charge_attempt SET item = 'water' WHERE id = 1");
  EXPECT_EQ(verify_attempt(session, first->id).size(), 1U);
}

TEST_F(ChargeDatabase, Art_9_2_Art_9_3_what_is_stored_is_what_happened_and_a_changed_row_is_found) {
  const Receipt receipt = issued({two_tests, {{"test"}, {"元/次"}, 1000, 5'000}});
  EXPECT_EQ(load_receipt(session, receipt.id), receipt);
  EXPECT_EQ(receipt.total_fen, 15'000);
  EXPECT_EQ(find_receipt(session, {ReceiptOrigin::counter, 2026, 1}), receipt.id);
  EXPECT_EQ(list_receipts(session, {today, today, OfficerId{7}, {}, ReceiptState::issued, ReceiptOrigin::counter, "test"}, {}, 5).size(), 1U);
  EXPECT_EQ(list_receipts(session, {{}, {}, {}, {}, {}, {}, "old"}, {}, 5).size(), 0U);
  EXPECT_EQ(day_sums(session, today, DayGroup::item).front().amount_fen, 15'000);
  EXPECT_EQ(day_sums(session, today, DayGroup::officer).front().key, "7");
  EXPECT_EQ(day_numbers(session, today).last, 1);
  session.execute_script("UPDATE receipt SET state = replace(state, '赵大明', '钱大明')");
  EXPECT_EQ(verify_receipt(session, receipt.id).size(), 1U);

  const auto entered = enter_affiliate_charge({CustomerId{9}, AffiliateSide::charged_by, {"客户"}, today, {}, {"材料"}, {"元/米"}, 2000, 10}, {true, {}, UnitId{3}, noon});
  const AffiliateCharge charge = save_affiliate_charge(session, {}, *entered, writer);
  EXPECT_EQ(load_affiliate_charge(session, charge.id), charge);
  EXPECT_EQ(count_open_exceptions(session), 1);
  EXPECT_EQ(list_affiliate_charges(session, {CustomerId{9}, ExceptionState::opened, TariffComparison::without_item}, {}, 5).size(), 1U);
  EXPECT_EQ(verify_affiliate_charge(session, charge.id), std::vector<std::string>{});
  session.execute_script("UPDATE affiliate_charge SET exception_state = 3");
  EXPECT_EQ(verify_affiliate_charge(session, charge.id).size(), 1U);
}

}  // namespace
}  // namespace shouwen
