// Which limit binds, whose business it is: questions asked of the shipped rulebook.
#include "regulation/rulebook.h"

#include <gtest/gtest.h>

#include <set>

#include "regulation/load.h"

namespace shouwen {
namespace {

const Rulebook& rulebook() {
  static const Rulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook")).rulebook;
  return loaded;
}

TEST(Rulebook, Art_10_7_the_strictest_limit_in_force_binds) {
  struct Row { DutyKind duty; CaseKind kind; const char* category; Area area; const char* start; const char* binds; const char* due; };
  const Row rows[] = {
      {DutyKind::reply, CaseKind::complaint, "complaint.billing", Area::urban, "2025-09-30T10:00", "R-CMP-03-R", "2025-10-14T17:30"},
      {DutyKind::contact, CaseKind::complaint, "complaint.billing", Area::urban, "2025-09-30T10:00", "R-CMP-03-C", "2025-10-01T10:00"},
      {DutyKind::reply, CaseKind::complaint, "complaint.billing", Area::urban, "2021-12-31T10:00", "R-CMP-02-R", "2022-01-12T17:30"},
      {DutyKind::arrival, CaseKind::fault_report, "fault_report.high_voltage", Area::urban, "2025-10-01T02:00", "R-OUT-07-U", "2025-10-01T02:45"},
      {DutyKind::arrival, CaseKind::fault_report, "fault_report.high_voltage", Area::rural, "2025-10-01T02:00", "R-OUT-07-R", "2025-10-01T03:30"},
      {DutyKind::arrival, CaseKind::fault_report, "fault_report.high_voltage", Area::remote, "2025-10-01T02:00", "R-OUT-07-M", "2025-10-01T04:00"},
      {DutyKind::reply, CaseKind::fault_report, "fault_report.high_voltage", Area::remote, "2025-10-01T02:00", "R-OUT-04", "2025-10-02T02:00"},
      {DutyKind::reply, CaseKind::service_request, "service_request.reconnection", Area::urban, "2025-10-01T02:00", "R-WO-11-R", "2025-10-02T02:00"},
      {DutyKind::progress, CaseKind::complaint, "complaint.billing", Area::urban, "2025-10-20T10:00", "R-WO-08", "2025-10-23T17:30"},
      {DutyKind::ruling, CaseKind::fault_report, "fault_report.metering", Area::urban, "2025-10-20T10:00", "R-RUL-01", "2025-10-20T10:30"},
      {DutyKind::supervision_reply, CaseKind::inquiry, "inquiry.tariff", Area::urban, "2025-10-20T10:00", "R-SUP-01", "2025-10-22T17:30"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string("art.10(7): ") + row.binds);
    const auto sources = due_by_source(rulebook(), rulebook().calendars, {row.duty, row.kind, row.category, row.area}, *parse_instant(row.start));
    ASSERT_FALSE(sources.empty());
    EXPECT_EQ(sources.front().limit_id, row.binds);
    EXPECT_EQ(to_iso(sources.front().due_at), to_iso(*parse_instant(row.due)));
    for (std::size_t i = 1; i < sources.size(); ++i) EXPECT_LE(sources[i - 1].due_at, sources[i].due_at);
  }
}

TEST(Rulebook, Art_10_7_a_limit_ends_and_begins_with_its_day) {
  const auto ids = [](const char* day) {
    std::set<std::string> found;
    for (const LimitRule* rule : limits_for(rulebook(), {DutyKind::reply, CaseKind::fault_report, "fault_report.metering", Area::remote}, *parse_date(day)))
      found.insert(rule->id);
    return found;
  };
  EXPECT_EQ(ids("2024-05-31"), std::set<std::string>{"R-OUT-04-1996"});
  EXPECT_EQ(ids("2024-06-01"), std::set<std::string>{"R-OUT-04"});
  EXPECT_TRUE(ids("1996-10-07").empty());
}

TEST(Rulebook, Art_10_3_the_most_specific_row_routes) {
  struct Row { const char* category; const char* unit; };
  for (const Row& row : {Row{"inquiry.tariff", "KHFW-95598"}, Row{"inquiry.metering", "KHFW-JL"}, Row{"complaint.service_conduct", "JCSJ"},
                         Row{"complaint.reading_collection", "@station"}, Row{"tip_off.theft", "JCSJ"}, Row{"fault_report.anything", "@station"}}) {
    const RoutingRule* rule = route(rulebook(), row.category, Area::rural);
    ASSERT_NE(rule, nullptr) << row.category;
    EXPECT_EQ(rule->unit_code, row.unit) << row.category;
    EXPECT_EQ(rule->clause, "art.10(3)");
  }
}

TEST(Rulebook, Art_10_3_a_row_for_the_area_beats_one_for_all) {
  Rulebook local;
  local.routing = {{"inquiry.*", std::nullopt, "ALL", ""}, {"inquiry.*", Area::rural, "RURAL", ""}, {"inquiry.a", std::nullopt, "A", ""}};
  EXPECT_EQ(route(local, "inquiry.b", Area::rural)->unit_code, "RURAL");
  EXPECT_EQ(route(local, "inquiry.b", Area::urban)->unit_code, "ALL");
  EXPECT_EQ(route(local, "inquiry.a", Area::rural)->unit_code, "A");
}

TEST(Rulebook, Art_10_4_no_row_means_ask_the_office) {
  EXPECT_EQ(route(Rulebook{}, "inquiry.tariff", Area::urban), nullptr);
  EXPECT_EQ(route(rulebook(), "astrology.fate", Area::urban), nullptr);
}

TEST(Rulebook, Art_10_3_every_category_has_a_home_and_a_kind) {
  for (const CaseCategory& category : rulebook().categories) {
    EXPECT_NE(route(rulebook(), category.code, Area::urban), nullptr) << category.code;
    EXPECT_FALSE(limits_for(rulebook(), {DutyKind::reply, category.kind, category.code, Area::remote}, Date::of(2026, 1, 1)).empty()) << category.code;
  }
}

TEST(Rulebook, Art_9_5_tips_are_sealed_and_may_be_anonymous) {
  EXPECT_EQ(rulebook().kind(CaseKind::tip_off).secrecy, Secrecy::sealed);
  EXPECT_TRUE(rulebook().kind(CaseKind::tip_off).anonymous_allowed);
  EXPECT_FALSE(rulebook().kind(CaseKind::complaint).anonymous_allowed);
}

TEST(Rulebook, Art_10_8_progress_is_limited_wherever_it_is_owed) {
  for (const KindRule& kind : rulebook().kinds) {
    const bool limited = !limits_for(rulebook(), {DutyKind::progress, kind.kind, "", Area::urban}, Date::of(2026, 1, 1)).empty();
    EXPECT_EQ(kind.progress_reports, limited) << kind.name_en;
  }
}

TEST(Rulebook, Art_10_2_wording_covers_counter_and_phone) {
  std::set<Channel> covered;
  for (const WordingCard& card : rulebook().wording)
    for (const Channel channel : card.channels) covered.insert(channel);
  EXPECT_TRUE(covered.contains(Channel::hall));
  EXPECT_TRUE(covered.contains(Channel::phone));
}

TEST(Rulebook, Art_10_5_outside_bodies_have_numbers) {
  int outside = 0;
  for (const DirectoryEntry& entry : rulebook().directory)
    if (entry.outside) {
      ++outside;
      EXPECT_FALSE(entry.phone.empty()) << entry.code;
    }
  EXPECT_GE(outside, 5);
}

TEST(Rulebook, Art_3_every_service_line_has_categories) {
  for (const char* category : {"service_request.new_supply", "complaint.reading_collection", "complaint.billing", "service_request.meter_test",
                               "inquiry.outage", "complaint.repair_quality"})
    EXPECT_NE(rulebook().category(category), nullptr) << category;
}

}  // namespace
}  // namespace shouwen
