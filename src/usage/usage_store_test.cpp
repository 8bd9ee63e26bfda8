// Files read, rows kept, imports resumed, corrections and settled months proved by the journal.
#include "usage/usage_store.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <unistd.h>

#include <fstream>

#include "customers/customer_file_store.h"
#include "db/journal.h"
#include "db/temporary_database_test.h"
#include "usage/months_test.h"
#include "usage/unusual_run.h"
#include "usage/usage_import.h"

namespace shouwen {
namespace {

const Instant now = at_local(Date::of(2026, 10, 14), 36000);

class UsageStoreTest : public testing::Test {
 protected:
  UsageStoreTest() {
    auto opened = House::open(database.folder(), [] { return now; }, 2, database.uri());
    EXPECT_TRUE(opened);
    house = *std::move(opened);
    house->writer().run([&](db::Session& session) {
      for (const char* account : {"0510000001", "0510000002", "0510000003", "GY-0510A", "GY-0510B"})
        EXPECT_TRUE(add_customer(session, file_of({{}, account, "某厂", "", "", Area::urban, {}, "工业", "", false, {}}), "登记", {OfficerId{7}, now, 1, {}}));
    });
  }
  std::filesystem::path file(const std::string& text) {
    const auto path = database.folder() / "use.csv";
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  UsageImportReport import(const std::string& text, ImportMode mode = ImportMode::run) {
    const auto report = import_usage(*house, {file(text), "use.csv", OfficerId{7}, mode}, {});
    EXPECT_TRUE(report) << report.refusal().code;
    return *report;
  }
  std::string refusal(const std::string& text) {
    const auto report = import_usage(*house, {file(text), "use.csv", OfficerId{7}}, {});
    return report ? "" : report.refusal().code;
  }
  MonthlySeries use(std::int64_t customer) { return load_usage(*house->readers().borrow(), CustomerId{customer}, 60); }
  std::vector<std::string> verify() { return verify_usage(*house->readers().borrow()); }

  db::TemporaryDatabase database;
  std::unique_ptr<House> house;
};

TEST_F(UsageStoreTest, Art_11_6_3_a_wide_table) {
  const auto report = import("户号,户名,2026-01,2026年2月,202603\n0510000001,甲厂,100.5,0,\n０５１０００００２,乙厂,１００,200,300\n0510000002,乙厂,１００,200,300\n");
  EXPECT_EQ(report.import.rows, 3);
  EXPECT_EQ(report.import.added, 5);
  EXPECT_EQ(report.import.refused, 1) << "one digit short";
  ASSERT_EQ(report.mistakes.size(), 1U);
  EXPECT_EQ(report.mistakes[0].line, 3);
  EXPECT_EQ(report.mistakes[0].refusal.code, "usage.account_unknown");
  EXPECT_EQ(use(1), (MonthlySeries{{Month{202601}, 100500}, {Month{202602}, 0}})) << "empty is not known, 0 is zero";
  EXPECT_EQ(use(2)[2].total_wh, 300000);
  EXPECT_EQ(verify(), std::vector<std::string>{});
}

TEST_F(UsageStoreTest, Art_11_6_3_letters_of_an_account_number_tell_customers_apart_and_full_width_is_folded) {
  EXPECT_EQ(import("户号,202601\nGY-0510A,1\nＧＹ－０５１０Ｂ,2\n").import.added, 2);
  EXPECT_EQ(use(4), (MonthlySeries{{Month{202601}, 1000}}));
  EXPECT_EQ(use(5), (MonthlySeries{{Month{202601}, 2000}}));
  EXPECT_EQ(import("户号,202602\nX0510000001,1\n").mistakes[0].refusal.code, "usage.account_unknown") << "another account than 0510000001";
}

TEST_F(UsageStoreTest, Art_11_6_3_a_long_table_with_periods_in_gb18030) {
  // 户号,月份,电量,峰电量,平电量,谷电量,无功电量,最大需量 as a Chinese spreadsheet saves it.
  const std::string heading = "\xbb\xa7\xba\xc5,\xd4\xc2\xb7\xdd,\xb5\xe7\xc1\xbf,\xb7\xe5\xb5\xe7\xc1\xbf,\xc6\xbd\xb5\xe7\xc1\xbf,\xb9\xc8\xb5\xe7\xc1\xbf,\xce\xde\xb9\xa6\xb5\xe7\xc1\xbf,\xd7\xee\xb4\xf3\xd0\xe8\xc1\xbf\r\n";
  const auto report = import(heading + "0510000001,202601,1000,400,300,300,500,12.5\r\n\"0510000001\",2026/2,\"900\",,,,,\r\n");
  EXPECT_EQ(report.import.added, 2);
  const MonthlyUse full{Month{202601}, 1'000'000, {}, 400'000, 300'000, 300'000, 500'000, 12'500};
  EXPECT_EQ(use(1), (MonthlySeries{full, {Month{202602}, 900'000}}));
  EXPECT_EQ(verify(), std::vector<std::string>{});
}

TEST_F(UsageStoreTest, Art_11_6_3_every_mistake_has_its_line_and_refuses_the_whole_line) {
  struct Row { const char* line; const char* code; };
  for (const Row& row : {Row{"0510000001,202601,-5", "usage.negative"}, Row{"0510000001,202601,many", "usage.not_a_number"}, Row{"0510000001,202613,5", "usage.month_impossible"},
                         Row{"0510000001,202611,5", "usage.month_impossible"}, Row{"0510000001,,5", "usage.month_impossible"}, Row{"0510000001,202601,", "usage.no_total"},
                         Row{"9,202601,5", "usage.account_unknown"}, Row{",202601,5", "usage.account_missing"}, Row{"0510000001,202601,1e9", "usage.not_a_number"},
                         Row{"0510000001,202601,99999999999999999999", "usage.too_large"}, Row{"0510000001,202601,1,6", "usage.periods_exceed_total"},
                         Row{"0510000001,202601,1,234,5", "usage.too_many_cells"}}) {
    SCOPED_TRACE(row.line);
    const auto report = import(std::string("account_number,month,kwh,peak_kwh\n\n") + row.line + "\n");
    ASSERT_EQ(report.mistakes.size(), 1U);
    EXPECT_EQ(report.mistakes[0].refusal.code, row.code);
    EXPECT_EQ(report.mistakes[0].line, 3);
  }
  EXPECT_TRUE(use(1).empty());
  const auto wide = import("account,202601,202602\n0510000003,5,-1\n");
  EXPECT_EQ(wide.import.added, 0);
  EXPECT_TRUE(use(3).empty()) << "nothing of a refused line";
}

TEST_F(UsageStoreTest, headings_that_make_no_table_are_refused) {
  EXPECT_EQ(refusal(""), "import.no_rows");
  EXPECT_EQ(refusal("name,202601\n"), "usage.no_account_column");
  EXPECT_EQ(refusal("account,kwh\n"), "usage.no_value_column");
  EXPECT_EQ(refusal("account,202601,2026-01\n"), "usage.month_twice");
  EXPECT_EQ(refusal("account,202612\n"), "usage.month_impossible");
  EXPECT_EQ(refusal("\xff\xfe" "a"), "import.bad_encoding");
  EXPECT_EQ(import_usage(*house, {"/nowhere", "", {}}, {}).refusal().code, "import.file_missing");
}

TEST_F(UsageStoreTest, Art_11_6_3_a_month_twice_and_a_month_that_stands_otherwise) {
  const auto twice = import("account,month,kwh\n0510000001,202601,5\n0510000001,202601,5\n");
  ASSERT_EQ(twice.mistakes.size(), 1U);
  EXPECT_EQ(twice.mistakes[0].refusal.code, "usage.month_twice");
  EXPECT_EQ(twice.mistakes[0].line, 3);
  const auto again = import("account,202601,202602\n0510000001,5,6\n0510000002,7,8\n");
  EXPECT_EQ(again.import.there_already, 1);
  EXPECT_EQ(again.import.added, 3);
  const auto other = import("account,202601,202603\n0510000001,6,7\n");
  ASSERT_EQ(other.mistakes.size(), 1U);
  EXPECT_EQ(other.mistakes[0].refusal.code, "usage.differs");
  EXPECT_EQ(use(1).size(), 2U);
  EXPECT_EQ(verify(), std::vector<std::string>{});
}

TEST_F(UsageStoreTest, byte_order_mark_carriage_returns_blank_lines_and_no_last_line_end) {
  const auto report = import("\xef\xbb\xbf户号;202601;202602\r\n\r\n\"0510000001\";\"5\";6\r\n0510000002;7;8;;");
  EXPECT_EQ(report.import.added, 4);
  EXPECT_EQ(report.import.rows, 2);
  EXPECT_EQ(use(2)[1].total_wh, 8000);
}

TEST_F(UsageStoreTest, a_dry_run_leaves_nothing) {
  const auto report = import("account,202601,202602\n0510000001,5,6\n9,1,1\n", ImportMode::dry_run);
  EXPECT_EQ(report.import.added, 2);
  EXPECT_EQ(report.mistakes.size(), 1U);
  EXPECT_TRUE(use(1).empty());
  EXPECT_EQ(verify(), std::vector<std::string>{});
}

TEST_F(UsageStoreTest, an_interrupted_import_goes_on_where_it_stands) {
  std::string text = "account,month,kwh\n";
  for (int i = 0; i < 5000; ++i) text += i % 2 == 0 ? "0510000001," + std::to_string(Month{199001}.plus(i / 20).value) + "," + std::to_string(i) + "\n" : "bad\n";
  struct Stop {};
  const auto path = file(text);
  EXPECT_THROW((void)import_usage(*house, {path, "use.csv", OfficerId{7}}, [](std::int64_t) { throw Stop{}; }), Stop);
  EXPECT_EQ(verify(), std::vector<std::string>{}) << "what is there without its event stands in the import's row";
  const auto report = import_usage(*house, {path, "use.csv", OfficerId{7}}, {});
  ASSERT_TRUE(report);
  EXPECT_GT(report->resumed_at_line, 1);
  EXPECT_EQ(report->import.rows, 5000);
  EXPECT_EQ(report->import.added, 250);
  EXPECT_EQ(report->import.refused, 4750);
  EXPECT_EQ(verify(), std::vector<std::string>{});
}

TEST_F(UsageStoreTest, Art_11_6_3_a_correction_is_an_event_with_before_and_after) {
  import("account,202601\n0510000001,5\n");
  house->writer().run([&](db::Session& session) {
    const UsageCorrection correction{CustomerId{1}, {Month{202601}, 7000}, "换表", OfficerId{9}};
    EXPECT_TRUE(correct_usage(session, correction, now));
    EXPECT_EQ(correct_usage(session, correction, now).refusal().code, "usage.unchanged");
    EXPECT_EQ(correct_usage(session, {CustomerId{1}, {Month{202601}, -1}, "", {}}, now).refusal().code, "usage.negative");
    EXPECT_EQ(correct_usage(session, {CustomerId{1}, {Month{202611}, 1}, "", {}}, now).refusal().code, "usage.month_impossible");
    EXPECT_EQ(correct_usage(session, {CustomerId{1}, {Month{202601}, 1, {}, 9'000}, "", {}}, now).refusal().code, "usage.periods_exceed_total");
    EXPECT_EQ(correct_usage(session, {CustomerId{1}, {Month{202601}, std::int64_t{1} << 60}, "", {}}, now).refusal().code, "usage.too_large");
    EXPECT_TRUE(correct_usage(session, {CustomerId{2}, {Month{202602}, 1}, "补录", OfficerId{9}}, now));
    const auto events = db::read_stream(session, "usage/1");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_NE(events[0].payload.find(R"("before":{"month":202601,"total_wh":5000)"), std::string::npos) << events[0].payload;
    EXPECT_NE(events[0].payload.find(R"("after":{"month":202601,"total_wh":7000)"), std::string::npos);
  });
  EXPECT_EQ(verify(), std::vector<std::string>{});
  house->writer().run([](db::Session& session) { session.run("UPDATE monthly_use SET total_wh = 1 WHERE customer_id = 1"); });
  EXPECT_EQ(verify().size(), 1U) << "a row changed behind the journal's back";
}

TEST_F(UsageStoreTest, Art_11_6_3_unusual_months_are_kept_once_and_settled_once) {
  house->writer().run([&](db::Session& session) {
    const std::vector<UnusualUse> found{{Month{202609}, UnusualKind::drop, 100, 40, -600, 70, 24, {}}};
    EXPECT_EQ(keep_unusual(session, CustomerId{1}, found, now), 1);
    EXPECT_EQ(keep_unusual(session, CustomerId{1}, found, now.plus_seconds(60)), 0);
    EXPECT_EQ(open_unusual(session, 10).size(), 1U);
    EXPECT_TRUE(settle_unusual(session, {CustomerId{1}, Month{202609}, "drop", "停产检修", OfficerId{3}}, now));
    EXPECT_EQ(settle_unusual(session, {CustomerId{1}, Month{202609}, "drop", "再次", OfficerId{3}}, now).refusal().code, "unusual_use.settled_already");
    EXPECT_EQ(settle_unusual(session, {CustomerId{1}, Month{202608}, "drop", "无", OfficerId{3}}, now).refusal().code, "unusual_use.unknown");
    EXPECT_TRUE(open_unusual(session, 10).empty());
    EXPECT_EQ(unusual_of(session, CustomerId{1})[0].settled_how, "停产检修");
  });
  EXPECT_EQ(verify(), std::vector<std::string>{});
  house->writer().run([](db::Session& session) { session.run("UPDATE unusual_use SET settled_how = '没有的事'"); });
  EXPECT_EQ(verify().size(), 1U);
}

TEST_F(UsageStoreTest, Art_11_6_3_the_monthly_look_at_key_customers) {
  std::string text = "account,month,kwh\n";
  for (int i = 0; i < 36; ++i) {
    const Month month = Month{202310}.plus(i);
    for (const int customer : {1, 2}) text += fmt::format("051000000{},{},{:.0f}\n", customer, month.value, 1000 * summer(month) * (customer == 1 && i == 35 ? 0.2 : 1));
  }
  import(text);
  const std::vector<CustomerId> watched{CustomerId{1}, CustomerId{2}, CustomerId{3}};
  const UnusualRunReport first = look_for_unusual(*house, watched, Month{202609}, example_rules().unusual);
  EXPECT_EQ(first.customers, 3);
  EXPECT_EQ(first.without_month, 1);
  EXPECT_EQ(first.added, 1);
  EXPECT_EQ(look_for_unusual(*house, watched, Month{202609}, example_rules().unusual).added, 0) << "found once";
  EXPECT_EQ(look_for_unusual(*house, watched, Month{202608}, example_rules().unusual).found, 0) << "a past month sees nothing later";
  const auto open = open_unusual(*house->readers().borrow(), 10);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].customer_id, CustomerId{1});
  EXPECT_EQ(open[0].kind, "drop");
  EXPECT_EQ(look_at_watched_customers(*house).customers, 0) << "no rulebook says whom";
}

RC_GTEST_PROP(UsageFileProperty, any_bytes_are_read_to_their_end_with_every_line_counted, ()) {
  const auto body = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789,\";\n\r -.xe\xbb\xa7\xe6")));
  const auto path = std::filesystem::temp_directory_path() / ("shouwen_usage_" + std::to_string(::getpid()));
  std::ofstream(path, std::ios::binary) << "account,202601,202602\n" << body;
  auto file = UsageFile::open(path, Month{202610});
  RC_ASSERT(static_cast<bool>(file));
  std::int64_t rows = 0, understood = 0;
  for (UsagePiece piece = (*file).next(3); piece.rows > 0; piece = (*file).next(3)) {
    rows += piece.rows;
    understood += static_cast<std::int64_t>(piece.lines.size() + piece.mistakes.size());
    for (const UsageLine& line : piece.lines)
      for (const MonthlyUse& use : line.months) RC_ASSERT(use.total_wh >= 0);
  }
  RC_ASSERT(rows == understood);
  std::filesystem::remove(path);
}

TEST_F(UsageStoreTest, who_uses_much) {
  import("account,202510,202511,202609\n0510000001,900,1,1\n0510000002,0,3,4\n0510000003,0,1,1\n");
  const auto session = house->readers().borrow();
  EXPECT_EQ(customers_using(*session, Month{202610}, 7000), (std::vector<CustomerId>{CustomerId{2}}));
  EXPECT_EQ(customers_using(*session, Month{202609}, 7000), (std::vector<CustomerId>{CustomerId{1}, CustomerId{2}}));
}

}  // namespace
}  // namespace shouwen
