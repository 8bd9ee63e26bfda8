// A roster file: as the import of rosters reads it, and every mistake with its line.
#include "what_if/roster_file.h"

#include <gtest/gtest.h>

#include "org/small_bureau_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

Instant at(const char* text) { return *parse_instant(text); }

DraftedRoster read(const std::string& csv) { return read_roster(*tables::parse_csv(csv), organisation()); }

TEST(RosterFile, Art_4_a_table_as_the_roster_page_exports_it) {
  const DraftedRoster roster = read("部门代码,工号,开始,结束,班次,部门,姓名\nKHFW-YYT,N61,2025-10-20T08:00:00,2025-10-20T18:00:00,值班,营业厅,李明\n营业厅,N62,2025-10-21 08:00,2025-10-21,,,\n");
  EXPECT_TRUE(roster.mistakes.empty());
  ASSERT_EQ(roster.shifts.size(), 2U);
  EXPECT_EQ(roster.shifts[0], (DutyShift{2, hall, clerk, at("2025-10-20T08:00"), at("2025-10-20T18:00"), "值班"}));
  EXPECT_EQ(roster.shifts[1], (DutyShift{3, hall, other_clerk, at("2025-10-21T08:00"), at("2025-10-21T23:59:59"), ""})) << "a unit may be named, a day alone lasts to its end";
}

TEST(RosterFile, Art_4_what_is_wrong_is_told_with_its_line) {
  struct Row {
    const char* cells;
    const char* code;
  };
  const Row table[] = {
      {"KHFW-YYT,N61,2025-10-20 08:00,2025-10-20 18:00,值班", ""},
      {"NOWHERE,N61,2025-10-21 08:00,2025-10-21 18:00,值班", "roster_file.unknown_unit"},
      {"KHFW-YYT,N999,2025-10-21 08:00,2025-10-21 18:00,值班", "roster_file.unknown_officer"},
      {"KHFW-YYT,N63,2025-10-21 08:00,2025-10-21 18:00,值班", "roster_file.unknown_officer"},
      {"KHFW-YYT,N61,2025-02-30 08:00,2025-10-21 18:00,值班", "import.bad_time"},
      {"KHFW-YYT,N61,2025-10-21 25:00,2025-10-21 18:00,值班", "import.bad_time"},
      {"KHFW-YYT,N61,,2025-10-21 18:00,值班", "import.bad_time"},
      {"KHFW-YYT,N61,2025-10-21 08:00,,值班", "import.bad_time"},
      {"KHFW-YYT,N61,2025-10-21 18:00,2025-10-21 08:00,值班", "plan_shift.ends_before_it_starts"},
      {"KHFW-YYT,N61,2025-10-21 08:00,2025-10-21 08:00,值班", "plan_shift.ends_before_it_starts"},
      {"KHFW-95598,N61,2025-10-20 17:59,2025-10-20 20:00,值班", "plan_shift.overlaps"},
      {"KHFW-YYT,N61,2025-10-20 20:00,2025-10-20 22:00,值班", ""},
      {"KHFW-YYT,N62,2025-10-20 08:00,2025-10-20 18:00,值班", ""},
  };
  std::string csv = "unit,officer,from,to,duty\n";
  std::vector<std::pair<std::int64_t, std::string>> wanted, found;
  std::int64_t line = 1;
  for (const Row& row : table) {
    csv += std::string(row.cells) + '\n';
    ++line;
    if (*row.code != '\0') wanted.emplace_back(line, row.code);
  }
  for (const RosterMistake& mistake : read(csv).mistakes) found.emplace_back(mistake.line, mistake.refusal.code);
  EXPECT_EQ(found, wanted);
}

TEST(RosterFile, Art_4_a_shift_inside_another_overlaps_also_behind_a_short_one) {
  const auto mistakes = read("unit,officer,from,to\nKHFW-YYT,N61,2025-10-20 00:00,2025-10-22 00:00\nKHFW-YYT,N61,2025-10-20 08:00,2025-10-20 09:00\nKHFW-YYT,N61,2025-10-21 08:00,2025-10-21 09:00\n").mistakes;
  ASSERT_EQ(mistakes.size(), 2U);
  EXPECT_EQ(mistakes[0].line, 3);
  EXPECT_EQ(mistakes[1].line, 4);
}

TEST(RosterFile, a_table_without_a_column_or_a_row_is_a_mistake_of_its_heading) {
  const auto no_column = read("unit,officer,from\nKHFW-YYT,N61,2025-10-20\n").mistakes, no_row = read("unit,officer,from,to\n").mistakes;
  ASSERT_EQ(no_column.size(), 1U);
  EXPECT_EQ(no_column[0].line, 1);
  EXPECT_EQ(no_column[0].refusal.code, "import.field_without_column");
  ASSERT_EQ(no_row.size(), 1U);
  EXPECT_EQ(no_row[0].refusal.code, "import.no_rows");
}

TEST(RosterFile, Art_4_a_roster_of_another_time_is_refused) {
  const std::vector<DutyShift> shifts = {{1, hall, clerk, at("2025-10-20T08:00"), at("2025-10-20T18:00"), ""}};
  EXPECT_TRUE(check_roster_period(shifts, at("2025-10-20T17:59"), at("2025-10-21T00:00")));
  EXPECT_TRUE(check_roster_period(shifts, at("2025-10-01T00:00"), at("2025-10-20T08:01")));
  EXPECT_EQ(check_roster_period(shifts, at("2025-10-20T18:00"), at("2025-10-21T00:00")).refusal().code, "what_if.roster_misses_period");
  EXPECT_EQ(check_roster_period(shifts, at("2025-10-01T00:00"), at("2025-10-20T08:00")).refusal().code, "what_if.roster_misses_period");
}

}  // namespace
}  // namespace shouwen
