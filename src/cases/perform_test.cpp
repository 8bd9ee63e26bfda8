// Verbs against a real database: permission, version, journal, state row and views agree after every step.
#include <gtest/gtest.h>

#include "cases/case_fixture_test.h"
#include "cases/cases.h"
#include "cases/clock_account.h"
#include "cases/duties.h"
#include "cases/notice_store.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

class PerformTest : public testing::Test {
 protected:
  PerformTest() { session.execute_script("BEGIN"); }

  CaseDesk desk(OfficerId who, Actor::Kind kind = Actor::Kind::officer) {
    Actor actor;
    actor.kind = kind;
    actor.officer_id = who;
    return {session, bureau_now, [this](std::int64_t) { return rules; }, rules, actor, now, [](const Contact& contact) { return "sealed:" + contact.name; }};
  }
  CaseId registers(const RegisterInput& input, OfficerId who = clerk) {
    auto performed = perform_registration(desk(who), input);
    EXPECT_TRUE(performed) << performed.refusal().code;
    receipt = performed->receipt;
    sound(performed->after.id);
    return performed->after.id;
  }
  std::string does(CaseId id, OfficerId who, const char* verb, const BoundRule& rule, std::int64_t seen = 0) {
    const auto performed = perform(desk(who), id, seen, verb, rule);
    if (load_case(session, id)) sound(id);
    return performed ? "" : performed.refusal().code;
  }
  std::string replies(CaseId id, OfficerId who, std::int64_t seen = 0) {
    return does(id, who, "reply", [](const ServiceCase& c, const Situation& s) { return reply(c, {Channel::phone, {"已恢复"}, {}}, s); }, seen);
  }
  std::string transfers(CaseId id, OfficerId who, UnitId to) {
    return does(id, who, "transfer", [to](const ServiceCase& c, const Situation& s) { return transfer(c, {to, {}, {"other_department"}, {}}, s); });
  }
  std::string accepts(CaseId id, OfficerId who) {
    return does(id, who, "accept", [](const ServiceCase& c, const Situation& s) { return accept(c, s); });
  }
  /// Journal, state row and views tell the same.
  void sound(CaseId id) {
    for (const std::string& difference : verify_case(session, id)) ADD_FAILURE() << difference;
    EXPECT_TRUE(db::verify_chain(session).intact);
  }

  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  std::shared_ptr<const Organisation> bureau_now = std::make_shared<const Organisation>(organisation());
  std::shared_ptr<const Rulebook> rules = std::make_shared<const Rulebook>(rulebook());
  Instant now = at("2025-10-20T10:00");
  std::string receipt;
};

TEST_F(PerformTest, Art_10_7_a_clock_set_back_stands_still_for_the_case_until_it_is_reached_again) {
  const CaseId id = registers(Story::complaint());
  now = now.plus_seconds(-5400);
  ASSERT_EQ(transfers(id, clerk, station), "");
  ASSERT_EQ(accepts(id, station_officer), "");
  now = now.plus_seconds(600);
  ASSERT_EQ(replies(id, station_officer), "");
  const auto events = load_events(session, id);
  EXPECT_TRUE(std::is_sorted(events.begin(), events.end(), [](const CaseEvent& a, const CaseEvent& b) { return a.at < b.at; }));
  EXPECT_TRUE(account_of(*load_case(session, id), now).adds_up());
}

TEST_F(PerformTest, Art_10_1_a_whole_story_is_the_same_in_journal_and_state) {
  const CaseId id = registers(Story::complaint());
  EXPECT_EQ(transfers(id, clerk, station), "");
  EXPECT_EQ(accepts(id, station_officer), "");
  EXPECT_EQ(replies(id, station_officer), "");
  const ServiceCase stored = *load_case(session, id);
  EXPECT_EQ(stored.stage, Stage::resolved);
  EXPECT_EQ(stored.first_contact_id, clerk);
  EXPECT_EQ(load_events(session, id).size(), 4U);
  EXPECT_EQ(parse_state(to_json_text(stored)), stored);
  EXPECT_EQ(find_case_by_number(session, stored.number), id);
  EXPECT_EQ(find_case_by_receipt(session, receipt), id);
  EXPECT_EQ(find_case_by_receipt(session, "AAAA-AAAA-AAAA"), std::nullopt);
}

TEST_F(PerformTest, Art_10_7_who_saw_an_older_version_is_told) {
  const CaseId id = registers(Story::inquiry());
  EXPECT_EQ(transfers(id, clerk, station), "");
  EXPECT_EQ(replies(id, clerk, 1), "case.changed_meanwhile");
  EXPECT_EQ(replies(id, clerk, 2), "");
}

TEST_F(PerformTest, Art_9_5_what_may_not_be_read_is_unknown) {
  const CaseId id = registers(Story::tip(), agent);
  EXPECT_EQ(replies(id, clerk), "case.unknown");
  EXPECT_EQ(replies(id, clerk, 99), "case.unknown") << "not even that it changed";
  EXPECT_EQ(replies(CaseId{99}, agent), "case.unknown");
  EXPECT_EQ(load_case(session, id)->contact.name, "");
  for (const db::Entry& entry : db::read_stream(session, "case/" + std::to_string(id.value)))
    EXPECT_EQ(entry.payload.find("13800000000"), std::string::npos) << "the journal keeps only what is sealed";
}

TEST_F(PerformTest, Art_6_a_verb_without_a_grant_is_refused_before_its_rule) {
  const CaseId id = registers(Story::inquiry());
  EXPECT_EQ(does(id, agent, "reply", [](const ServiceCase&, const Situation&) -> Decision {
    ADD_FAILURE() << "the rule ran";
    return std::vector<CaseEvent>{};
  }), "permission.denied");
}

TEST_F(PerformTest, Art_10_7_the_clock_finds_what_is_due_and_leaves_nothing) {
  const CaseId first = registers(Story::inquiry());
  const CaseId second = registers(Story::fault());
  EXPECT_EQ(cases_to_strike(session, now, 10), std::vector<CaseId>{});
  now = at("2025-10-20T11:00");
  EXPECT_EQ(cases_to_strike(session, now, 10), std::vector<CaseId>{second});
  EXPECT_FALSE(perform_strike(desk({}, Actor::Kind::clock), second).events.empty());
  sound(second);
  EXPECT_EQ(cases_to_strike(session, now, 10), std::vector<CaseId>{});
  now = at("2025-11-20T11:00");
  EXPECT_EQ(cases_to_strike(session, now, 10).size(), 2U);
  EXPECT_EQ(cases_to_strike(session, now, 1).size(), 1U);
  for (const CaseId id : {first, second}) perform_strike(desk({}, Actor::Kind::clock), id);
  EXPECT_EQ(cases_to_strike(session, now, 10), std::vector<CaseId>{});
}

TEST_F(PerformTest, Art_10_7_a_warning_nobody_read_is_passed_on_once) {
  const CaseId id = registers(Story::inquiry());
  now = *next_strike(*load_case(session, id), *rules, rules->calendars);
  ASSERT_EQ(perform_strike(desk({}, Actor::Kind::clock), id).events.size(), 1U);
  EXPECT_TRUE(unread_warnings(session, now.plus_seconds(-1), 10).empty()) << "it was given only now";
  const std::vector<UnreadWarning> unread = unread_warnings(session, now, 10);
  ASSERT_EQ(unread.size(), 1U);
  EXPECT_EQ(unread[0].officer_id, clerk);
  now = now.plus_seconds(3 * 3600);
  const Performed passed_on = perform_unread(desk({}, Actor::Kind::clock), id, clerk);
  mark_escalated(session, unread[0], now);
  sound(id);
  ASSERT_EQ(passed_on.events.size(), 1U);
  EXPECT_EQ(std::get<ClockStruck>(passed_on.events[0].body).told_id, hall_head);
  const std::vector<UnreadWarning> next = unread_warnings(session, now, 10);
  ASSERT_EQ(next.size(), 1U) << "the clerk's is done with; the head's own waits to be read";
  EXPECT_EQ(next[0].officer_id, hall_head);
}

TEST_F(PerformTest, Art_10_1_the_public_gets_the_officer_with_the_fewest_open_duties) {
  const CaseDesk public_desk = desk({}, Actor::Kind::customer);
  const auto one = perform_registration(public_desk, Story::inquiry()), two = perform_registration(public_desk, Story::inquiry());
  ASSERT_TRUE(one);
  ASSERT_TRUE(two);
  EXPECT_TRUE(bureau_now->is_within(bureau_now->officer(one->after.first_contact_id)->unit_id, hotline));
  EXPECT_NE(one->after.first_contact_id, two->after.first_contact_id);
}

TEST_F(PerformTest, Art_10_7_links_stand_on_both_sides) {
  const CaseId one = registers(Story::inquiry()), other = registers(Story::inquiry());
  ASSERT_TRUE(perform_link(desk(clerk), one, 0, {other, {"同一件事"}}));
  EXPECT_EQ(load_case(session, other)->linked_case_ids, std::vector<CaseId>{one});
  sound(one);
  sound(other);
  EXPECT_EQ(perform_link(desk(clerk), one, 0, {CaseId{99}, {"x"}}).refusal().code, "link.unknown_case");
  ASSERT_TRUE(perform_unlink(desk(clerk), one, 0, {other, {"误连"}}));
  EXPECT_TRUE(load_case(session, one)->linked_case_ids.empty());
}

TEST_F(PerformTest, Art_10_1_a_state_row_somebody_touched_is_found) {
  const CaseId id = registers(Story::inquiry());
  session.run("UPDATE service_case SET responsible_officer_id = 91");
  EXPECT_FALSE(verify_case(session, id).empty());
}

TEST(CaseNumber, Art_10_6_carries_a_check_digit_and_starts_again_each_day) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  const Instant today = at("2025-10-20T23:59"), tomorrow = at("2025-10-21T00:00");
  const std::string one = next_case_number(session, today), two = next_case_number(session, today), next = next_case_number(session, tomorrow);
  EXPECT_EQ(one.substr(0, 13), "2025102000001");
  EXPECT_EQ(two.substr(0, 13), "2025102000002");
  EXPECT_EQ(next.substr(0, 13), "2025102100001");
  for (const std::string& number : {one, two, next}) {
    EXPECT_TRUE(is_case_number(number)) << number;
    for (std::size_t i = 0; i < number.size(); ++i) {
      std::string wrong = number;
      wrong[i] = wrong[i] == '9' ? '0' : static_cast<char>(wrong[i] + 1);
      EXPECT_FALSE(is_case_number(wrong)) << "one wrong digit goes unnoticed: " << wrong;
    }
  }
  for (const char* no : {"", "1", "abc", "２０２５1020000012"}) EXPECT_FALSE(is_case_number(no)) << no;
}

template <std::size_t... Index>
void each_body_survives(std::index_sequence<Index...>) {
  const auto check = [](EventBody body) {
    CaseEvent event;
    event.case_id = CaseId{5};
    event.number = 7;
    event.at = at("2025-10-20T10:00");
    event.actor_id = OfficerId{-1};
    event.on_behalf_of_id = OfficerId{3};
    event.clause = "art.10(7)";
    event.rulebook_version = 2;
    event.body = std::move(body);
    event.duties = {{1, DutyKind::step, DutyStep::armed, "registered", "done", event.at, event.at, {{"R-1", SourceClass::law, {5, TimeUnit::wd}, event.at, true, event.at}}, true, OfficerId{1}, UnitId{2}, "因"}};
    db::Entry entry;
    static_cast<db::NewEntry&>(entry) = to_entry(event);
    const CaseEvent read = from_entry(entry);
    EXPECT_EQ(read.body.index(), event.body.index()) << kind_name(event.body);
    EXPECT_EQ(read.duties, event.duties) << kind_name(event.body);
    EXPECT_EQ(read.on_behalf_of_id, event.on_behalf_of_id);
    EXPECT_EQ(to_entry(read).payload, entry.payload) << kind_name(event.body);
  };
  (check(EventBody(std::in_place_index<Index>)), ...);
}

TEST(CaseJournal, Art_10_1_every_event_reads_back_as_it_was_written) { each_body_survives(std::make_index_sequence<std::variant_size_v<EventBody>>()); }

}  // namespace
}  // namespace shouwen
