// Dates, limits and names as the public reads them; what is published of small numbers; what fits the hall screen.
#include "portal/public_words.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "portal/portal_fixture_test.h"
#include "portal/public_figures.h"
#include "portal/service_page.h"

namespace shouwen {
namespace {

using http::Language;

Instant at(const char* text) { return *parse_instant(text); }

TEST(PublicWords, times_in_the_habit_of_each_language) {
  const Instant now = at("2026-11-24T09:00+08:00");
  struct Row { const char* at; const char* zh; const char* en; };
  const Row rows[] = {{"2026-11-24T23:59+08:00", "今天（11月24日）23:59", "today (24 Nov), 23:59"},
                      {"2026-11-25T00:00+08:00", "明天（11月25日）00:00", "tomorrow (25 Nov), 00:00"},
                      {"2026-11-27T17:30+08:00", "11月27日（周五）17:30", "Fri 27 Nov, 17:30"},
                      {"2027-01-03T08:05+08:00", "2027年1月3日（周日）08:05", "Sun 3 Jan 2027, 08:05"}};
  for (const Row& row : rows) {
    EXPECT_EQ(public_time(at(row.at), now, Language::zh), row.zh);
    EXPECT_EQ(public_time(at(row.at), now, Language::en), row.en);
  }
  EXPECT_EQ(public_date(Date::of(2026, 3, 9), Language::zh), "2026年3月9日");
  EXPECT_EQ(public_date(Date::of(2026, 3, 9), Language::en), "9 Mar 2026");
}

TEST(PublicWords, Art_10_7_what_ends_at_midnight_ends_with_the_day_before) {
  const Instant now = at("2026-11-24T09:00+08:00");
  EXPECT_EQ(public_due(at("2026-11-25T00:00+08:00"), now, Language::zh), "今天（11月24日）24:00");
  EXPECT_EQ(public_due(at("2027-01-01T00:00+08:00"), now, Language::zh), "12月31日（周四）24:00");
  EXPECT_EQ(public_due(at("2027-03-01T00:00+08:00"), now, Language::en), "Sun 28 Feb 2027, 24:00");
  EXPECT_EQ(public_due(at("2026-11-27T17:30+08:00"), now, Language::zh), "11月27日（周五）17:30");
}

TEST(PublicWords, sources_without_the_marks_of_those_who_keep_them) {
  EXPECT_EQ(plain_source("供电监管办法（2009）第15条（2024年修订，编号待核）"), "供电监管办法（2009）第15条（2024年修订）");
  EXPECT_EQ(plain_source("供电营业规则（1996）第21条：供电方案有效期（2024年版编号待核）"), "供电营业规则（1996）第21条：供电方案有效期（2024年版）");
  EXPECT_EQ(plain_source("供电营业规则（2024）：障碍消除后24小时内恢复，编号待核"), "供电营业规则（2024）：障碍消除后24小时内恢复");
  EXPECT_EQ(plain_source("粤价〔2012〕135号"), "粤价〔2012〕135号");
  EXPECT_EQ(clock_words(21 * 3600 + 5 * 60), "21:05");
}

TEST(PublicWords, limits_and_clauses_as_people_say_them) {
  EXPECT_EQ(limit_in_words({45, TimeUnit::min}, Language::zh), "45分钟");
  EXPECT_EQ(limit_in_words({120, TimeUnit::min}, Language::zh), "2小时");
  EXPECT_EQ(limit_in_words({225, TimeUnit::min}, Language::zh), "3小时45分钟");
  EXPECT_EQ(limit_in_words({225, TimeUnit::min}, Language::en), "3 hours 45 minutes");
  EXPECT_EQ(limit_in_words({1, TimeUnit::wd}, Language::en), "1 working day");
  EXPECT_EQ(limit_in_words({5, TimeUnit::wd}, Language::zh), "5个工作日");
  EXPECT_EQ(clause_in_words("art.10(7)", Language::zh), "办法第10条第7项");
  EXPECT_EQ(clause_in_words("art.8", Language::en), "Article 8");
  EXPECT_EQ(percent(1.0), "100%");
  EXPECT_EQ(percent(0.9568), "95.7%");
}

TEST(PublicWords, Art_10_1_an_officer_is_named_as_the_bureau_allows) {
  Officer officer;
  officer.name = "陈思雨";
  officer.code = "RX02";
  Rulebook rulebook;
  EXPECT_EQ(public_officer_name(officer, rulebook, Language::zh), "") << "nothing is shown that nobody decided to show";
  rulebook.public_rules = PublicRules{};
  const auto named = [&](OfficerNaming naming) {
    rulebook.public_rules->officer_name = naming;
    return public_officer_name(officer, rulebook, Language::zh);
  };
  EXPECT_EQ(named(OfficerNaming::full), "陈思雨");
  EXPECT_EQ(named(OfficerNaming::surname), "陈**");
  EXPECT_EQ(named(OfficerNaming::code), "工号 RX02");
  EXPECT_EQ(named(OfficerNaming::unit), "");
}

TEST(PublicWords, numbers_to_call_come_from_the_rulebook) {
  EXPECT_EQ(directory_phone(shipped_rulebook(), DirectoryRole::hotline, Language::zh).phone, "95598");
  EXPECT_EQ(directory_phone(shipped_rulebook(), DirectoryRole::appeal, Language::zh).phone, "12398");
  EXPECT_NE(card_text(shipped_rulebook(), "danger", Language::zh), "");
  EXPECT_NE(card_text(shipped_rulebook(), "danger_signs", Language::en), "");
  EXPECT_EQ(card_text(shipped_rulebook(), "no_such_card", Language::en), "");
  EXPECT_TRUE(is_dialable("0800-1095598"));
  EXPECT_FALSE(is_dialable("10000/10086"));
  EXPECT_FALSE(is_dialable(""));
}

TEST(PublicFigures, Art_8_small_numbers_are_not_published) {
  EXPECT_EQ(published(10, 10), 10);
  EXPECT_FALSE(published(9, 10));
  EXPECT_FALSE(published_share(9, 0, 10));
  EXPECT_DOUBLE_EQ(*published_share(9, 1, 10), 0.9);
}

TEST(ServicePage, Art_10_7_the_strictest_time_in_force_with_its_source) {
  const auto time = promised_time(shipped_rulebook(), {DutyKind::arrival, CaseKind::fault_report, "", Area::urban}, at("2026-11-24T09:00+08:00"), Language::zh);
  ASSERT_TRUE(time);
  EXPECT_EQ(time->limit, "45分钟") << "the company promises less than the standard's hour";
  EXPECT_NE(time->source.find("承诺"), std::string::npos);
  EXPECT_FALSE(promised_time(Rulebook{}, {DutyKind::reply, CaseKind::inquiry, "", Area::urban}, at("2026-11-24T09:00+08:00"), Language::zh));
}

TEST(Wall, long_announcements_come_in_parts_cut_behind_sentences) {
  EXPECT_EQ(wall_parts("一句话。"), std::vector<std::string>{"一句话。"});
  EXPECT_EQ(wall_parts("").size(), 1U);
  std::string text;
  for (int i = 0; i < 40; ++i) text += "周五上午九点到十一点检修线路。";
  const auto parts = wall_parts(text);
  EXPECT_GT(parts.size(), 1U);
  std::string whole;
  for (const std::string& part : parts) {
    EXPECT_LE(wall_width(part), 300U);
    EXPECT_TRUE(part.ends_with("。")) << part;
    whole += part;
  }
  EXPECT_EQ(whole, text);
  for (const std::string& part : wall_parts(std::string(1000, 'x'))) EXPECT_LE(wall_width(part), 300U);
  for (const std::string& part : wall_parts("𠮷𠮷𠮷")) EXPECT_TRUE(is_valid_utf8(part));
}

}  // namespace
}  // namespace shouwen
