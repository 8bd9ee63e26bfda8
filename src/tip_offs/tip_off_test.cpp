// A tip step by step: nobody of the accused's line, two who look, a reward by the table, approved by another, once.
#include <gtest/gtest.h>

#include "db/temporary_database_test.h"
#include "tip_offs/accused.h"
#include "tip_offs/tip_fixture_test.h"
#include "tip_offs/tip_off_store.h"

namespace shouwen {
namespace {

TEST_F(Tip, Art_9_5_it_goes_by_steps_with_two_investigators) {
  EXPECT_EQ(take(pre_check(tip, {0, true, {"x"}}, by(auditor))), "tip.wrong_stage");
  EXPECT_EQ(take(accept_tip(tip, {3}, by(auditor))), "tip.changed_meanwhile");
  EXPECT_EQ(take(accept_tip(tip, {}, by(auditor))), "");
  EXPECT_EQ(take(accept_tip(tip, {}, by(auditor))), "tip.wrong_stage");
  EXPECT_EQ(take(appoint_investigators(tip, {0, {auditor, audit_head}}, by(auditor))), "tip.wrong_stage");
  EXPECT_EQ(take(pre_check(tip, {0, true, {"有线索"}}, by(auditor))), "");
  EXPECT_EQ(take(appoint_investigators(tip, {0, {auditor}}, by(auditor))), "tip.two_investigators");
  EXPECT_EQ(take(appoint_investigators(tip, {0, {auditor, auditor}}, by(auditor))), "tip.two_investigators");
  EXPECT_EQ(take(appoint_investigators(tip, {0, {auditor, former_clerk}}, by(auditor))), "tip.unknown_officer");
  EXPECT_EQ(take(appoint_investigators(tip, {0, {auditor, audit_head}}, by(auditor))), "");
  EXPECT_EQ(take(report_investigation(tip, {0, {"x"}}, by(clerk))), "tip.not_investigator");
  EXPECT_EQ(take(report_investigation(tip, {0, {"现场"}}, by(auditor))), "");
  EXPECT_EQ(take(report_investigation(tip, {0, {"现场"}}, by(auditor))), "tip.reported_already");
  EXPECT_EQ(take(find_tip(tip, {0, TipVerdict::verified, {"x"}, {}}, by(auditor))), "tip.wrong_stage");
  EXPECT_EQ(take(report_investigation(tip, {0, {"用电量"}}, by(audit_head))), "");
  EXPECT_EQ(take(find_tip(tip, {0, TipVerdict::not_verified, {"x"}, 100}, by(auditor))), "tip.bad_amount");
  EXPECT_EQ(take(find_tip(tip, {0, TipVerdict::verified, {"x"}, -1}, by(auditor))), "tip.bad_amount");
  EXPECT_EQ(take(find_tip(tip, {0, TipVerdict::partly, {"x"}, 100}, by(auditor))), "");
  EXPECT_EQ(tip.stage, TipStage::found);
}

TEST_F(Tip, Art_9_5_what_is_not_taken_up_ends_there) {
  EXPECT_EQ(take(accept_tip(tip, {}, by(auditor))), "");
  EXPECT_EQ(take(pre_check(tip, {0, false, {"不属本局"}}, by(auditor))), "");
  EXPECT_EQ(tip.stage, TipStage::not_taken_up);
  EXPECT_EQ(take(appoint_investigators(tip, {0, {auditor, audit_head}}, by(auditor))), "tip.wrong_stage");
}

TEST_F(Tip, Art_9_5_the_accused_and_their_line_do_nothing_with_it) {
  struct Row { OfficerId officer; std::vector<OfficerId> also; std::vector<UnitId> units; OfficerId who; bool kept_out; };
  for (const Row& row : {Row{clerk, {}, {}, clerk, true}, Row{clerk, {}, {}, other_clerk, true}, Row{clerk, {}, {}, auditor, false}, Row{hall_head, {}, {}, clerk, true},
                         Row{{}, {clerk}, {}, clerk, true}, Row{{}, {agent, clerk}, {}, other_clerk, true}, Row{{}, {}, {hall}, clerk, true}, Row{{}, {}, {center}, clerk, true},
                         Row{{}, {}, {center}, center_head, true}, Row{{}, {}, {station}, clerk, false}, Row{{}, {}, {audit}, audit_head, true}, Row{{}, {}, {}, clerk, false}}) {
    service_case.about_officer_id = row.officer;
    service_case.further_accused = Accused{row.also, row.units};
    EXPECT_EQ(code_of(accept_tip({}, {}, by(row.who))), row.kept_out ? "tip.recused" : "") << row.who.value;
    EXPECT_EQ(code_of(say_to_reporter({}, {{"x"}}, by(row.who))), row.kept_out ? "tip.recused" : "") << row.who.value;
    EXPECT_EQ(code_of(ask_opening({}, {"x"}, by(row.who))), row.kept_out ? "tip.recused" : "") << row.who.value;
  }
}

TEST_F(Tip, Art_9_5_an_investigator_of_the_accused_line_is_refused) {
  service_case.further_accused = Accused{{}, {audit}};
  tip.stage = TipStage::accepted;
  tip.pre_check = PreCheck{director, true, {"x"}, morning};
  EXPECT_EQ(take(appoint_investigators(tip, {0, {auditor, office_head}}, by(office_head))), "tip.investigator_recused");
  EXPECT_EQ(take(appoint_investigators(tip, {0, {office_clerk, office_head}}, by(office_head))), "");
}

TEST_F(Tip, Art_9_5_naming_the_accused_takes_it_from_a_holder_of_their_line) {
  service_case.responsible_officer_id = clerk;
  service_case.holdings = {{clerk, hall, morning}};
  const Situation situation{{Actor::Kind::officer, auditor, {}}, morning, shipped, bureau_staff, shipped.calendars};
  const auto named = name_accused(service_case, {{other_clerk}, {}, {"举报人所指"}}, situation);
  ASSERT_TRUE(named);
  ServiceCase after = service_case;
  for (const CaseEvent& event : *named) after = apply(std::move(after), event);
  EXPECT_EQ(after.about_officer_id, other_clerk);
  EXPECT_EQ(after.responsible_officer_id, audit_head) << "the head of supervision";
  EXPECT_EQ(name_accused(service_case, {{OfficerId{999}}, {}, {"x"}}, situation).refusal().code, "register_case.unknown_officer");
  EXPECT_EQ(name_accused(service_case, {{}, {UnitId{999}}, {"x"}}, situation).refusal().code, "register_case.unknown_unit");
}

TEST_F(Tip, Art_9_5_both_sides_talk_and_a_flood_stops) {
  EXPECT_EQ(take(say_as_reporter(tip, {{"还有照片"}}, 1, by(the_reporter))), "");
  EXPECT_EQ(tip.unanswered, 1);
  EXPECT_EQ(take(say_to_reporter(tip, {{"请上传"}}, by(auditor))), "");
  EXPECT_EQ(tip.unanswered, 0);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(take(say_as_reporter(tip, {{"𠮷"}}, 1, by(the_reporter))), "");
  EXPECT_EQ(take(say_as_reporter(tip, {{"x"}}, 1, by(the_reporter))), "tip.talk_full");
}

TEST_F(Tip, Art_9_5_an_opening_needs_two) {
  EXPECT_EQ(take(ask_opening(tip, {"须当面核实"}, by(auditor))), "");
  EXPECT_EQ(take(ask_opening(tip, {"再问"}, by(audit_head))), "opening.waiting_already");
  EXPECT_EQ(take(end_opening(tip, 1, OpeningStage::opened, by(auditor))), "opening.own");
  EXPECT_EQ(take(end_opening(tip, 2, OpeningStage::opened, by(audit_head))), "opening.unknown");
  EXPECT_EQ(take(end_opening(tip, 1, OpeningStage::opened, by(audit_head))), "");
  EXPECT_EQ(take(end_opening(tip, 1, OpeningStage::declined, by(audit_head))), "opening.over");
  service_case.contact.sealed.clear();
  EXPECT_EQ(take(ask_opening(tip, {"x"}, by(auditor))), "identity.unknown");
}

TEST_F(Tip, Art_9_5_the_table_decides_the_reward_down_to_the_fen) {
  struct Row { const char* category; TipVerdict verdict; std::int64_t recovered_fen, amount_fen; const char* row; };
  for (const Row& row : {
           Row{"tip_off.theft", TipVerdict::verified, 0, 20'000, "nothing_recovered"},
           Row{"tip_off.theft", TipVerdict::verified, 1, 20'000, "recovered_small"},
           Row{"tip_off.theft", TipVerdict::verified, 333'333, 33'333, "recovered_small"},
           Row{"tip_off.theft", TipVerdict::verified, 999'999, 99'999, "recovered_small"},
           Row{"tip_off.theft", TipVerdict::verified, 1'000'000, 100'000, "recovered_medium"},
           Row{"tip_off.theft", TipVerdict::verified, 2'000'000, 160'000, "recovered_medium"},
           Row{"tip_off.theft", TipVerdict::verified, 4'999'999, 300'000, "recovered_medium"},
           Row{"tip_off.theft", TipVerdict::verified, 5'000'000, 300'000, "recovered_large"},
           Row{"tip_off.theft", TipVerdict::verified, 90'000'000, 500'000, "recovered_large"},
           Row{"tip_off.theft", TipVerdict::partly, 2'000'000, 80'000, "recovered_medium"},
           Row{"tip_off.conduct", TipVerdict::verified, 0, 50'000, "conduct"},
           Row{"tip_off.theft", TipVerdict::false_report, 0, 0, ""},
           Row{"tip_off.theft", TipVerdict::malicious, 0, 0, ""},
           Row{"tip_off.theft", TipVerdict::not_verified, 0, 0, ""},
       }) {
    const RewardByRule given = reward_by_rule(*tip_off_rules(shipped), row.category, {auditor, row.verdict, {"x"}, row.recovered_fen, morning});
    EXPECT_EQ(given.amount_fen, row.amount_fen) << row.recovered_fen;
    EXPECT_EQ(given.row == nullptr ? "" : given.row->code, row.row) << row.recovered_fen;
  }
}

TEST_F(Tip, Art_9_5_every_number_of_the_table_is_marked_as_an_example) {
  for (const TipRewardRow& row : tip_off_rules(shipped)->rewards) EXPECT_TRUE(row.example) << row.code;
}

TEST_F(Tip, Art_9_5_an_unclaimed_reward_ends_by_rule) {
  approve();
  const Instant end = *tip.reward->claim_ends_at;
  EXPECT_EQ(local_date(end), local_date(morning).plus_days(91));
  EXPECT_EQ(code_of(expire_reward(tip, by({}, end.plus_seconds(-1)))), "tip_reward.not_payable");
  EXPECT_EQ(code_of(claim_reward(tip, 1, false, by(the_reporter, end))), "tip_reward.over");
  EXPECT_EQ(take(expire_reward(tip, by({}, end))), "");
  EXPECT_EQ(take(claim_reward(tip, 1, false, by(the_reporter, end))), "tip_reward.over");
}

TEST_F(Tip, Art_9_5_rows_are_what_the_events_make_and_a_slip_is_paid_once) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  TipOff stored = load_tip_off(session, CaseId{7});
  EXPECT_EQ(stored.stage, TipStage::received);
  stored = save_tip_off(session, stored, *accept_tip(stored, {}, by(auditor)), 1);
  stored = save_tip_off(session, stored, *say_as_reporter(stored, {{"𠮷 㛃"}}, 1, by(the_reporter)), 1);
  EXPECT_EQ(load_tip_off(session, CaseId{7}), stored);
  EXPECT_TRUE(verify_tip_off(session, CaseId{7}).empty());
  session.run("UPDATE tip_off SET stage = 4 WHERE case_id = 7");
  EXPECT_EQ(verify_tip_off(session, CaseId{7}).size(), 1U);
  const RewardSlip slip{std::string(32, 'h'), CaseId{7}, 1, 160'000, morning, "sealed", {}};
  keep_slip(session, slip);
  EXPECT_TRUE(keep_payment(session, slip, clerk, morning));
  EXPECT_FALSE(keep_payment(session, slip, other_clerk, morning)) << "the slip is the key";
  EXPECT_EQ(find_slip(session, slip.hash)->paid_at, morning);
}

TEST_F(Tip, Art_9_5_many_guessed_codes_in_an_hour_raise_one_alarm) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  for (std::int64_t misses = 1; misses <= 25; ++misses) {
    EXPECT_EQ(note_code_miss(session, morning), misses);
    if (misses >= 20) alarm_code_misses(session, morning, misses, 1);
  }
  EXPECT_EQ(code_alarms(session, morning).size(), 1U);
  EXPECT_EQ(note_code_miss(session, morning.plus_seconds(3600)), 1) << "each hour anew";
}

}  // namespace
}  // namespace shouwen
