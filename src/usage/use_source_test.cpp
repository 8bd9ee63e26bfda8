// Files of use read, previewed, written, cancelled and gone on with; refused lines as they stand in the file.
#include "usage/use_source.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/text.h"
#include "customers/customer_file_store.h"
#include "db/journal.h"
#include "db/temporary_database_test.h"
#include "usage/interval_store.h"
#include "usage/usage_import.h"

namespace shouwen {
namespace {

const Instant now = at_local(Date::of(2026, 10, 14), 36000);

class UseSourceTest : public testing::Test {
 protected:
  UseSourceTest() {
    auto opened = House::open(database.folder(), [] { return now; }, 2, database.uri());
    EXPECT_TRUE(opened);
    house = *std::move(opened);
    house->writer().run([&](db::Session& session) {
      for (const char* account : {"0510000001", "0510000002"})
        EXPECT_TRUE(add_customer(session, file_of({{}, account, "某厂", "", "", Area::urban, {}, "工业", "", false, {}}), "登记", {OfficerId{7}, now, 1, {}}));
    });
  }
  std::filesystem::path file(const std::string& text) {
    const auto path = database.folder() / "use.csv";
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::unique_ptr<UseSource> open(const std::string& text, const UseReading& reading = {}) {
    auto source = open_use_source(file(text), reading, Date::of(2026, 10, 14));
    EXPECT_TRUE(source) << source.refusal().code;
    return *std::move(source);
  }
  std::unique_ptr<UseBatch> batch(UseSource& source, std::size_t rows = 100) { return source.next(*house->readers().borrow(), rows); }
  void write(UseBatch& written, const UsageImport& before) {
    house->writer().run([&](db::Session& session) { write_batch(session, written, before); });
  }
  UsageImport begun(const std::string& hash) {
    UsageImport import;
    house->writer().run([&](db::Session& session) { import = go_on_or_begin(session, {0, hash, "use.csv", "months", false, OfficerId{7}, now, 0, 0, 0, 0, 0, 0, {}}); });
    return import;
  }
  db::TemporaryDatabase database;
  std::unique_ptr<House> house;
};

std::string told(const std::vector<RefusedLine>& lines) {
  std::string text;
  for (const RefusedLine& line : lines) {
    text += std::to_string(line.line) + " " + line.refusal.code;
    for (const std::string& cell : line.cells) text += "|" + cell;
    text += "\n";
  }
  return text;
}

TEST_F(UseSourceTest, Art_11_6_3_a_foreign_table_in_megawatt_hours_is_read_by_its_mapping) {
  const UseReading reading{UseKind::months, UseMapping{{{"account_number", "客户编码"}, {"month", "时间"}, {"total_kwh", "用量"}, {"max_demand_kw", "需量"}}, "", EnergyUnit::mwh}};
  const auto source = open("客户编码,时间,用量,需量,电量\n0510000001,2026-08,12.3456,42,999\n", reading);
  const auto read = batch(*source);
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->preview(0).values, (std::vector<std::string>{"0510000001", "2026-08", "12345.6", "", "", "", "", "", "42"}));
  EXPECT_EQ(source->labels().size(), read->preview(0).values.size());
}

TEST_F(UseSourceTest, Art_11_6_3_a_wide_table_is_previewed_month_by_month) {
  const auto source = open("户号,202607,备注,2026-08\n0510000002,,x,5.25\n");
  const auto read = batch(*source);
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->preview(0).values, (std::vector<std::string>{"0510000002", "", "5.25"}));
  EXPECT_EQ(source->labels()[2].zh, "2026-08（kWh）");
}

TEST_F(UseSourceTest, Art_11_6_3_refused_lines_are_given_back_as_they_stand) {
  const auto source = open("户号;月份;电量\n0510000001;202608;1\n\n\"9\";202608;2\n0510000002;202608;-3\n0510000002;209901;1\n");
  const auto read = batch(*source);
  write(*read, begun("a"));
  EXPECT_EQ(told(source->refused_lines(*read)), "4 usage.account_unknown|9|202608|2\n5 usage.negative|0510000002|202608|-3\n6 usage.month_impossible|0510000002|209901|1\n");
  EXPECT_EQ(read->after.added, 1);
}

TEST_F(UseSourceTest, Art_11_6_3_a_line_too_long_is_given_back_in_whole_characters_whatever_its_encoding) {
  // 1.2 MB of 长: three bytes each as UTF-8, two as GB18030 (B3 A4).
  for (const auto& [character, times] : {std::pair<std::string, int>{"长", 400'000}, {"\xB3\xA4", 600'001}}) {
    std::string name;
    for (int i = 0; i < times; ++i) name += character;
    const auto source = open("account_number,name,month,total_kwh\n0510000001," + name + ",202608,1\n");
    const auto read = batch(*source);
    const auto refused = source->refused_lines(*read);
    ASSERT_EQ(refused.size(), 1U);
    ASSERT_EQ(refused[0].cells.size(), 1U);
    EXPECT_TRUE(is_valid_utf8(refused[0].cells[0]));
    EXPECT_EQ(count_characters(refused[0].cells[0]), 10'000U);
    EXPECT_TRUE(refused[0].cells[0].ends_with("长长")) << times;
  }
}

TEST_F(UseSourceTest, Art_11_6_3_with_a_day_all_its_lines_are_given_back) {
  const auto source = open("户号,时间,电量\n0510000001,2026-10-01 00:00,1\n0510000001,2026-10-01 00:30,x\n0510000001,2026-10-01 01:00,1\n0510000002,2026-10-01 00:00,1\n0510000002,2026-10-01 00:30,1\n");
  const auto read = batch(*source);
  EXPECT_EQ(told(source->refused_lines(*read)), "2 interval.day_not_kept|0510000001|2026-10-01 00:00|1\n3 usage.not_a_number|0510000001|2026-10-01 00:30|x\n"
                                                "4 interval.day_not_kept|0510000001|2026-10-01 01:00|1\n");
  EXPECT_EQ(read->size(), 1U);
}

TEST_F(UseSourceTest, Art_11_6_3_a_cancelled_import_has_its_event_and_is_gone_on_with_once) {
  const auto source = open("户号,月份,电量\n0510000001,202607,1\n0510000001,202608,2\n0510000001,202609,3\n");
  const auto first = batch(*source, 2);
  write(*first, begun("h"));
  house->writer().run([&](db::Session& session) { end_usage_import(session, first->after, now, UsageImportEnd::cancelled); });
  EXPECT_EQ(verify_usage(*house->readers().borrow()), std::vector<std::string>{});
  const UsageImport second = begun("h");
  EXPECT_NE(second.id, first->after.id);
  EXPECT_EQ(second.lines_done, 3);
  EXPECT_EQ(second.rows, 0) << "each part tells its own";
  source->seek(second.bytes_done, second.lines_done);
  const auto rest = batch(*source);
  write(*rest, second);
  EXPECT_EQ(rest->after.added, 1);
  EXPECT_EQ(begun("h").id, second.id) << "while it runs";
  house->writer().run([&](db::Session& session) { end_usage_import(session, rest->after, now); });
  EXPECT_EQ(begun("h").lines_done, 0) << "done: from the beginning";
  const auto session = house->readers().borrow();
  EXPECT_EQ(load_usage(*session, CustomerId{1}, 60).size(), 3U);
  EXPECT_EQ(verify_usage(*session), std::vector<std::string>{});
  EXPECT_EQ(db::read_stream(*session, "usage_import/" + std::to_string(first->after.id)).size(), 1U);
}

TEST_F(UseSourceTest, a_file_is_known_by_its_bytes_and_its_mapping) {
  const auto path = file("户号,月份,电量\n");
  const UseReading mapped{UseKind::months, UseMapping{{{"total_kwh", "电量"}}, "", EnergyUnit::mwh}};
  EXPECT_EQ(import_hash(path, {}), file_hash(path));
  EXPECT_EQ(import_hash(path, mapped), import_hash(path, mapped));
  EXPECT_NE(import_hash(path, mapped), import_hash(path, {}));
}

TEST_F(UseSourceTest, one_import_at_a_time) {
  const auto turn = UseImportTurn::take();
  ASSERT_NE(turn, nullptr);
  EXPECT_EQ(import_usage(*house, {file("户号,202608\n0510000001,1\n"), "use.csv", OfficerId{7}}, {}).refusal().code, "usage.import_running");
}

TEST_F(UseSourceTest, UTF_16_is_read_from_a_file_beside_it) {
  using namespace std::string_view_literals;
  const auto path = database.folder() / "use16.csv";
  std::ofstream(path, std::ios::binary) << "\xff\xfe\x37\x62\xf7\x53,\0""2\0""0\0""2\0""6\0""0\0""8\0\n\0"sv << "0\0005\0001\0000\0000\0000\0000\0000\0000\0001\0,\0005\0\n\0"sv;
  std::filesystem::path beside;
  {
    const auto lines = LineFile::of(*house, path);
    ASSERT_TRUE(lines);
    beside = (*lines)->path();
    EXPECT_NE(beside, path);
    const auto report = import_usage(*house, {beside, "use16.csv", OfficerId{7}}, {});
    ASSERT_TRUE(report) << report.refusal().code;
    EXPECT_EQ(report->import.added, 1);
  }
  EXPECT_FALSE(std::filesystem::exists(beside));
  EXPECT_TRUE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace shouwen
