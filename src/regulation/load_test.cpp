// The shipped rulebook is sound, and a broken one is refused with file and line.
#include "regulation/load.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace shouwen {
namespace {

const std::string folder = std::string(SOURCE_ROOT) + "/rulebook";

std::string all_of(const std::vector<RulebookMistake>& mistakes) {
  std::string text;
  for (const RulebookMistake& mistake : mistakes)
    text += mistake.file + ':' + std::to_string(mistake.line) + ' ' + mistake.code + ' ' + mistake.text_en + '\n';
  return text;
}

std::vector<RulebookFile> shipped() { return read_rulebook_folder(folder); }

/// The shipped files with one text replaced; the text must be there.
std::vector<RulebookFile> changed(const std::string& name, const std::string& from, const std::string& to) {
  std::vector<RulebookFile> files = shipped();
  for (RulebookFile& file : files) {
    if (file.name != name) continue;
    const std::size_t at = file.text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) file.text.replace(at, from.size(), to);
  }
  return files;
}

std::int64_t line_of(const std::string& name, const std::string& text) {
  for (const RulebookFile& file : shipped())
    if (file.name == name) return 1 + std::count(file.text.begin(), file.text.begin() + static_cast<std::ptrdiff_t>(file.text.find(text)), '\n');
  return 0;
}

TEST(Load, Art_1_the_shipped_rulebook_has_no_mistakes) {
  const LoadedRulebook loaded = load_rulebook(shipped());
  EXPECT_EQ(all_of(loaded.mistakes), "");
  EXPECT_EQ(loaded.rulebook.kinds.size(), 9U);
  EXPECT_GE(loaded.rulebook.limits.size(), 40U);
  EXPECT_GE(loaded.rulebook.clauses.size(), 30U);
  EXPECT_EQ(loaded.rulebook.hand_over.return_budget, 2);
  EXPECT_EQ(loaded.rulebook.closing.quiet_from_second, 21 * 3600);
  EXPECT_EQ(loaded.rulebook.calendars.bureau.weekly[0].size(), 2U);
  EXPECT_NE(loaded.rulebook.calendars.bureau.exceptions.find(Date::of(2025, 10, 11)), nullptr);
}

TEST(Load, Art_2_every_clause_says_what_it_asks_and_what_the_house_does) {
  const LoadedRulebook loaded = load_rulebook(shipped());
  for (const ClauseText& clause : loaded.rulebook.clauses)
    for (const std::string* text : {&clause.title_zh, &clause.title_en, &clause.asks_zh, &clause.asks_en, &clause.software_zh, &clause.software_en})
      EXPECT_FALSE(text->empty()) << clause.cite;
  for (const char* cite : {"art.1", "art.4", "art.9(5)", "art.10(1)", "art.10(8)", "art.11(6)(4)"}) EXPECT_NE(loaded.rulebook.clause(cite), nullptr) << cite;
  EXPECT_EQ(loaded.rulebook.clause("art.12"), nullptr);
}

TEST(Load, Art_1_every_mistake_names_file_and_line) {
  struct Row { const char* file; const char* from; const char* to; const char* code; };
  const Row rows[] = {
      {"limits.toml", "limit = \"24h\"", "limit = \"24 hours\"", "limit.malformed"},
      {"limits.toml", "duty = \"arrival\"", "duty = \"arriving\"", "rulebook.unknown_word"},
      {"limits.toml", "areas = [\"urban\"]", "areas = \"urban\"", "rulebook.wrong_type"},
      {"limits.toml", "effective_from = 2012-10-01", "effective_from = \"2012\"", "rulebook.wrong_type"},
      {"limits.toml", "id = \"R-OUT-06-U\"", "idd = \"R-OUT-06-U\"", "rulebook.unknown_key"},
      {"limits.toml", "source = \"供电服务规范 GB/T 28583-2012；供电监管办法第14条\"", "source = \"\"", "rulebook.empty_value"},
      {"handling.toml", "return_budget = 2", "return_budget = 0", "rulebook.out_of_range"},
      {"handling.toml", "return_budget = 2", "return_budget = \"two\"", "rulebook.wrong_type"},
      {"handling.toml", "quiet_from = \"21:00\"", "quiet_from = \"21点\"", "rulebook.bad_time_of_day"},
      {"handling.toml", "attempt_gap = \"2h\"", "attempt_gap = \"2wd\"", "rulebook.out_of_range"},
      {"handling.toml", "warn_at_percents = [50, 80]", "warn_at_percents = [50, 100]", "rulebook.out_of_range"},
      {"handling.toml", "returned_from = 2", "returned_from = 0", "rulebook.out_of_range"},
      {"handling.toml", "late_pause_percent = 80", "late_pause_percent = 100", "rulebook.out_of_range"},
      {"usage.toml", "change_percent = 25", "change_percent = 0", "rulebook.out_of_range"},
      {"usage.toml", "peers_least = 10", "peer_least = 10", "rulebook.unknown_key"},
      {"usage.toml", "least_days = 6", "least_days = 21", "rulebook.out_of_range"},
      {"usage.toml", "night_to = \"05:00\"", "night_to = \"5 o'clock\"", "rulebook.bad_time_of_day"},
      {"calendar.toml", "monday = [\"08:30-12:00\", \"14:00-17:30\"]", "monday = [\"08:30-12:00\", \"8-9\"]", "rulebook.bad_interval"},
      {"calendar.toml", "name = \"本局工作时间\"", "name = ", "rulebook.bad_toml"},
      {"holidays.csv", "2025-10-11,1,", "2025-10-11,ja,", "calendar.bad_row"},
      {"holidays.csv", "2025-10-11,1,", "2025-10-08,1,", "calendar.day_twice"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string("art.1: ") + row.to);
    const auto mistakes = load_rulebook(changed(row.file, row.from, row.to)).mistakes;
    const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&row](const RulebookMistake& m) { return m.code == row.code && m.file == row.file; });
    ASSERT_NE(found, mistakes.end()) << all_of(mistakes);
    EXPECT_EQ(found->line, line_of(row.file, row.from)) << all_of(mistakes);
    EXPECT_FALSE(found->text_zh.empty());
  }
}

TEST(Load, Art_1_one_wrong_value_is_one_mistake_in_chinese) {
  struct Row { const char* file; const char* from; const char* to; };
  const Row rows[] = {
      {"limits.toml", "limit = \"45min\"", "limit = 四十分钟"},
      {"limits.toml", "limit = \"45min\"", "limit = \"40分钟\""},
      {"limits.toml", "limit = \"45min\"", "limit = 40min"},
      {"limits.toml", "duty = \"arrival\"", "duty = \"arriving\""},
      {"kinds.toml", "kind = \"complaint\"", "kind = \"complaint"},
      {"charges.toml", "most_lines = 20", "# most_lines"},
      {"charges.toml", "most_lines = 20", "most_lines = 0"},
      {"price_book.toml", "code = ", "code "},
      {"holidays.csv", "2025-10-11,1,", "2025-10-11,ja,"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.to);
    const auto mistakes = load_rulebook(changed(row.file, row.from, row.to)).mistakes;
    ASSERT_EQ(mistakes.size(), 1U) << all_of(mistakes);
    EXPECT_GT(mistakes[0].line, 0);
    EXPECT_EQ(mistakes[0].text_zh.find("ASCII"), std::string::npos);
    EXPECT_EQ(mistakes[0].text_zh.find("expected"), std::string::npos);
  }
}

TEST(Load, rows_that_refer_to_nothing_are_mistakes) {
  struct Row { const char* file; const char* from; const char* to; const char* code; };
  const Row rows[] = {
      {"limits.toml", "clauses = [\"art.6\"]", "clauses = [\"art.66\"]", "rulebook.unknown_clause"},
      {"routing.toml", "category = \"inquiry.new_supply\"", "category = \"inquiry.nothing\"", "rulebook.unknown_category"},
      {"limits.toml", "categories = [\"service_request.meter_test\"]", "categories = [\"service_request.nothing\"]", "rulebook.unknown_category"},
      {"permissions.toml", "[[grant]]\nrole = \"leader\"", "[[grant]]\nrole = \"lead\"", "rulebook.unknown_role"},
      {"limits.toml", "id = \"R-OUT-06-R\"", "id = \"R-OUT-06-U\"", "rulebook.duplicate"},
      {"routing.toml", "category = \"inquiry.metering\"", "category = \"inquiry.safety\"", "rulebook.duplicate"},
      {"routing.toml", "category = \"inquiry.*\"", "category = \"inqiry.*\"", "rulebook.unknown_kind"},
      {"routing.toml", "category = \"inquiry.*\"", "category = \"inquiry.*\"\narea = \"orbit\"", "rulebook.unknown_word"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.to);
    EXPECT_NE(all_of(load_rulebook(changed(row.file, row.from, row.to)).mistakes).find(row.code), std::string::npos)
        << all_of(load_rulebook(changed(row.file, row.from, row.to)).mistakes);
  }
}

TEST(Load, Art_10_7_no_promise_of_the_bureau_is_looser_than_law) {
  const std::string law = all_of(load_rulebook(changed("limits.toml", "id = \"R-CMP-03-R\"\nduty = \"reply\"\nkinds = [\"complaint\"]\ncategories = []\nareas = []\nlimit = \"5wd\"\nclass = \"company\"",
                                                       "id = \"R-CMP-03-R\"\nduty = \"reply\"\nkinds = [\"complaint\"]\ncategories = []\nareas = []\nlimit = \"11wd\"\nclass = \"bureau\"")).mistakes);
  EXPECT_NE(law.find("rulebook.looser_than_law"), std::string::npos) << law;
  EXPECT_NE(law.find("R-CMP-01"), std::string::npos) << law;
}

TEST(Load, Art_10_8_every_duty_a_kind_owes_has_a_clock) {
  struct Row { const char* id; const char* duty; const char* code; };
  for (const Row& row : {Row{"R-WO-08", "progress", "rulebook.no_progress_limit"}, Row{"R-WO-12", "follow_up", "rulebook.no_follow_up_limit"}}) {
    const std::string from = std::string("id = \"") + row.id + "\"\nduty = \"" + row.duty + "\"";
    const std::string missing = all_of(load_rulebook(changed("limits.toml", from, std::string("id = \"") + row.id + "\"\nduty = \"contact\"")).mistakes);
    EXPECT_NE(missing.find(row.code), std::string::npos) << missing;
  }
  // Arrival is limited for each area separately: losing one of them counts.
  std::vector<RulebookFile> files = changed("limits.toml", "id = \"R-OUT-06-M\"\nduty = \"arrival\"", "id = \"R-OUT-06-M\"\nduty = \"contact\"");
  for (RulebookFile& file : files) {
    const std::string second = "id = \"R-OUT-07-M\"\nduty = \"arrival\"";
    if (file.name == "limits.toml") file.text.replace(file.text.find(second), second.size(), "id = \"R-OUT-07-M\"\nduty = \"contact\"");
  }
  EXPECT_NE(all_of(load_rulebook(files).mistakes).find("rulebook.no_arrival_limit"), std::string::npos);
}

TEST(Load, Art_10_7_every_kind_needs_a_reply_limit) {
  const std::string missing = all_of(load_rulebook(changed("limits.toml", "id = \"R-COM-01\"\nduty = \"reply\"", "id = \"R-COM-01\"\nduty = \"contact\"")).mistakes);
  EXPECT_NE(missing.find("rulebook.no_reply_limit"), std::string::npos) << missing;
}

TEST(Load, Art_10_7_every_offer_and_question_needs_a_limit) {
  // Without a clock of its own an unanswered offer would wait for ever.
  for (const char* id : {"R-HND-01", "R-RUL-02"}) {
    const std::string from = std::string("id = \"") + id + "\"\nduty = \"" + (id[2] == 'H' ? "acceptance" : "ruling") + "\"";
    const std::string missing = all_of(load_rulebook(changed("limits.toml", from, std::string("id = \"") + id + "\"\nduty = \"contact\"")).mistakes);
    EXPECT_NE(missing.find("rulebook.no_hand_over_limit"), std::string::npos) << id << ": " << missing;
  }
}

TEST(Load, an_empty_set_says_what_is_missing) {
  const std::string missing = all_of(load_rulebook({}).mistakes);
  for (const char* file : {"kinds.toml", "clauses.toml", "calendar.toml", "permissions.toml", "handling.toml"})
    EXPECT_NE(missing.find(std::string(file) + ":0 rulebook.incomplete"), std::string::npos) << file;
}

TEST(Load, Art_10_7_summer_hours_and_own_days_stand_above_the_decrees) {
  std::vector<RulebookFile> files = shipped();
  for (RulebookFile& file : files)
    if (file.name == "calendar.toml")
      file.text += "[[calendar.season]]\nname = \"夏令\"\nfrom = \"06-01\"\nto = \"09-30\"\nmonday = [\"08:00-12:00\"]\n"
                   "[[calendar.exception]]\ndate = 2025-10-11\nworked = false\nname = \"台风停工\"\nsource = \"市防指\"\n";
  const LoadedRulebook loaded = load_rulebook(files);
  ASSERT_TRUE(loaded.mistakes.empty()) << loaded.mistakes[0].text_en;
  const WorkCalendar& calendar = loaded.rulebook.calendars.bureau;
  EXPECT_FALSE(is_working_day(calendar, Date::of(2025, 10, 11))) << "the decree makes it a working day";
  EXPECT_TRUE(calendar.exceptions.find(Date::of(2025, 10, 11))->local);
  EXPECT_EQ(working_intervals(calendar, Date::of(2025, 6, 2)).size(), 0U) << "a holiday stays one in summer";
  EXPECT_EQ(working_intervals(calendar, Date::of(2025, 6, 9)), (std::vector<WorkInterval>{{8 * 3600, 12 * 3600}}));
  for (RulebookFile& file : files)
    if (file.name == "calendar.toml") file.text.replace(file.text.find("from = \"06-01\"\nto"), 14, "from = \"June\"");
  EXPECT_EQ(load_rulebook(files).mistakes[0].code, "rulebook.bad_month_day");
}

}  // namespace
}  // namespace shouwen
