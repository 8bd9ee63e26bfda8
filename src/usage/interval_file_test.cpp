// Tables of intervals, wide and long, and NEM12 as real meters' owners deliver it.
#include "usage/interval_file.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <sstream>

namespace shouwen {
namespace {

const Date today = Date::of(2026, 10, 14);
const std::string nem12_folder = std::string(SOURCE_ROOT) + "/test/data/usage/nem12/";

tables::CsvLines lines_of(const std::string& text) { return tables::CsvLines(std::make_unique<std::istringstream>(text)); }

struct Read {
  std::string refusal;
  UseFileForm form{};
  std::vector<IntervalLine> lines;
  std::vector<UsageMistake> mistakes;
  std::string code(std::size_t i) const { return i < mistakes.size() ? fmt::format("{} {}{}", mistakes[i].line, mistakes[i].refusal.code, mistakes[i].refusal.field) : ""; }
};
Read read_all(tables::CsvLines lines, std::size_t rows_a_piece = 1000) {
  Read out;
  const auto form = form_of(lines);
  if (!form) return {form.refusal().code, {}, {}, {}};
  out.form = *form;
  lines.seek(0, 0);
  auto file = IntervalFile::open(std::move(lines), *form, today);
  if (!file) return {file.refusal().code, *form, {}, {}};
  for (IntervalPiece piece = file->next(rows_a_piece); piece.rows > 0; piece = file->next(rows_a_piece)) {
    for (IntervalLine& line : piece.lines) out.lines.push_back(std::move(line));
    for (UsageMistake& mistake : piece.mistakes) out.mistakes.push_back(std::move(mistake));
    // As after an interruption.
    file->seek(piece.bytes_end, piece.lines_end);
  }
  return out;
}
Read read_text(const std::string& text) { return read_all(lines_of(text)); }
Read read_nem12(const char* name) {
  auto lines = tables::CsvLines::open(nem12_folder + name);
  EXPECT_TRUE(lines) << name;
  return read_all(*std::move(lines));
}

std::string wide_heading(int count, bool by_end = true, const char* first = "户号,日期") {
  std::string out = first;
  for (int i = 0; i < count; ++i) {
    const int minute = (i + by_end) * 1440 / count;
    out += fmt::format(",{:02}:{:02}", minute / 60, minute % 60);
  }
  return out + "\n";
}
std::string row(const std::string& start, int count, const std::string& value = "1.5") {
  std::string out = start;
  for (int i = 0; i < count; ++i) out += "," + value;
  return out + "\n";
}

TEST(IntervalFile, Art_11_6_3_wide_tables_of_96_48_and_24_columns) {
  for (const int count : {96, 48, 24})
    for (const bool by_end : {true, false}) {
      const Read read = read_text(wide_heading(count, by_end) + row("0510000001,2026-09-14", count) + row("０５１０００００１,2026/9/15", count, ""));
      ASSERT_EQ(read.refusal, "") << count;
      EXPECT_EQ(read.form, UseFileForm::interval_wide);
      ASSERT_EQ(read.lines.size(), 1U);
      EXPECT_EQ(read.lines[0].day.minutes, 1440 / count);
      EXPECT_EQ(read.lines[0].day.total_wh(), count * 1500);
      EXPECT_EQ(read.code(0), "3 interval.nothing_read/readings");
    }
}

TEST(IntervalFile, Art_11_6_3_headings_that_are_none) {
  const std::string good = wide_heading(24);
  EXPECT_EQ(read_text("户号,日期,00:15,00:30\n").refusal, "interval.wrong_columns");
  EXPECT_EQ(read_text("日期" + good.substr(good.find(",01:00"))).refusal, "usage.no_account_column");
  std::string swapped = good;
  swapped.replace(swapped.find("02:00"), 5, "03:00");
  EXPECT_EQ(read_text(swapped).refusal, "interval.columns_unordered");
  EXPECT_EQ(read_text("户号,时间,数\n").refusal, "interval.no_value_column");
  EXPECT_EQ(read_text("").refusal, "import.no_rows");
  std::string numbered = "户号,日期";
  for (int i = 1; i <= 96; ++i) numbered += fmt::format(",P{}", i);
  EXPECT_EQ(read_text(numbered + "\n" + row("0510000001,20260914", 96)).lines.size(), 1U);
}

TEST(IntervalFile, Art_11_6_3_rows_with_mistakes_name_line_field_and_rule) {
  const Read read = read_text(wide_heading(24) + row(",2026-09-14", 24) + row("1,2026-13-14", 24) + row("1,2026-10-15", 24) + row("1,2026-09-14", 23) + row("1,2026-09-14", 25) +
                              row("1,2026-09-14", 23, "1") + row("1,2026-09-14", 24, "-1") + row("1,2026-09-14", 24, "x") + row("1,2026-09-14", 24, "9999999999999") + "\n");
  EXPECT_TRUE(read.lines.empty());
  EXPECT_EQ(read.code(0), "2 usage.account_missing/account_number");
  EXPECT_EQ(read.code(1), "3 interval.day_impossible/day");
  EXPECT_EQ(read.code(2), "4 interval.day_impossible/day");
  EXPECT_EQ(read.code(3), "5 interval.wrong_count/readings");
  EXPECT_EQ(read.code(4), "6 usage.too_many_cells");
  EXPECT_EQ(read.code(6), "8 usage.negative/00:00");
  EXPECT_EQ(read.code(7), "9 usage.not_a_number/00:00");
  EXPECT_EQ(read.code(8), "10 usage.too_large/00:00");
}

std::string long_day(const std::string& account, int step, int from = 0, int to = 1440) {
  std::string out;
  for (int minute = from; minute < to; minute += step) out += fmt::format("{},2026-09-14 {:02}:{:02},2\n", account, minute / 60, minute % 60);
  return out;
}

TEST(IntervalFile, Art_11_6_3_long_tables_become_days) {
  const Read read = read_text("户号,时间,电量\n" + long_day("0510000001", 30) + long_day("0510000002", 15, 60, 120));
  ASSERT_EQ(read.lines.size(), 2U) << read.code(0);
  EXPECT_EQ(read.form, UseFileForm::interval_long);
  EXPECT_EQ(read.lines[0].day.minutes, 30);
  EXPECT_EQ(read.lines[0].day.total_wh(), 48 * 2000);
  EXPECT_EQ(read.lines[1].line, 50);
  EXPECT_EQ(read.lines[1].day.missing(), 92) << "gaps are marked";
  const Read ends = read_text("account,结束时间,kwh,质量\n1,2026/9/14 1:00,2,\n1,2026/9/14 2:00,3,估计\n1,2026/9/15 0:00,4,A\n");
  ASSERT_EQ(ends.lines.size(), 1U) << ends.code(0);
  EXPECT_EQ(ends.lines[0].day.readings[0], (IntervalReading{2000, false}));
  EXPECT_EQ(ends.lines[0].day.readings[1], (IntervalReading{3000, true}));
  EXPECT_EQ(ends.lines[0].day.readings[23], (IntervalReading{4000, false}));
  const Read offset = read_text("account,start,value\n1,2026-09-13T16:00:00Z,2\n1,2026-09-13T17:00:00Z,3\n");
  ASSERT_EQ(offset.lines.size(), 1U) << "sixteen hundred in Greenwich is midnight in China";
  EXPECT_EQ(offset.lines[0].day.readings[1].wh, 3000);
  const Read split = read_text("户号,日期,时刻,电量\n1,2026-09-14,00:00,2\n1,2026-09-14,01:00,3\n");
  ASSERT_EQ(split.lines.size(), 1U) << split.code(0);
}

TEST(IntervalFile, Art_11_6_3_a_day_with_a_wrong_line_is_not_kept_at_all) {
  const std::string heading = "户号,时间,电量\n";
  const Read read = read_text(heading + "1,2026-09-14 00:00,1\n1,2026-09-14 01:00,-1\n1,2026-09-15 00:00,1\n1,2026-09-15 00:00,1\n1,2026-09-16 00:00,1\n"
                                        "1,2026-09-17 00:00,1\n1,2026-09-17 00:20,1\n1,2026-09-18 00:00,1\n1,2026-09-18 01:00,1\n1,2026-09-18 02:30,1\n,2026-09-19 00:00,1\n1,gestern,1\n");
  EXPECT_TRUE(read.lines.empty());
  EXPECT_EQ(read.code(0), "3 usage.negative/2026-09-14 01:00");
  EXPECT_EQ(read.code(1), "2 interval.day_not_kept/day");
  EXPECT_EQ(read.code(2), "4 interval.time_twice/time");
  EXPECT_EQ(read.code(3), "6 interval.length_unknown/time");
  EXPECT_EQ(read.code(4), "7 interval.length_impossible/minutes");
  EXPECT_EQ(read.code(5), "12 usage.account_missing/account_number") << "told as it is met";
  EXPECT_EQ(read.code(6), "13 interval.time_impossible/time");
  EXPECT_EQ(read.code(7), "9 interval.off_grid/time");
}

TEST(Nem12, Art_11_6_3_real_files) {
  const Read actual = read_nem12("Example_NEM12_actual_interval.csv");
  ASSERT_EQ(actual.lines.size(), 1U) << actual.code(0);
  EXPECT_EQ(actual.form, UseFileForm::nem12);
  EXPECT_EQ(actual.lines[0].account_number, "VABD000163");
  EXPECT_EQ(actual.lines[0].day.minutes, 30);
  EXPECT_EQ(actual.lines[0].day.total_wh(), 48 * 1111);
  const Read quality = read_nem12("Example_NEM12_multiple_quality.csv");
  ASSERT_EQ(quality.lines.size(), 1U) << quality.code(0);
  EXPECT_EQ(quality.lines[0].day.estimated(), 20 + 24) << "final substitutes, then read ones, then substitutes";
  EXPECT_EQ(quality.lines[0].day.readings[0], (IntervalReading{18023, true}));
  EXPECT_EQ(quality.lines[0].day.readings[20], (IntervalReading{21424, false}));
  const Read meters = read_nem12("Example_NEM12_multiple_meters.csv");
  ASSERT_EQ(meters.lines.size(), 2U) << "the second meter only feeds in";
  EXPECT_EQ(meters.lines[0].day.total_wh(), 96 * (10 + 100)) << "both registers from the grid, in Wh";
  EXPECT_EQ(read_nem12("Example_NEM12_different_interval_length.csv").lines.size(), 1U);
  EXPECT_EQ(read_nem12("Example_WesternPower.csv").lines.size(), 1U);
  EXPECT_EQ(read_nem12("Example_NEM12_no_scheduled_read.csv").lines.size() + read_nem12("Example_NEM12_no_scheduled_read.csv").mistakes.size(), 1U);
}

TEST(Nem12, Art_11_6_3_real_files_with_mistakes) {
  EXPECT_EQ(read_nem12("Example_NEM12_15min_200_30min_300.csv").code(0), "3 interval.wrong_count/readings");
  const Read range = read_nem12("Example_NEM12_30min_200_15min_400.csv");
  EXPECT_TRUE(range.lines.empty());
  EXPECT_FALSE(range.mistakes.empty());
  const Read incomplete = read_nem12("Example_NEM12_incomplete_interval.csv");
  EXPECT_EQ(incomplete.code(0), "3 interval.wrong_count/readings");
  EXPECT_EQ(incomplete.lines.size(), 1U) << "the other day is kept";
  EXPECT_EQ(read_nem12("Example_NEM12_missing_header.csv").refusal, "interval.no_header");
  EXPECT_EQ(read_nem12("Example_NEM13_consumption_data.csv").refusal, "interval.no_intervals");
}

std::string nem12_day(const std::string& day, const std::string& value, const std::string& tail = "A,,,,") {
  std::string out = "300," + day;
  for (int i = 0; i < 48; ++i) out += "," + value;
  return out + "," + tail + "\n";
}

TEST(Nem12, Art_11_6_3_records_out_of_order_are_told) {
  const std::string header = "100,NEM12,202609150000,A,B\n", meter = "200,NMI1,E1,1,E1,N1,M,kWh,30,\n";
  const auto first = [&](const std::string& text) { return read_text(header + text).code(0); };
  EXPECT_EQ(first(nem12_day("20260914", "1")), "") << "without a register it is nobody's use";
  EXPECT_EQ(first("200,NMI1,E1,1,E1,N1,M,kWh,7,\n" + nem12_day("20260914", "1")), "2 interval.length_impossible/minutes");
  EXPECT_EQ(first("200,NMI1,E1,1,E1,N1,M,MJ,30,\n"), "2 interval.unit_unknown/unit");
  EXPECT_EQ(first("200,,E1,1,E1,N1,M,kWh,30,\n"), "2 usage.account_missing/account_number");
  EXPECT_EQ(first(meter + nem12_day("20260931", "1")), "3 interval.day_impossible/day");
  EXPECT_EQ(first(meter + nem12_day("20261015", "1")), "3 interval.day_impossible/day") << "tomorrow";
  EXPECT_EQ(first(meter + nem12_day("20260914", "-1")), "3 usage.negative/E1 00:00");
  EXPECT_EQ(first(meter + nem12_day("20260914", "1", "")), "3 interval.quality_unknown/quality");
  EXPECT_EQ(first(meter + nem12_day("20260914", "1") + nem12_day("20260914", "1")), "4 interval.day_twice/day");
  EXPECT_EQ(first(meter + nem12_day("20260914", "1", "V,,,,") + "400,2,48,A,,\n"), "4 interval.quality_range/quality");
  EXPECT_EQ(first(meter + nem12_day("20260914", "1", "V,,,,") + "400,1,47,A,,\n"), "3 interval.quality_range/quality") << "one is left";
  EXPECT_EQ(first(meter + nem12_day("20260914", "1", "V,,,,") + "400,1,48,Z,,\n"), "4 interval.quality_unknown/quality");
  EXPECT_EQ(first(meter + "777,x\n"), "3 interval.unknown_record");
  EXPECT_EQ(first(meter + nem12_day("20260914", "1") + "200,NMI1,E1E2,2,E2,N1,M,kWh,60,\n" + "300,20260914" + nem12_day("", "1").substr(4, 2 * 24) + ",A,,,,\n"), "5 interval.lengths_differ/day");
  const Read missing = read_text(header + meter + nem12_day("20260914", "1", "V,,,,") + "400,1,40,A,,\n400,41,48,N,,\n");
  ASSERT_EQ(missing.lines.size(), 1U) << missing.code(0);
  EXPECT_EQ(missing.lines[0].day.missing(), 8) << "what was not read is missing, whatever number stands there";
}

/// Pieces however small give the same days and mistakes as the whole.
RC_GTEST_PROP(IntervalFile, Art_11_6_3_pieces_give_the_whole, ()) {
  std::string text = "户号,时间,电量\n";
  const int customers = *rc::gen::inRange(1, 5);
  for (int customer = 1; customer <= customers; ++customer)
    for (int day = 14; day < 14 + *rc::gen::inRange(1, 4); ++day)
      for (int hour = 0; hour < 24; hour += *rc::gen::inRange(1, 3)) text += fmt::format("{},2026-09-{} {:02}:00,{}\n", customer, day, hour, *rc::gen::element("1", "2.5", "", "x", "-3"));
  const Read whole = read_text(text), pieces = read_all(lines_of(text), static_cast<std::size_t>(*rc::gen::inRange(1, 60)));
  RC_ASSERT(whole.lines.size() == pieces.lines.size());
  for (std::size_t i = 0; i < whole.lines.size(); ++i) RC_ASSERT(whole.lines[i].day == pieces.lines[i].day);
  const auto told = [](const Read& read) {
    std::multiset<std::string> codes;
    for (std::size_t i = 0; i < read.mistakes.size(); ++i) codes.insert(read.code(i));
    return codes;
  };
  RC_ASSERT(told(whole) == told(pieces));
}

}  // namespace
}  // namespace shouwen
