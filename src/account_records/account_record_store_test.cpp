// Records kept, brought again, corrected; the journal proves every row.
#include "account_records/account_record_store.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

const Instant now = at_local(Date::of(2026, 10, 14), 36000);
const CustomerId customer{7};

class AccountRecordStore : public testing::Test {
 protected:
  template <class Record>
  std::string import(std::int64_t import_id, const std::vector<Record>& records) {
    std::vector<OwnedRecord<Record>> owned;
    for (const Record& record : records) owned.push_back({customer, record});
    std::string told;
    for (const Result<ImportOutcome>& outcome : import_records(session, owned, {import_id, OfficerId{3}, now}))
      told += outcome ? *outcome == ImportOutcome::added ? "+" : *outcome == ImportOutcome::changed ? "~" : "=" : "!" + outcome.refusal().code.substr(15);
    EXPECT_EQ(verify_account_records(session), std::vector<std::string>{});
    return told;
  }
  template <class Record>
  std::string correct(std::int64_t key, const std::optional<Record>& after) {
    const Verdict done = correct_record(session, RecordCorrection<Record>{customer, key, after, "抄核系统更正", OfficerId{4}}, now);
    EXPECT_EQ(verify_account_records(session), std::vector<std::string>{});
    return done ? "" : done.refusal().code;
  }
  static BillRecord bill(std::int64_t month, std::int64_t amount_fen, std::int64_t paid_fen = 0) {
    BillRecord record;
    record.month = month;
    record.amount_fen = amount_fen;
    record.paid_fen = paid_fen;
    return record;
  }

  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
};

TEST_F(AccountRecordStore, Art_11_6_3_a_month_twice_is_refused_and_what_stands_is_changed_only_by_payments) {
  EXPECT_EQ(import<BillRecord>(1, {bill(202608, 100), bill(202609, 200), bill(202608, 100)}), "++!twice");
  EXPECT_EQ(import<BillRecord>(2, {bill(202608, 100), bill(202609, 200, 150), bill(202610, 300)}), "=~+") << "brought again, paid meanwhile, new";
  EXPECT_EQ(import<BillRecord>(3, {bill(202609, 200, 100)}), "!differs") << "less was paid than before";
  EXPECT_EQ(import<BillRecord>(4, {bill(202608, 101)}), "!differs");
  const auto bills = load_records<BillRecord>(session, customer, 0, 10);
  ASSERT_EQ(bills.size(), 3u);
  EXPECT_EQ(bills[1], bill(202609, 200, 150));
  EXPECT_EQ(load_records<BillRecord>(session, customer, 202609, 1).front().month, 202610) << "newest first, as many as asked for";
  EXPECT_TRUE(load_records<BillRecord>(session, CustomerId{8}, 0, 10).empty());
}

TEST_F(AccountRecordStore, Art_11_6_3_an_outage_that_ended_meanwhile_and_arrears_of_a_day) {
  const OutageRecord open{now.plus_seconds(-3600), {}, OutageKind::unplanned, {"雷击"}, {"TD-1"}};
  OutageRecord over = open;
  over.to_at = now;
  EXPECT_EQ(import<OutageRecord>(1, {open}), "+");
  EXPECT_EQ(import<OutageRecord>(2, {over}), "~");
  EXPECT_EQ(import<OutageRecord>(3, {open}), "!differs");
  const ArrearsRecord owed{Date::of(2026, 10, 10), 500, Date::of(2026, 9, 25), 1, {}, {}};
  ArrearsRecord other = owed;
  other.amount_fen = 600;
  EXPECT_EQ(import<ArrearsRecord>(4, {owed, owed}), "+!twice");
  EXPECT_EQ(import<ArrearsRecord>(5, {owed, other}), "=!differs");
}

TEST_F(AccountRecordStore, Art_11_6_3_a_correction_keeps_before_after_who_and_why) {
  ASSERT_EQ(import<BillRecord>(1, {bill(202609, 200)}), "+");
  EXPECT_EQ(correct<BillRecord>(202609, bill(202609, 200)), "account_record.unchanged");
  EXPECT_EQ(correct<BillRecord>(202609, bill(202608, 200)), "account_record.other_key");
  EXPECT_EQ(correct<BillRecord>(202609, bill(202609, -1)), "account_record.negative");
  EXPECT_EQ(correct<BillRecord>(202609, bill(202609, 250)), "");
  EXPECT_EQ(correct<BillRecord>(202608, bill(202608, 90)), "") << "a month no import brought";
  EXPECT_EQ(correct<BillRecord>(202609, std::nullopt), "") << "never his";
  EXPECT_EQ(correct<BillRecord>(202609, std::nullopt), "account_record.unknown");
  const auto corrections = record_corrections(session, customer);
  ASSERT_EQ(corrections.size(), 3u);
  EXPECT_EQ(corrections[0].after, "");
  EXPECT_NE(corrections[0].before.find("250"), std::string::npos);
  EXPECT_EQ(corrections[2].officer_id, OfficerId{4});
  EXPECT_EQ(corrections[2].reason, "抄核系统更正");
  EXPECT_EQ(corrections[2].kind, "bill_corrected");
}

TEST_F(AccountRecordStore, Art_4_a_row_changed_behind_the_journals_back_is_found) {
  ASSERT_EQ(import<BillRecord>(1, {bill(202609, 200)}), "+");
  ASSERT_EQ(import<ArrearsRecord>(2, {{Date::of(2026, 10, 1), 5, {}, {}, {}, {}}}), "+");
  session.run("UPDATE bill_record SET amount_fen = 100");
  EXPECT_EQ(verify_account_records(session).size(), 1u);
  session.run("DELETE FROM arrears_record");
  EXPECT_EQ(verify_account_records(session).size(), 2u);
}

RC_GTEST_PROP(AccountRecordProperty, Art_11_6_3_whatever_is_imported_in_whatever_order_the_journal_proves_it, ()) {
  // One for all runs: what earlier ones brought stands already.
  static db::TemporaryDatabase database;
  static db::Session session(database.file(), db::OpenMode::read_write_create);
  static std::int64_t import_id = 0;
  const auto imports = *rc::gen::inRange(1, 6);
  for (int i = 1; i <= imports; ++i) {
    std::vector<OwnedRecord<BillRecord>> owned;
    for (const int month : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 13))) {
      BillRecord record;
      record.month = 202500 + month;
      record.amount_fen = 100 * *rc::gen::inRange(1, 3);
      record.paid_fen = *rc::gen::inRange(0, 100);
      owned.push_back({CustomerId{*rc::gen::inRange<std::int64_t>(1, 3)}, record});
    }
    import_records(session, owned, {++import_id, OfficerId{3}, now});
  }
  RC_ASSERT(verify_account_records(session).empty());
}

}  // namespace
}  // namespace shouwen
