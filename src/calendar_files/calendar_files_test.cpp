// Files of holidays as other programs write them, what they would change, and iCalendar that other programs read.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "calendar_files/day_files.h"
#include "calendar_files/decree_changes.h"
#include "calendar_files/ical.h"

namespace shouwen {
namespace {

std::string code_of(std::string_view text) {
  const auto table = read_day_file(text);
  return table ? "read " + std::to_string(table->size()) : table.refusal().code + (table.refusal().values.empty() ? "" : " " + table.refusal().values.front().second);
}

DecreeTable shipped() {
  std::ifstream in(std::string(SOURCE_ROOT) + "/rulebook/holidays.csv");
  std::ostringstream csv;
  csv << in.rdbuf();
  return *parse_decrees(csv.str());
}

const char* const year = R"({"year":2027,"papers":["https://www.gov.cn/2027"],
"days":[
{"name":"元旦","date":"2027-01-01","isOffDay":true},
{"name":"元旦","date":"2027-01-03","isOffDay":false}]})";

std::string event(const std::string& body) { return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + body + "END:VCALENDAR\r\n"; }
std::string day(const char* from, const char* to, const char* summary) {
  return std::string("BEGIN:VEVENT\r\nUID:") + from + summary + "\r\nDTSTAMP:20250101T000000Z\r\nDTSTART;VALUE=DATE:" + from + "\r\nDTEND;VALUE=DATE:" + to + "\r\nSUMMARY:" + summary + "\r\nEND:VEVENT\r\n";
}

TEST(DayFiles, json_of_holiday_cn) {
  const auto table = read_day_file(year);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->size(), 2U);
  EXPECT_EQ((*table)[1].verdict, DayVerdict::worked);
  EXPECT_EQ((*table)[0].source, "https://www.gov.cn/2027");
}

TEST(DayFiles, json_of_chinese_days) {
  const auto table = read_day_file(R"({"holidays":{"2026-01-01":"New Year's Day,元旦,1"},"workdays":{"2026-01-04":"New Year's Day,元旦,1"},"inLieuDays":{"2026-01-01":"x"}})");
  ASSERT_TRUE(table);
  EXPECT_EQ((*table)[0].name, "元旦");
  EXPECT_EQ((*table)[1].verdict, DayVerdict::worked);
}

TEST(DayFiles, what_is_wrong_names_its_line) {
  EXPECT_EQ(code_of(""), "day_file.empty");
  EXPECT_EQ(code_of("{\"days\":[]}"), "day_file.empty");
  EXPECT_EQ(code_of("hello"), "day_file.unknown_shape");
  EXPECT_EQ(code_of("{}"), "day_file.unknown_shape");
  EXPECT_EQ(code_of("{\n\"days\": [,]}"), "day_file.bad_json 2");
  EXPECT_EQ(code_of("{\"days\":[\n{\"name\":\"x\",\"date\":\"2027-02-30\",\"isOffDay\":true}]}"), "day_file.bad_day 2");
  EXPECT_EQ(code_of("{\"days\":[\n{\"name\":\"x\",\"date\":\"2027-02-03\"}]}"), "day_file.bad_day 2");
  EXPECT_EQ(code_of("{\"days\":[\n{\"date\":\"2027-02-03\",\"isOffDay\":true},\n{\"date\":\"2027-02-03\",\"isOffDay\":false}]}"), "day_file.day_twice 3");
  EXPECT_EQ(code_of("{\"days\":[\n{\"date\":\"2027-02-03\",\"isOffDay\":true},\n{\"date\":\"2027-02-03\",\"isOffDay\":true}]}"), "read 1");
  EXPECT_EQ(code_of("date,worked,name,source\n2027-02-31,0,x,y\n"), "calendar.bad_date 2");
  EXPECT_EQ(code_of("date,worked,name,source\n2027-02-03,0,x,y\n2027-02-03,1,x,y\n"), "calendar.day_twice 3");
  EXPECT_EQ(code_of("\xef\xbb\xbf" "date,worked,name,source\r\n2027-02-03,0,x,y\r\n"), "read 1");
}

TEST(DayFiles, ical_of_other_programs) {
  EXPECT_EQ(code_of(event(day("20271001", "20271008", "国庆节假期") + day("20271009", "20271010", "国庆节补班"))), "read 8");
  EXPECT_EQ(code_of(event(day("20271001", "20271003", "国庆节（休）") + day("20271002", "20271004", "中秋节（休）"))), "day_file.overlap 11");
  EXPECT_EQ(code_of(event(day("20271001", "20271003", "国庆节（休）") + day("20271002", "20271003", "国庆节（班）"))), "day_file.day_twice 11");
  EXPECT_EQ(code_of(event(day("20271001", "20271003", "国庆节"))), "day_file.no_verdict 4");
  EXPECT_EQ(code_of(event(day("20271001", "20300101", "长假"))), "day_file.too_long 4");
  EXPECT_EQ(code_of(event(day("20271005", "20271001", "长假"))), "ical.bad_date 4");
  EXPECT_EQ(code_of(event(day("20270230", "20270301", "长假"))).substr(0, 5), "ical.");
  EXPECT_EQ(code_of(event("BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20271001T080000Z\r\nDTEND:20271001T090000Z\r\nSUMMARY:放假\r\nEND:VEVENT\r\n")), "day_file.not_whole_days 4");
  EXPECT_EQ(code_of(event("BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20271001\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:放假\r\nEND:VEVENT\r\n")), "ical.recurring 4");
  EXPECT_EQ(code_of("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "day_file.empty");
}

TEST(DayFiles, what_is_written_is_read_again) {
  WorkCalendar calendar;
  apply_decrees(calendar, shipped());
  for (const int asked : {2025, 2026, 0}) {
    const DecreeTable days = named_days(calendar, asked);
    ASSERT_FALSE(days.empty());
    for (const std::string& text : {days_as_ical(days, "放假安排"), days_as_json(days), to_csv(days)}) {
      const auto again = read_day_file(text);
      ASSERT_TRUE(again) << again.refusal().code;
      ASSERT_EQ(again->size(), days.size());
      for (std::size_t i = 0; i < days.size(); ++i) {
        EXPECT_EQ((*again)[i].date, days[i].date);
        EXPECT_EQ((*again)[i].verdict, days[i].verdict);
        EXPECT_EQ((*again)[i].name, days[i].name);
      }
    }
  }
}

TEST(Ical, is_folded_utf8_with_all_that_programs_need) {
  IcalEvent one;
  one.uid = "case-7-duty-1@shouwen";
  one.summary = "答复 2026-000123；关于停电、电费与服务态度的一件很长很长很长很长很长很长很长很长的事项, with; marks \\ and\nlines";
  one.stamp = Instant{1700000000};
  one.from = Instant{1700000000};
  one.to = Instant{1700001800};
  const std::string text = write_ical({"我的时限", {one}});
  EXPECT_TRUE(text.starts_with("BEGIN:VCALENDAR\r\n"));
  for (const char* line : {"\r\nMETHOD:PUBLISH\r\n", "\r\nVERSION:2.0\r\n", "\r\nUID:case-7-duty-1@shouwen\r\n", "\r\nDTSTAMP:20231114T221320Z\r\n", "\r\nDTSTART:20231114T221320Z\r\n", "\r\nX-WR-CALNAME:我的时限\r\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 76U) << line;
    EXPECT_EQ(line.back(), '\r');
  }
  const auto again = read_ical(text);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->events.front().summary, one.summary);
  EXPECT_EQ(again->events.front().from, one.from);
}

TEST(Ical, what_says_nothing_is_left_out_and_read_again) {
  for (const char* nothing : {"", " ", "\t", "\\c", "\\n"}) {
    const auto read = read_ical(event(day("20260101", "20260102", nothing)));
    ASSERT_TRUE(read) << nothing;
    IcalCalendar bare = *read;
    bare.events.front().uid.clear();
    bare.events.front().url = " ";
    EXPECT_EQ(write_ical(bare).find("UID"), std::string::npos);
    const auto again = read_ical(write_ical(bare));
    ASSERT_TRUE(again) << "[" << nothing << "]\n" << write_ical(bare);
    EXPECT_EQ(again->events.size(), 1U);
  }
  EXPECT_FALSE(read_ical(event("BEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20260101\r\nDTEND:\r\nEND:VEVENT\r\n"))) << "an empty time is no day";
}

TEST(DecreeChanges, a_new_year_a_changed_day_and_one_left_out) {
  const DecreeTable incoming = *read_day_file(year);
  const auto fresh = compare_decrees(shipped(), incoming, *parse_date("2026-11-05"));
  ASSERT_TRUE(fresh);
  EXPECT_EQ(fresh->rows.size(), 2U);
  EXPECT_EQ(fresh->table.back().known_on, parse_date("2026-11-05"));
  const auto again = compare_decrees(fresh->table, incoming, *parse_date("2026-11-06"));
  EXPECT_TRUE(again->rows.empty());
  EXPECT_EQ(again->there_already, 2);
  DecreeTable changed = {{*parse_date("2027-01-03"), DayVerdict::off, "元旦", "", {}}};
  const auto moved = compare_decrees(fresh->table, changed, *parse_date("2026-12-01"));
  ASSERT_EQ(moved->rows.size(), 1U);
  EXPECT_EQ(moved->rows.front().before->verdict, DayVerdict::worked);
  EXPECT_EQ(moved->missing.size(), 1U);
  EXPECT_EQ(moved->table.size(), fresh->table.size() + 1);
  EXPECT_EQ(compare_decrees(fresh->table, changed, *parse_date("2026-11-05")).refusal().code, "day_file.decreed_before");
}

}  // namespace
}  // namespace shouwen
