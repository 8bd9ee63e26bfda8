// A tip step by step: nobody of the accused's line, two who look, a reward by the table, approved by another, once.
#include <gtest/gtest.h>

#include "db/temporary_database_test.h"
#include "org/small_bureau_test.h"
#include "tip_offs/accused.h"
#include "tip_offs/reward.h"
#include "tip_offs/talk.h"
#include "tip_offs/tip_off_store.h"
#include "tip_offs/verify_tip.h"

namespace shouwen {
namespace {

using namespace small_bureau;

const Instant morning = at_local(Date::of(2026, 3, 10), 10 * 3600);

class Tip : public testing::Test {
 protected:
  Tip() {
    service_case.id = CaseId{7};
    service_case.kind = CaseKind::tip_off;
    service_case.category = "tip_off.theft";
    service_case.secrecy = Secrecy::sealed;
    service_case.contact.sealed = "box1:AAAA";
    service_case.registered_at = morning;
    service_case.first_contact_id = auditor;
    service_case.responsible_officer_id = auditor;
    service_case.handling_unit_id = audit;
    tip.case_id = service_case.id;
  }
  TipSituation by(OfficerId who, Instant now = morning) const { return {who, now, service_case, bureau_staff, *tip_off_rules(shipped)}; }
  static std::string code_of(const TipDecision& decision) { return decision ? "" : decision.refusal().code; }
  std::string take(const TipDecision& decision) {
    if (!decision) return decision.refusal().code;
    tip = apply(std::move(tip), *decision);
    return "";
  }
  void investigate() {
    ASSERT_EQ(take(accept_tip(tip, {}, by(auditor))), "");
    ASSERT_EQ(take(pre_check(tip, {0, true, {"有线索"}}, by(auditor))), "");
    ASSERT_EQ(take(appoint_investigators(tip, {0, {auditor, audit_head}}, by(auditor))), "");
    ASSERT_EQ(take(report_investigation(tip, {0, {"现场查看"}}, by(auditor))), "");
    ASSERT_EQ(take(report_investigation(tip, {0, {"调取用电量"}}, by(audit_head))), "");
  }
  void find(TipVerdict verdict, std::int64_t recovered_fen) {
    investigate();
    ASSERT_EQ(take(find_tip(tip, {0, verdict, {"查实窃电"}, recovered_fen}, by(audit_head))), "");
  }
  void approve(std::int64_t recovered_fen = 2'000'000) {
    find(TipVerdict::verified, recovered_fen);
    ASSERT_EQ(take(propose_reward(tip, {0, {}, {}, {"按表"}}, {}, by(auditor))), "");
    ASSERT_EQ(take(decide_reward(tip, {0, true, {}}, by(audit_head))), "");
  }

  const Rulebook shipped = rulebook();
  const Organisation bureau_staff = organisation();
  ServiceCase service_case;
  TipOff tip;
};

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
  EXPECT_EQ(take(say_as_reporter(tip, {{"还有照片"}}, by(the_reporter))), "");
  EXPECT_EQ(tip.unanswered, 1);
  EXPECT_EQ(take(say_to_reporter(tip, {{"请上传"}}, by(auditor))), "");
  EXPECT_EQ(tip.unanswered, 0);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(take(say_as_reporter(tip, {{"𠮷"}}, by(the_reporter))), "");
  EXPECT_EQ(take(say_as_reporter(tip, {{"x"}}, by(the_reporter))), "tip.talk_full");
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

TEST_F(Tip, Art_9_5_a_reward_is_proposed_by_one_approved_by_another_claimed_and_paid_once) {
  EXPECT_EQ(take(propose_reward(tip, {0, {}, {}, {"x"}}, {}, by(auditor))), "tip_reward.not_found_yet");
  approve();
  EXPECT_EQ(tip.reward->amount_fen, 160'000);
  EXPECT_EQ(take(propose_reward(tip, {0, {}, {}, {"x"}}, {}, by(auditor))), "tip_reward.proposed_already");
  EXPECT_EQ(take(decide_reward(tip, {0, true, {}}, by(audit_head))), "tip_reward.decided");
  EXPECT_EQ(take(pay_reward(tip, by(clerk))), "tip_reward.not_claimed");
  EXPECT_EQ(take(claim_reward(tip, false, by(the_reporter))), "");
  EXPECT_EQ(take(claim_reward(tip, false, by(the_reporter))), "tip_reward.not_payable");
  EXPECT_EQ(take(pay_reward(tip, by(clerk))), "");
  EXPECT_EQ(take(pay_reward(tip, by(clerk))), "tip_reward.paid_already");
}

TEST_F(Tip, Art_9_5_who_proposed_does_not_approve_and_a_refusal_says_why) {
  find(TipVerdict::verified, 0);
  EXPECT_EQ(take(decide_reward(tip, {0, true, {}}, by(audit_head))), "tip_reward.none");
  ASSERT_EQ(take(propose_reward(tip, {0, {}, {}, {"按表"}}, {}, by(auditor))), "");
  EXPECT_EQ(take(decide_reward(tip, {0, true, {}}, by(auditor))), "tip_reward.own_proposal");
  EXPECT_EQ(take(decide_reward(tip, {0, false, {}}, by(audit_head))), "tip_reward.reason_missing");
  EXPECT_EQ(take(decide_reward(tip, {0, false, {"证据不足"}}, by(audit_head))), "");
  EXPECT_EQ(take(claim_reward(tip, false, by(the_reporter))), "tip_reward.not_payable");
  EXPECT_EQ(take(propose_reward(tip, {0, {}, {}, {"重新提出"}}, {}, by(auditor))), "") << "what was refused may be proposed anew";
}

TEST_F(Tip, Art_9_5_false_and_excluded_tips_get_nothing) {
  find(TipVerdict::malicious, 0);
  EXPECT_EQ(take(propose_reward(tip, {0, {}, {}, {"x"}}, {}, by(auditor))), "tip_reward.not_verified");
  tip.finding->verdict = TipVerdict::verified;
  EXPECT_EQ(take(propose_reward(tip, {0, Line<1, 60>{"because"}, {}, {"x"}}, {}, by(auditor))), "tip_reward.unknown_exclusion");
  ASSERT_EQ(take(propose_reward(tip, {0, Line<1, 60>{"already_known"}, {}, {"x"}}, {}, by(auditor))), "");
  EXPECT_EQ(tip.reward->amount_fen, 0);
  ASSERT_EQ(take(decide_reward(tip, {0, true, {}}, by(audit_head))), "");
  EXPECT_EQ(tip.reward->stage, RewardStage::refused);
}

TEST_F(Tip, Art_9_5_the_first_valid_reporter_wins) {
  find(TipVerdict::verified, 0);
  const auto proposal = [&](const std::optional<OtherTip>& other) { return propose_reward(tip, {0, {}, CaseId{3}, {"同一事实"}}, other, by(auditor)); };
  EXPECT_EQ(code_of(proposal({})), "tip_reward.other_tip_unknown");
  EXPECT_EQ(code_of(proposal(OtherTip{CaseId{7}, morning, true})), "tip_reward.other_tip_unknown");
  EXPECT_EQ(code_of(proposal(OtherTip{CaseId{3}, morning.plus_seconds(1), true})), "tip_reward.first_reporter");
  EXPECT_EQ(code_of(proposal(OtherTip{CaseId{3}, morning.plus_seconds(-1), false})), "tip_reward.first_reporter");
  ASSERT_EQ(take(proposal(OtherTip{CaseId{3}, morning.plus_seconds(-1), true})), "");
  EXPECT_EQ(tip.reward->exclusion, "later_reporter");
  EXPECT_EQ(tip.reward->amount_fen, 0);
}

TEST_F(Tip, Art_9_5_an_unclaimed_reward_ends_by_rule) {
  approve();
  const Instant end = *tip.reward->claim_ends_at;
  EXPECT_EQ(local_date(end), local_date(morning).plus_days(91));
  EXPECT_EQ(code_of(expire_reward(tip, by({}, end.plus_seconds(-1)))), "tip_reward.not_payable");
  EXPECT_EQ(code_of(claim_reward(tip, false, by(the_reporter, end))), "tip_reward.over");
  EXPECT_EQ(take(expire_reward(tip, by({}, end))), "");
  EXPECT_EQ(take(claim_reward(tip, false, by(the_reporter, end))), "tip_reward.over");
}

TEST_F(Tip, Art_9_5_rows_are_what_the_events_make_and_a_slip_is_paid_once) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  TipOff stored = load_tip_off(session, CaseId{7});
  EXPECT_EQ(stored.stage, TipStage::received);
  stored = save_tip_off(session, stored, *accept_tip(stored, {}, by(auditor)), 1);
  stored = save_tip_off(session, stored, *say_as_reporter(stored, {{"𠮷 㛃"}}, by(the_reporter)), 1);
  EXPECT_EQ(load_tip_off(session, CaseId{7}), stored);
  EXPECT_TRUE(verify_tip_off(session, CaseId{7}).empty());
  session.run("UPDATE tip_off SET stage = 4 WHERE case_id = 7");
  EXPECT_EQ(verify_tip_off(session, CaseId{7}).size(), 1U);
  const RewardSlip slip{std::string(32, 'h'), CaseId{7}, 160'000, morning, "sealed", {}};
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
