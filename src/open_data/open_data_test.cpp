// Rows nobody can be found in, figures that follow from them, files that say when they were changed.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "open_data/dictionary.h"
#include "open_data/edition.h"
#include "regulation/words.h"

namespace shouwen {
namespace {

const Date october = Date::of(2026, 10, 1);
const Instant known_at = known_at_of(october, 0);
const RowRules rules{5, 3600, {"complaint.service_conduct"}};

Instant local(int day, int hour, int minute = 0) { return at_local(Date::of(2026, 10, day), hour * 3600 + minute * 60); }

OpenCase one(CaseKind kind, std::string category, Area area, std::optional<Instant> answered_at = local(3, 9, 20), Instant due_at = local(3, 9, 40)) {
  OpenCase made{kind, std::move(category), area, local(2, 8, 30), {}, 0, {}, false};
  made.replies.push_back({due_at, answered_at, false});
  return made;
}
std::vector<OpenCase> several(int n, const OpenCase& like) { return std::vector<OpenCase>(static_cast<std::size_t>(n), like); }
void append(std::vector<OpenCase>& to, const std::vector<OpenCase>& more) { to.insert(to.end(), more.begin(), more.end()); }

std::map<std::string, int> counted(const std::vector<OpenRow>& rows, std::string OpenRow::*column) {
  std::map<std::string, int> counts;
  for (const OpenRow& row : rows) ++counts[row.*column];
  return counts;
}

TEST(OpenRows, Art_8_times_are_cut_and_the_verdict_stays) {
  struct Case { std::optional<Instant> answered; Instant due; ReplyVerdict verdict; std::string shown_due, shown_answered; };
  for (const Case& at : {Case{local(3, 9, 20), local(3, 9, 40), ReplyVerdict::in_time, "2026-10-03T09:00:00+08:00", "2026-10-03T09:00:00+08:00"},
                         Case{local(3, 9, 40), local(3, 9, 40), ReplyVerdict::in_time, "2026-10-03T09:00:00+08:00", "2026-10-03T09:00:00+08:00"},
                         Case{local(3, 9, 41), local(3, 9, 40), ReplyVerdict::late, "2026-10-03T09:00:00+08:00", "2026-10-03T10:00:00+08:00"},
                         Case{local(4, 11, 5), local(3, 9, 40), ReplyVerdict::late, "2026-10-03T09:00:00+08:00", "2026-10-04T11:00:00+08:00"},
                         Case{std::nullopt, local(3, 9, 40), ReplyVerdict::late, "2026-10-03T09:00:00+08:00", ""},
                         Case{std::nullopt, known_at, ReplyVerdict::late, "2026-11-01T00:00:00+08:00", ""},
                         Case{std::nullopt, known_at.plus_seconds(1200), ReplyVerdict::open, "2026-11-01T01:00:00+08:00", ""},
                         Case{std::nullopt, known_at.plus_seconds(7200), ReplyVerdict::open, "2026-11-01T02:00:00+08:00", ""}}) {
    const auto rows = open_rows(several(5, one(CaseKind::inquiry, "inquiry.tariff", Area::urban, at.answered, at.due)), known_at, rules);
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(verdict_of(rows.front(), known_at), at.verdict) << at.shown_due;
    EXPECT_EQ(to_iso(*rows.front().due_at), at.shown_due);
    EXPECT_EQ(rows.front().answered_at ? to_iso(*rows.front().answered_at) : "", at.shown_answered);
    EXPECT_EQ(rows.front().registered_on, Date::of(2026, 10, 2));
  }
}

TEST(OpenRows, Art_8_of_several_replies_the_late_one_decides) {
  OpenCase reopened = one(CaseKind::inquiry, "inquiry.tariff", Area::urban);
  reopened.replies.push_back({local(9, 17), local(10, 8), false});
  EXPECT_EQ(verdict_of(open_rows(several(5, reopened), known_at, rules).front(), known_at), ReplyVerdict::late);
  reopened.replies.back() = {local(9, 17), local(9, 8), false};
  const auto rows = open_rows(several(5, reopened), known_at, rules);
  EXPECT_EQ(to_iso(*rows.front().due_at), "2026-10-09T17:00:00+08:00") << "the last one of those in time";
  reopened.replies = {{local(9, 17), std::nullopt, true}};
  EXPECT_EQ(verdict_of(open_rows(several(5, reopened), known_at, rules).front(), known_at), ReplyVerdict::lifted);
  reopened.replies.clear();
  EXPECT_EQ(verdict_of(open_rows(several(5, reopened), known_at, rules).front(), known_at), ReplyVerdict::none);
}

TEST(OpenRows, Art_8_small_groups_are_withheld_with_company) {
  std::vector<OpenCase> cases = several(20, one(CaseKind::inquiry, "inquiry.tariff", Area::urban));
  append(cases, several(9, one(CaseKind::inquiry, "inquiry.tariff", Area::rural)));
  append(cases, several(2, one(CaseKind::inquiry, "inquiry.outage", Area::remote)));
  append(cases, several(6, one(CaseKind::fault_report, "fault_report.low_voltage", Area::urban)));
  append(cases, several(3, one(CaseKind::suggestion, "suggestion.grid", Area::urban)));
  const auto rows = open_rows(cases, known_at, rules);
  EXPECT_EQ(rows.size(), cases.size()) << "coarser, not fewer";
  // Three suggestions alone would be withheld by themselves: the next smallest kind goes with them.
  EXPECT_EQ(counted(rows, &OpenRow::kind), (std::map<std::string, int>{{"inquiry", 31}, {withheld, 9}}));
  std::map<std::string, int> areas;
  for (const OpenRow& row : rows)
    if (row.kind == "inquiry") ++areas[row.area];
  EXPECT_EQ(areas, (std::map<std::string, int>{{"urban", 20}, {withheld, 11}}));
  for (const OpenRow& row : rows) {
    if (row.kind == withheld) {
      EXPECT_EQ(row.category, withheld) << "a category would tell its kind";
    }
  }
  EXPECT_TRUE(open_rows(several(4, one(CaseKind::inquiry, "inquiry.tariff", Area::urban)), known_at, rules).empty()) << "too few altogether";
  EXPECT_TRUE(open_rows({}, known_at, rules).empty());
}

TEST(OpenRows, Art_8_complaints_about_persons_never_show_their_category) {
  std::vector<OpenCase> cases = several(8, one(CaseKind::complaint, "complaint.service_conduct", Area::urban));
  append(cases, several(8, one(CaseKind::complaint, "complaint.outage", Area::urban)));
  OpenCase named = one(CaseKind::complaint, "complaint.outage", Area::urban);
  named.names_person = true;
  append(cases, several(2, named));
  const auto rows = open_rows(cases, known_at, rules);
  EXPECT_EQ(counted(rows, &OpenRow::category), (std::map<std::string, int>{{"complaint.outage", 8}, {withheld, 10}}));
}

OpenCase any_case() {
  OpenCase made;
  made.kind = *rc::gen::element(CaseKind::inquiry, CaseKind::fault_report, CaseKind::complaint, CaseKind::suggestion);
  made.category = std::string(word_of(made.kind)) + (*rc::gen::arbitrary<bool>() ? ".a" : ".b");
  made.area = *rc::gen::element(Area::urban, Area::rural, Area::remote);
  made.registered_at = local(1, 0).plus_seconds(*rc::gen::inRange<std::int64_t>(0, 30 * seconds_per_day));
  for (int n = *rc::gen::inRange(0, 3); n > 0; --n) {
    OwedReply reply{made.registered_at.plus_seconds(*rc::gen::inRange<std::int64_t>(0, 40 * seconds_per_day)), {}, *rc::gen::inRange(0, 9) == 0};
    const Instant answered = made.registered_at.plus_seconds(*rc::gen::inRange<std::int64_t>(0, 40 * seconds_per_day));
    if (*rc::gen::arbitrary<bool>() && answered <= known_at && !reply.lifted) reply.answered_at = answered;
    made.replies.push_back(reply);
  }
  made.returns = *rc::gen::inRange(0, 3);
  return made;
}

RC_GTEST_PROP(OpenRows, Art_8_whoever_looks_alike_is_enough_and_figures_follow_from_rows, ()) {
  std::vector<OpenCase> cases(static_cast<std::size_t>(*rc::gen::inRange(0, 120)));
  for (OpenCase& made : cases) made = any_case();
  const auto rows = open_rows(cases, known_at, rules);
  RC_ASSERT(rows.size() == cases.size() || (rows.empty() && cases.size() < 5));
  std::map<std::string, int> alike;
  for (const OpenRow& row : rows) ++alike[row.kind + '|' + row.area + '|' + row.category];
  for (const auto& [key, n] : alike) RC_ASSERT(n >= 5);
  // The verdicts published are those of the exact times.
  std::map<ReplyVerdict, int> exact, shown;
  for (const OpenCase& made : cases) {
    int rank = 0;
    ReplyVerdict worst = ReplyVerdict::none;
    for (const OwedReply& reply : made.replies) {
      const bool in_time = reply.answered_at && *reply.answered_at <= reply.due_at;
      const ReplyVerdict verdict = reply.lifted ? ReplyVerdict::lifted : in_time ? ReplyVerdict::in_time : reply.due_at <= known_at ? ReplyVerdict::late : ReplyVerdict::open;
      const int own = verdict == ReplyVerdict::late ? 4 : verdict == ReplyVerdict::open ? 3 : verdict == ReplyVerdict::in_time ? 2 : 1;
      if (own > rank) rank = own, worst = verdict;
    }
    ++exact[worst];
  }
  for (const OpenRow& row : rows) ++shown[verdict_of(row, known_at)];
  RC_ASSERT(rows.empty() || exact == shown);
  const std::string rows_file = rows_csv(rows), figures_file = figures_csv({1, october, known_at}, figures_of(rows, known_at));
  const auto checked = check_figures(figures_file, rows_file);
  RC_ASSERT(static_cast<bool>(checked));
  RC_ASSERT(checked->differences.empty());
  RC_ASSERT(*read_rows(rows_file) == rows);
}

TEST(OpenFigures, Art_8_rates_are_rounded_half_up_without_floating_point) {
  struct Case { std::int64_t part, whole; std::string text; };
  for (const Case& at : {Case{0, 0, ""}, Case{0, 3, "0.0"}, Case{1, 3, "33.3"}, Case{2, 3, "66.7"}, Case{3, 3, "100.0"}, Case{1, 2000, "0.1"}, Case{1, 2001, "0.0"}, Case{199, 200, "99.5"}})
    EXPECT_EQ(percent_text(share_in_tenths(at.part, at.whole)), at.text) << at.part << '/' << at.whole;
}

TEST(OpenFiles, Art_8_a_changed_file_is_found_out) {
  std::vector<OpenCase> cases = several(6, one(CaseKind::inquiry, "inquiry.tariff", Area::urban));
  append(cases, several(6, one(CaseKind::complaint, "complaint.outage", Area::rural, std::nullopt)));
  OpenDataRules data_rules;
  data_rules.smallest_group = 5;
  data_rules.time_step_minutes = 60;
  const MadeEdition made = make_edition(3, october, known_at, cases, data_rules);
  const auto good = check_figures(made.files.figures_csv, made.files.rows_csv);
  ASSERT_TRUE(good);
  EXPECT_TRUE(good->differences.empty());
  EXPECT_EQ(good->heading, (FigureHeading{3, october, known_at}));
  EXPECT_EQ(good->rows, 12);
  const auto with = [](std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  };
  // All together: 12 registered, 12 due, 6 in time, 6 late.
  const auto lied = check_figures(with(made.files.figures_csv, "all,all,12,12,6,6,0,0,50.0", "all,all,12,12,11,1,0,0,91.7"), made.files.rows_csv);
  ASSERT_TRUE(lied);
  EXPECT_EQ(lied->differences, (std::vector<FigureChange>{{"all", "all", "in_time", "11", "6"}, {"all", "all", "late", "1", "6"}, {"all", "all", "on_time_percent", "91.7", "50.0"}}));
  EXPECT_EQ(check_figures(with(made.files.figures_csv, "50.0", "60.0"), made.files.rows_csv).refusal().code, "open_data_file.bad_rate");
  EXPECT_FALSE(check_figures(made.files.figures_csv, with(made.files.rows_csv, "2026-10-03T09:00:00+08:00,2026-10-03T09", "2026-10-03T09:00:00+08:00,2026-10-04T09"))->differences.empty());
  EXPECT_EQ(check_figures(made.files.rows_csv, made.files.rows_csv).refusal().code, "open_data_file.column_missing");
  EXPECT_EQ(check_figures(made.files.figures_csv, with(made.files.rows_csv, "2026-10-02", "2026-02-30")).refusal().code, "open_data_file.bad_value");
  EXPECT_EQ(check_figures(with(made.files.figures_csv, "3,2026-10", "4,2026-10"), made.files.rows_csv).refusal().code, "open_data_file.several_editions");
  EXPECT_EQ(check_figures("", "").refusal().code, "open_data_file.column_missing");
  EXPECT_EQ(check_figures("\"", "").refusal().code, "open_data_file.unreadable");
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Edition, Art_8_a_correction_is_a_new_edition_that_says_what_changed) {
  OpenDataRules data_rules;
  data_rules.smallest_group = 5;
  data_rules.time_step_minutes = 60;
  std::vector<OpenCase> cases = several(12, one(CaseKind::inquiry, "inquiry.tariff", Area::urban));
  const MadeEdition first = make_edition(1, october, known_at, cases, data_rules);
  const Edition before{first.issued, known_at, 77};
  const EditionCorrectionInput input{{"更正地区登记错误"}, {"areas were registered wrongly"}};
  EXPECT_EQ(correct_edition(2, before, first.files, input, cases, data_rules).refusal().code, "open_data.nothing_changed");
  for (std::size_t i = 0; i < 6; ++i) cases[i].area = Area::rural;
  const auto second = correct_edition(2, before, first.files, input, cases, data_rules);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->issued.corrects_number, 1);
  EXPECT_EQ(second->issued.known_at, before.issued.known_at) << "as known at the same instant";
  EXPECT_EQ(second->issued.reason_zh, "更正地区登记错误");
  EXPECT_NE(std::find(second->issued.changes.begin(), second->issued.changes.end(), FigureChange{"inquiry", "rural", "registered", "", "6"}), second->issued.changes.end());
  EXPECT_NE(std::find(second->issued.changes.begin(), second->issued.changes.end(), FigureChange{"inquiry", "urban", "registered", "12", "6"}), second->issued.changes.end());
}

TEST(Edition, Art_8_months_and_the_instant_they_are_frozen_at) {
  EXPECT_EQ(to_iso(known_at_of(Date::of(2026, 12, 1), 0)), "2027-01-01T00:00:00+08:00");
  EXPECT_EQ(to_iso(known_at_of(Date::of(2026, 1, 1), 10)), "2026-02-11T00:00:00+08:00");
  EXPECT_EQ(month_text(Date::of(2026, 2, 1)), "2026-02");
  EXPECT_EQ(first_day_of("2026-02"), Date::of(2026, 2, 1));
  for (const char* wrong : {"", "2026", "2026-13", "2026-2", "２０２６-0"}) EXPECT_FALSE(first_day_of(wrong)) << wrong;
}

TEST(Dictionary, Art_8_explains_exactly_the_columns_of_the_files) {
  for (const auto& [code, columns] : {std::pair<const char*, std::vector<std::string>>{"figures", figure_columns()}, {"cases", row_columns()}}) {
    std::vector<std::string> explained;
    for (const DataColumn& column : data_set(code).columns) explained.push_back(column.name);
    EXPECT_EQ(explained, columns) << code;
  }
  for (const DataSet& set : data_sets())
    for (const DataColumn& column : set.columns) {
      EXPECT_FALSE(column.name_zh.empty() || column.name_en.empty() || column.meaning_zh.empty() || column.meaning_en.empty()) << set.code << '.' << column.name;
      EXPECT_EQ(column.redaction_zh.empty(), column.redaction_en.empty()) << set.code << '.' << column.name;
      EXPECT_EQ(column.unit_zh.empty(), column.unit_en.empty()) << set.code << '.' << column.name;
    }
}

}  // namespace
}  // namespace shouwen
