// Whoever must know is told, once, and nobody is told of his own doing.
#include "cases/notices.h"

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

std::string name_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::offered: return "offered";
    case NoticeKind::returned: return "returned";
    case NoticeKind::office_asked: return "office_asked";
    case NoticeKind::given: return "given";
    case NoticeKind::taken_over: return "taken_over";
    case NoticeKind::answered: return "answered";
    case NoticeKind::reminded: return "reminded";
    case NoticeKind::supervised: return "supervised";
    case NoticeKind::extension_asked: return "extension_asked";
    case NoticeKind::extension_decided: return "extension_decided";
    case NoticeKind::customer_spoke: return "customer_spoke";
    case NoticeKind::reopened: return "reopened";
    case NoticeKind::resumed: return "resumed";
    case NoticeKind::warned: return "warned";
    case NoticeKind::overdue: return "overdue";
    case NoticeKind::escalated: return "escalated";
    case NoticeKind::supervision_answered: return "supervision_answered";
    case NoticeKind::price_posting_overdue: return "price_posting_overdue";
    case NoticeKind::replanned: return "replanned";
    case NoticeKind::policy_unread: return "policy_unread";
    case NoticeKind::conduct: return "conduct";
    case NoticeKind::participation: return "participation";
    case NoticeKind::charge_refused: return "charge_refused";
    case NoticeKind::bill_adjustment: return "bill_adjustment";
    case NoticeKind::codes_guessed: return "codes_guessed";
    case NoticeKind::webhook_paused: return "webhook_paused";
  }
  return {};
}

/// A story that also keeps what the last step told to whom: "9 offered, 61 answered".
struct Telling : Story {
  std::vector<DutyShift> shifts;
  std::string step(const std::function<std::string(Story&)>& verb) {
    const ServiceCase before = state;
    OfficerId supervisor;
    for (const CaseEvent& event : events)
      if (std::holds_alternative<Supervised>(event.body)) supervisor = event.actor_id;
    EXPECT_EQ(verb(*this), "");
    std::string told;
    for (const CaseEvent& event : last)
      for (const Notice& notice : notices_of(event, before, state, {organisation, shifts, supervisor}))
        told += (told.empty() ? "" : ", ") + std::to_string(notice.officer_id.value) + " " + name_of(notice.kind) +
                (notice.standing_in_for_id ? " for " + std::to_string(notice.standing_in_for_id.value) : "");
    return told;
  }
};

TEST(Notices, Art_10_7_a_hand_over_tells_the_receiver_and_its_return_the_sender) {
  Telling story;
  EXPECT_EQ(story.step([](Story& s) { return s.registers(clerk, Story::complaint()); }), "");
  EXPECT_EQ(story.step([](Story& s) { return s.transfers(clerk, station); }), "9 offered");
  EXPECT_EQ(story.step([](Story& s) { return s.returns(station_head); }), "61 returned");
  EXPECT_EQ(story.step([](Story& s) { return s.transfers(clerk, station, station_officer); }), "91 offered");
  EXPECT_EQ(story.step([](Story& s) { return s.accepts(station_officer); }), "");
  EXPECT_EQ(story.step([](Story& s) { return s.replies(station_officer); }), "61 answered") << "the first contact stays answerable";
}

TEST(Notices, Art_10_4_the_office_is_told_of_a_question_and_the_holder_of_the_ruling) {
  Telling story;
  story.registers(clerk, Story::complaint());
  EXPECT_EQ(story.step([](Story& s) { return s.asks_office(clerk); }), "2 office_asked");
  EXPECT_EQ(story.step([](Story& s) { return s.rules(office_head, station, station_officer); }), "91 given");
}

TEST(Notices, Art_10_4_a_return_beyond_the_budget_tells_the_office_once) {
  Telling story;
  story.registers(clerk, Story::complaint());
  story.transfers(clerk, station);
  story.returns(station_head);
  story.transfers(clerk, marketing);
  EXPECT_EQ(story.step([](Story& s) { return s.returns(marketing_head); }), "61 returned, 2 office_asked");
}

TEST(Notices, Art_10_1_urging_tells_the_holder_and_the_first_contact) {
  Telling story;
  story.registers(clerk, Story::complaint());
  EXPECT_EQ(story.step([](Story& s) { return s.customer_reminds(); }), "61 reminded") << "told once, though he is both";
  story.transfers(clerk, station, station_officer);
  story.accepts(station_officer);
  EXPECT_EQ(story.step([](Story& s) { return s.customer_reminds(); }), "91 reminded, 61 reminded");
  EXPECT_EQ(story.step([](Story& s) { return s.reminds(clerk); }), "91 reminded") << "not whoever urged";
  EXPECT_EQ(story.step([](Story& s) { return s.supervises(auditor); }), "91 supervised");
  EXPECT_EQ(story.step([](Story& s) { return s.customer_adds(); }), "91 customer_spoke");
}

TEST(Notices, Art_4_of_an_absent_colleague_the_deputy_is_told_too) {
  Telling story;
  story.organisation = small_bureau::organisation({{station_officer, {at("2025-10-20T00:00"), at("2025-10-25T00:00")}}});
  story.registers(clerk, Story::complaint());
  EXPECT_EQ(story.step([](Story& s) { return s.transfers(clerk, station, station_officer); }), "91 offered, 92 offered for 91");
}

TEST(Notices, Art_10_7_more_time_is_asked_of_the_head_and_answered_to_the_asker) {
  Telling story;
  story.registers(clerk, Story::complaint());
  EXPECT_EQ(story.step([](Story& s) { return s.asks_for_time(clerk, "2025-10-29T17:00"); }), "6 extension_asked");
  EXPECT_EQ(story.step([](Story& s) { return s.decides_on_time(hall_head, true); }), "61 extension_decided");
}

TEST(Notices, Art_10_7_the_clock_warns_the_holder_and_tells_the_head_of_a_breach) {
  Telling story;
  story.registers(clerk, Story::inquiry());
  std::string all;
  for (int hour = 0; hour < 24 * 14; ++hour) {
    story.now = at("2025-10-20T10:30").plus_seconds(hour * 3600);
    const std::string told = story.step([](Story& s) { return s.take(strike(s.state, s.as_clock())); });
    if (!told.empty()) all += told + "; ";
  }
  EXPECT_NE(all.find("61 warned"), std::string::npos) << all;
  EXPECT_NE(all.find("61 overdue, 6 escalated"), std::string::npos) << all;
  EXPECT_NE(all.find("4 escalated"), std::string::npos) << "supervision at last: " << all;
}

TEST(Notices, Art_6_who_gave_an_order_is_told_of_its_answer) {
  Telling story;
  story.registers(clerk, Story::complaint());
  story.step([](Story& s) { return s.supervises(auditor); });
  EXPECT_EQ(story.step([](Story& s) { return s.answers_supervision(clerk); }), "41 supervision_answered");
  story.step([](Story& s) { return s.supervises(director); });
  EXPECT_EQ(story.step([](Story& s) { return s.answers_supervision(clerk); }), "1 supervision_answered") << "whoever ordered last";
}

TEST(Notices, Art_6_who_gave_an_order_is_told_when_the_customers_answer_or_a_withdrawal_ends_it) {
  Telling story;
  story.registers(clerk, Story::complaint());
  EXPECT_EQ(story.step([](Story& s) { return s.replies(clerk); }), "") << "nobody had ordered";
  story.reopens(clerk);
  story.step([](Story& s) { return s.supervises(auditor); });
  EXPECT_EQ(story.step([](Story& s) { return s.replies(clerk); }), "41 supervision_answered");
  story.reopens(clerk);
  EXPECT_EQ(story.step([](Story& s) { return s.replies(clerk); }), "") << "that order is over";

  Telling other;
  other.registers(clerk, Story::complaint());
  other.step([](Story& s) { return s.supervises(auditor); });
  EXPECT_EQ(other.step([](Story& s) { return s.customer_withdraws(); }), "61 customer_spoke, 41 supervision_answered");
}

TEST(Notices, Art_4_what_is_told_to_a_unit_goes_to_those_on_duty) {
  Telling story;
  const auto on_duty = [](UnitId unit, OfficerId who, const char* from = "2025-10-20T08:00", const char* to = "2025-10-20T20:00") {
    return DutyShift{who.value, unit, who, at(from), at(to), "值班"};
  };
  story.shifts = {on_duty(station, station_officer), on_duty(station, station_deputy), on_duty(station, crew, "2025-10-20T20:00", "2025-10-21T08:00"),
                  on_duty(office, office_clerk)};
  story.registers(clerk, Story::complaint());
  EXPECT_EQ(story.step([](Story& s) { return s.transfers(clerk, station); }), "91 offered, 92 offered") << "not the head, not the night shift";
  story.returns(station_head);
  EXPECT_EQ(story.step([](Story& s) { return s.transfers(clerk, station, station_head); }), "9 offered") << "who is named is told, on duty or not";
  EXPECT_EQ(story.step([](Story& s) { return s.returns(station_head); }), "61 returned, 21 office_asked");
}

TEST(Notices, Art_4_of_those_on_duty_an_absent_one_is_stood_in_for_and_without_anybody_the_head_is_told) {
  Telling story;
  story.organisation = small_bureau::organisation({{station_officer, {at("2025-10-20T00:00"), at("2025-10-25T00:00")}}, {crew, {at("2025-10-20T00:00"), at("2025-10-25T00:00")}}});
  const auto whole_day = [](OfficerId who) { return DutyShift{who.value, station, who, at("2025-10-20T00:00"), at("2025-10-21T00:00"), "值班"}; };
  story.shifts = {whole_day(station_officer)};
  story.registers(clerk, Story::complaint());
  EXPECT_EQ(story.step([](Story& s) { return s.transfers(clerk, station); }), "92 offered for 91");
  story.returns(station_head);
  story.shifts = {whole_day(crew)};
  EXPECT_EQ(story.step([](Story& s) { return s.transfers(clerk, station); }), "9 offered") << "absent without a deputy: as if nobody were on duty";
}

TEST(Notices, Art_10_7_a_duty_that_a_unit_owes_and_misses_is_told_to_those_on_duty) {
  Telling story;
  story.shifts = {{1, follow_up_team, follow_up_clerk, at("2025-10-20T00:00"), at("2025-12-20T00:00"), "回访"}};
  story.registers(clerk, Story::complaint());
  story.replies(clerk);
  std::string all;
  for (int hour = 0; hour < 24 * 30; ++hour) {
    story.now = at("2025-10-20T11:00").plus_seconds(hour * 3600);
    all += story.step([](Story& s) { return s.take(strike(s.state, s.as_clock())); });
  }
  EXPECT_NE(all.find("8 overdue"), std::string::npos) << all;
}

}  // namespace
}  // namespace shouwen
