// Days imported, filled, corrected and proved by the journal; who uses much by the plan of the query.
#include "usage/interval_store.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "customers/customer_file_store.h"
#include "customers/customer_store.h"
#include "db/journal.h"
#include "db/temporary_database_test.h"
#include "usage/usage_import.h"

namespace shouwen {
namespace {

const Instant now = at_local(Date::of(2026, 10, 14), 36000);
const Date monday = Date::of(2026, 9, 14);

class IntervalStoreTest : public testing::Test {
 protected:
  IntervalStoreTest() {
    auto opened = House::open(database.folder(), [] { return now; }, 2, database.uri());
    EXPECT_TRUE(opened);
    house = *std::move(opened);
    house->writer().run([&](db::Session& session) {
      int meter = 0;
      for (const char* account : {"0510000001", "0510000002", "0510000003"})
        EXPECT_TRUE(add_customer(session, file_of({{}, account, "某厂", "", "", Area::urban, {}, "工业", "NMI" + std::to_string(++meter), false, {}}), "登记", {OfficerId{7}, now, 1, {}}));
    });
  }
  Result<UsageImportReport> try_import(const std::string& text, ImportMode mode = ImportMode::run) {
    const auto path = database.folder() / "use.csv";
    std::ofstream(path, std::ios::binary) << text;
    return import_usage(*house, {path, "use.csv", OfficerId{7}, mode}, {});
  }
  UsageImportReport import(const std::string& text, ImportMode mode = ImportMode::run) {
    const auto report = try_import(text, mode);
    EXPECT_TRUE(report) << report.refusal().code;
    return *report;
  }
  std::vector<IntervalDay> days(std::int64_t customer) { return load_days(*house->readers().borrow(), CustomerId{customer}, Date{}, Date::of(2100, 1, 1)); }
  std::vector<std::string> verify() { return verify_interval_use(*house->readers().borrow()); }

  db::TemporaryDatabase database;
  std::unique_ptr<House> house;
};

std::string hours(const std::string& account, const std::string& day, int from = 0, int to = 24, const char* value = "2") {
  std::string out;
  for (int hour = from; hour < to; ++hour) out += fmt::format("{},{} {:02}:00,{}\n", account, day, hour, value);
  return out;
}
const std::string heading = "account,time,kwh\n";

TEST_F(IntervalStoreTest, Art_11_6_3_days_are_kept_filled_and_never_changed_by_a_file) {
  const auto report = import(heading + hours("0510000001", "2026-09-14") + hours("NMI2", "2026-09-14", 0, 20) + hours("9", "2026-09-14"));
  EXPECT_EQ(report.import.form, "interval_long");
  EXPECT_EQ(report.import.added, 2);
  ASSERT_EQ(report.mistakes.size(), 1U);
  EXPECT_EQ(report.mistakes[0].refusal.code, "usage.account_unknown");
  EXPECT_EQ(days(2).at(0).missing(), 4) << "found by his meter's number";
  EXPECT_EQ(verify(), std::vector<std::string>{});
  EXPECT_EQ(import(heading + hours("0510000001", "2026-09-14")).import.there_already, 1);
  EXPECT_EQ(import(heading + hours("0510000002", "2026-09-14", 18, 24)).import.added, 1);
  EXPECT_EQ(days(2).at(0).missing(), 0) << "what came later fills the gap";
  const auto other = import(heading + hours("0510000002", "2026-09-14", 0, 24, "3"));
  ASSERT_EQ(other.mistakes.size(), 1U);
  EXPECT_EQ(other.mistakes[0].refusal.code, "interval.differs");
  EXPECT_EQ(days(2).at(0).total_wh(), 48'000);
  EXPECT_EQ(verify(), std::vector<std::string>{});
  const auto range = interval_range(*house->readers().borrow(), CustomerId{2});
  ASSERT_TRUE(range);
  EXPECT_EQ(range->from, monday);
  EXPECT_FALSE(interval_range(*house->readers().borrow(), CustomerId{3}));
}

TEST_F(IntervalStoreTest, Art_11_6_3_a_day_twice_in_a_file_is_refused) {
  const auto report = import(heading + hours("0510000001", "2026-09-14", 0, 12) + hours("0510000002", "2026-09-14") + hours("0510000001", "2026-09-14", 12, 24));
  ASSERT_EQ(report.mistakes.size(), 1U);
  EXPECT_EQ(report.mistakes[0].refusal.code, "interval.day_twice");
  EXPECT_EQ(report.mistakes[0].line, 38);
  EXPECT_EQ(verify(), std::vector<std::string>{});
}

TEST_F(IntervalStoreTest, an_interrupted_import_of_days_goes_on_and_a_trial_leaves_nothing) {
  std::string text = heading;
  for (int day = 0; day < 300; ++day) text += hours("0510000001", to_iso(Date::of(2025, 1, 1).plus_days(day)));
  EXPECT_EQ(import(text, ImportMode::dry_run).import.added, 300);
  EXPECT_TRUE(days(1).empty());
  struct Stop {};
  const auto path = database.folder() / "use.csv";
  EXPECT_THROW((void)import_usage(*house, {path, "use.csv", OfficerId{7}}, [](std::int64_t) { throw Stop{}; }), Stop);
  EXPECT_EQ(verify(), std::vector<std::string>{}) << "what is there without its event stands in the import's row";
  const auto report = import(text);
  EXPECT_GT(report.resumed_at_line, 1);
  EXPECT_EQ(report.import.added, 300);
  EXPECT_EQ(report.import.rows, 300 * 24);
  EXPECT_EQ(verify(), std::vector<std::string>{});
}

TEST_F(IntervalStoreTest, Art_11_6_3_a_correction_of_intervals_is_an_event_with_before_and_after) {
  import(heading + hours("0510000001", "2026-09-14"));
  house->writer().run([&](db::Session& session) {
    const DayCorrection correction{CustomerId{1}, monday, 60, {{8 * 60, {5000, false}}, {9 * 60, {}}}, "换表", OfficerId{9}};
    EXPECT_TRUE(correct_interval_use(session, correction, now));
    EXPECT_EQ(correct_interval_use(session, correction, now).refusal().code, "usage.unchanged");
    EXPECT_TRUE(correct_interval_use(session, {CustomerId{3}, monday, 15, {{0, {1, true}}}, "补录", OfficerId{9}}, now));
    const auto events = db::read_stream(session, "usage/1");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_NE(events[0].payload.find(R"({"time":"08:00","before_wh":2000,"after_wh":5000,"estimated":false})"), std::string::npos) << events[0].payload;
    EXPECT_NE(events[0].payload.find(R"({"time":"09:00","before_wh":2000,"estimated":false})"), std::string::npos) << events[0].payload;
  });
  EXPECT_EQ(days(1).at(0).missing(), 1);
  EXPECT_EQ(verify(), std::vector<std::string>{});
  house->writer().run([](db::Session& session) { session.run("UPDATE interval_use SET total_wh = 1 WHERE customer_id = 1"); });
  EXPECT_EQ(verify().size(), 1U) << "a row that does not hold together";
  house->writer().run([](db::Session& session) { session.run("DELETE FROM interval_use WHERE customer_id = 3"); });
  EXPECT_EQ(verify().size(), 2U) << "a row taken away behind the journal's back";
}

TEST_F(IntervalStoreTest, who_uses_much_is_found_by_the_index_of_large_months) {
  std::string text = "account,202601,202602,202603\n0510000001,90000,20000,20000\n0510000002,30000,40000,50000\n0510000003,300,300,300\n";
  const auto path = database.folder() / "months.csv";
  std::ofstream(path, std::ios::binary) << text;
  ASSERT_TRUE(import_usage(*house, {path, "months.csv", OfficerId{7}}, {}));
  const auto session = house->readers().borrow();
  EXPECT_EQ(customers_using(*session, Month{202609}, 130'000'000), (std::vector<CustomerId>{CustomerId{1}}));
  EXPECT_EQ(customers_using(*session, Month{202609}, 120'000'000), (std::vector<CustomerId>{CustomerId{1}, CustomerId{2}}));
  EXPECT_EQ(customers_using(*session, Month{202609}, 900'000), (std::vector<CustomerId>{CustomerId{1}, CustomerId{2}, CustomerId{3}})) << "below what the index holds: by all months";
  EXPECT_TRUE(customers_using(*session, Month{202512}, 120'000'000).empty());
  auto plan = session->query(std::string("EXPLAIN QUERY PLAN ") + customers_using_sql(120'000'000));
  std::string steps;
  while (plan.step()) steps += std::string(plan.text(3)) + "\n";
  EXPECT_NE(steps.find("monthly_use_large"), std::string::npos) << steps;
  EXPECT_EQ(steps.find("SCAN monthly_use"), std::string::npos) << steps;
}

TEST_F(IntervalStoreTest, Art_11_6_2_peers_are_of_the_trade_and_nearest_in_capacity) {
  house->writer().run([&](db::Session& session) {
    for (int i = 0; i < 30; ++i) {
      CustomerFile file = file_of({{}, fmt::format("06{:08}", i), "某厂", "", "", Area::urban, {}, "工业", "", false, {}});
      file.trade = Line<0, 60>{i < 20 ? "纺织" : "食品加工"};
      file.contracted_capacity_kva = (i + 1) * 100;
      EXPECT_TRUE(add_customer(session, file, "登记", {OfficerId{7}, now, 1, {}}));
    }
  });
  const auto session = house->readers().borrow();
  const auto id = [&](int i) { return *find_customer_by_account(*session, fmt::format("06{:08}", i)); };
  const auto capacities = [&](int i, std::int64_t most) {
    std::vector<std::int64_t> found;
    for (const Peer& peer : peers_of(*session, id(i), most).customers) found.push_back(peer.contracted_capacity_kva);
    return found;
  };
  EXPECT_EQ(capacities(10, 4), (std::vector<std::int64_t>{1000, 900, 1200, 1300}));
  EXPECT_EQ(capacities(0, 4), (std::vector<std::int64_t>{200, 300, 400, 500})) << "nobody is smaller";
  EXPECT_EQ(capacities(19, 4), (std::vector<std::int64_t>{1900, 1800, 1700, 1600})) << "nobody of the trade is larger";
  EXPECT_EQ(peers_of(*session, id(25), 200).customers.size(), 9U);
  EXPECT_TRUE(peers_of(*session, CustomerId{1}, 200).named.empty());
  house->writer().run([&](db::Session& writing) { writing.run("UPDATE customer SET trade = '别的' WHERE id = ?1", id(3)); });
  EXPECT_EQ(verify_customer(*session, id(3)).size(), 1U) << "the column is proved by the file";
}

}  // namespace
}  // namespace shouwen
