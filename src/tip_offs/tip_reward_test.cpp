// Who is rewarded, how much, who decides: several reporters of one tip, several tips about the same facts, the leading group.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "db/temporary_database_test.h"
#include "tip_offs/tip_fixture_test.h"
#include "tip_offs/tip_off_store.h"

namespace shouwen {
namespace {

constexpr std::int64_t a_second = 1;

TEST_F(Tip, Art_9_5_the_leading_group_approves_by_votes_not_an_auditor_and_it_is_paid_once) {
  EXPECT_EQ(propose(), "tip_reward.not_found_yet");
  find(TipVerdict::verified, 2'000'000);
  EXPECT_EQ(vote(director), "tip_reward.none");
  ASSERT_EQ(propose(), "");
  EXPECT_EQ(propose(), "tip_reward.proposed_already");
  EXPECT_EQ(vote(auditor), "tip_reward.own_proposal");
  EXPECT_EQ(vote(audit_head), "tip_reward.not_member");
  EXPECT_EQ(vote(director, false), "tip_reward.reason_missing");
  ASSERT_EQ(vote(director), "");
  EXPECT_EQ(tip.reward->stage, RewardStage::proposed) << "one vote decides nothing";
  EXPECT_EQ(vote(director), "tip_reward.voted_already");
  EXPECT_EQ(take(claim_reward(tip, 1, false, by(the_reporter))), "tip_reward.not_payable");
  ASSERT_EQ(vote(office_head), "");
  EXPECT_EQ(tip.reward->stage, RewardStage::payable);
  EXPECT_EQ(tip.reward->amount_fen, 160'000);
  EXPECT_EQ(tip.reward->votes.size(), 2U);
  EXPECT_EQ(vote(marketing_head), "tip_reward.decided");
  EXPECT_EQ(take(pay_reward(tip, 1, by(clerk))), "tip_reward.not_claimed");
  EXPECT_EQ(take(claim_reward(tip, 2, false, by(the_reporter))), "tip_reward.not_payable") << "there is one reporter";
  EXPECT_EQ(take(claim_reward(tip, 1, false, by(the_reporter))), "");
  EXPECT_EQ(take(claim_reward(tip, 1, false, by(the_reporter))), "tip_reward.not_payable");
  EXPECT_EQ(take(pay_reward(tip, 1, by(clerk))), "");
  EXPECT_EQ(take(pay_reward(tip, 1, by(clerk))), "tip_reward.paid_already");
}

TEST_F(Tip, Art_9_5_the_group_refuses_when_it_can_no_longer_agree_and_says_why) {
  find(TipVerdict::verified, 0);
  ASSERT_EQ(propose(), "");
  ASSERT_EQ(vote(director, false, "证据不足"), "");
  EXPECT_EQ(tip.reward->stage, RewardStage::proposed) << "two others may still agree";
  const auto refusing = vote_on_reward(tip, {0, false, {"同上"}}, setting().group, by(office_head));
  ASSERT_EQ(take(refusing), "");
  EXPECT_EQ(tip.reward->stage, RewardStage::refused);
  const auto told = told_after(tip, *refusing, by({}));
  ASSERT_TRUE(told);
  EXPECT_NE(told->message->text.value.find("同上"), std::string::npos);
  EXPECT_NE(told->message->text.value.find("第九条第五项"), std::string::npos);
  EXPECT_FALSE(told->message->text_en.empty());
  EXPECT_EQ(take(claim_reward(tip, 1, false, by(the_reporter))), "tip_reward.not_payable");
  EXPECT_EQ(propose(), "") << "what was refused may be proposed anew";
  EXPECT_TRUE(tip.reward->votes.empty());
}

TEST_F(Tip, Art_9_5_a_group_too_small_is_told_before_anything_is_proposed) {
  find(TipVerdict::verified, 0);
  const auto proposal = [&](std::vector<OfficerId> group) { return code_of(propose_reward(tip, {0, {}, {}, {}, {"按表"}}, setting({}, std::move(group)), by(auditor))); };
  EXPECT_EQ(proposal({director}), "tip_reward.group_too_small");
  EXPECT_EQ(proposal({director, auditor}), "tip_reward.group_too_small") << "who proposes does not vote";
  EXPECT_EQ(proposal({director, office_head}), "");
  TipOffRules unset = *tip_off_rules(shipped);
  unset.group_votes = 0;
  EXPECT_EQ(code_of(propose_reward(tip, {0, {}, {}, {}, {"按表"}}, setting(), {auditor, morning, service_case, bureau_staff, unset})), "tip_reward.group_not_set");
}

TEST_F(Tip, Art_9_5_nobody_of_the_accused_line_votes) {
  find(TipVerdict::verified, 0);
  ASSERT_EQ(propose(), "");
  service_case.about_officer_id = office_head;
  EXPECT_EQ(vote(office_head), "tip.recused");
  service_case.about_officer_id = {};
  service_case.further_accused = Accused{{}, {office}};
  EXPECT_EQ(vote(office_head), "tip.recused");
  EXPECT_EQ(vote(marketing_head), "");
}

RC_GTEST_PROP(TipVotes, Art_9_5_votes_decide_once_whatever_their_order, (std::vector<bool> given)) {
  const Rulebook shipped = small_bureau::rulebook();
  const Organisation staff = small_bureau::organisation();
  TipOffRules rules = *tip_off_rules(shipped);
  const auto members = *rc::gen::inRange<std::int64_t>(1, 9);
  rules.group_votes = *rc::gen::inRange<std::int64_t>(1, members + 1);
  given.resize(static_cast<std::size_t>(members));
  std::vector<OfficerId> group;
  for (std::int64_t i = 0; i < members; ++i) group.push_back(OfficerId{100 + i});
  ServiceCase service_case;
  service_case.kind = CaseKind::tip_off;
  TipOff tip;
  tip.reward = TipReward{};
  tip.reward->amount_fen = 100;
  std::int64_t agreed = 0, voted = 0;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto decision = vote_on_reward(tip, {0, given[i], {given[i] ? "" : "x"}}, group, {group[i], morning, service_case, staff, rules});
    if (tip.reward->stage != RewardStage::proposed) {
      RC_ASSERT(decision.refused());
      continue;
    }
    RC_ASSERT(!decision.refused());
    tip = apply(std::move(tip), *decision);
    ++voted;
    agreed += given[i] ? 1 : 0;
    if (agreed >= rules.group_votes) RC_ASSERT(tip.reward->stage == RewardStage::payable);
    else if (agreed + members - voted < rules.group_votes) RC_ASSERT(tip.reward->stage == RewardStage::refused);
    else RC_ASSERT(tip.reward->stage == RewardStage::proposed);
  }
  RC_ASSERT(tip.reward->stage != RewardStage::proposed);
}

TEST_F(Tip, Art_9_5_what_excludes_a_reward_is_proved_and_told_with_its_rule) {
  find(TipVerdict::verified, 0);
  const auto excluded = [&](const char* code, std::optional<Date> since) { return ProposeRewardInput{0, Line<1, 60>{code}, since, {}, {"稽查工单 2026-031"}}; };
  EXPECT_EQ(propose(excluded("because", {})), "tip_reward.unknown_exclusion");
  EXPECT_EQ(propose(excluded("later_reporter", {})), "tip_reward.not_later");
  EXPECT_EQ(propose(excluded("already_known", {})), "tip_reward.known_since_missing");
  EXPECT_EQ(propose(excluded("already_known", Date::of(2026, 3, 11))), "tip_reward.known_since_later");
  ASSERT_EQ(propose(excluded("already_known", Date::of(2026, 2, 3))), "");
  EXPECT_EQ(tip.reward->amount_fen, 0);
  ASSERT_EQ(vote(director), "");
  const auto agreed = vote_on_reward(tip, {0, true, {}}, setting().group, by(office_head));
  ASSERT_EQ(take(agreed), "");
  EXPECT_EQ(tip.reward->stage, RewardStage::refused);
  EXPECT_TRUE(tip.reward->exclusion_agreed);
  const auto told = told_after(tip, *agreed, by({}));
  ASSERT_TRUE(told);
  EXPECT_NE(told->message->text.value.find("2026-02-03"), std::string::npos) << told->message->text.value;
}

TEST_F(Tip, Art_9_5_false_and_malicious_tips_earn_nothing_and_their_reporter_is_told) {
  for (const TipVerdict verdict : {TipVerdict::not_verified, TipVerdict::false_report, TipVerdict::malicious}) {
    tip = TipOff{};
    investigate();
    const auto found = find_tip(tip, {0, verdict, {"内部理由不外传"}, 0}, by(audit_head));
    ASSERT_EQ(take(found), "");
    EXPECT_EQ(propose(), "tip_reward.not_verified");
    const auto told = told_after(tip, *found, by({}));
    ASSERT_TRUE(told);
    EXPECT_NE(told->message->text.value.find("第九条第五项"), std::string::npos);
    EXPECT_EQ(told->message->text.value.find("内部理由"), std::string::npos) << "the finding's own words stay inside";
    const std::int64_t unanswered = tip.unanswered = 2;
    tip = apply(std::move(tip), *told);
    EXPECT_EQ(tip.unanswered, unanswered) << "a rule answers no question";
  }
  tip = TipOff{};
  investigate();
  EXPECT_FALSE(told_after(tip, *find_tip(tip, {0, TipVerdict::verified, {"x"}, 0}, by(audit_head)), by({})));
}

TEST_F(Tip, Art_9_5_the_first_valid_reporter_wins_by_the_journal) {
  find(TipVerdict::verified, 2'000'000);
  struct Row { std::int64_t earlier_by; std::int64_t journal_number; TipStage stage; std::optional<TipVerdict> verdict; bool excluded; const char* code; bool later; };
  for (const Row& row : {
           Row{-1, 99, TipStage::found, TipVerdict::verified, false, "", false},                               // registered after this one
           Row{1, 99, TipStage::found, TipVerdict::verified, false, "", true},                                 // before it
           Row{1, 99, TipStage::found, TipVerdict::partly, false, "", true},
           Row{0, 69, TipStage::found, TipVerdict::verified, false, "", true},                                 // the same second: the journal's order
           Row{0, 71, TipStage::found, TipVerdict::verified, false, "", false},
           Row{1, 99, TipStage::found, TipVerdict::not_verified, false, "", false},                            // earlier, but not valid
           Row{1, 99, TipStage::found, TipVerdict::malicious, false, "", false},
           Row{1, 99, TipStage::not_taken_up, {}, false, "", false},
           Row{1, 99, TipStage::under_investigation, {}, false, "tip_reward.earlier_not_found", false},        // may still be the first
           Row{-1, 99, TipStage::received, {}, false, "", false},
           Row{1, 99, TipStage::found, TipVerdict::verified, true, "", false},                                 // staff in charge: the next one is the first
       }) {
    const OtherTip other{CaseId{3}, morning.plus_seconds(-row.earlier_by * a_second), row.journal_number, row.stage, row.verdict, row.excluded, false};
    const auto proposal = propose_reward(tip, {0, {}, {}, {}, {"同一事实"}}, setting({other}), by(auditor));
    EXPECT_EQ(code_of(proposal), row.code) << row.journal_number << " " << row.earlier_by;
    if (!proposal) continue;
    EXPECT_EQ(proposal->reward->same_facts_as, row.later ? 3 : 0);
    EXPECT_EQ(proposal->reward->exclusion, row.later ? "later_reporter" : "");
    EXPECT_EQ(proposal->reward->amount_fen, row.later ? 0 : 160'000);
  }
}

TEST_F(Tip, Art_9_5_a_later_reporter_with_new_evidence_gets_the_part_of_the_table) {
  find(TipVerdict::verified, 2'000'000);
  const OtherTip first{CaseId{3}, morning.plus_seconds(-60), 9, TipStage::found, TipVerdict::verified, false, true};
  const ProposeRewardInput with_evidence{0, {}, {}, Text<1, 1000>{"照片证明了接线位置"}, {"后来的举报"}};
  EXPECT_EQ(propose(with_evidence), "tip_reward.not_later") << "the first one gets the whole anyway";
  ASSERT_EQ(propose(with_evidence, {first}), "");
  EXPECT_EQ(tip.reward->amount_fen, 160'000 * 30 / 100);
  EXPECT_EQ(tip.reward->same_facts_as, 3);
  EXPECT_EQ(tip.reward->exclusion, "");
}

TEST_F(Tip, Art_9_5_tips_are_linked_by_investigators_until_a_reward_is_proposed) {
  const OtherTip other{CaseId{3}, morning, 9, TipStage::received, {}, false, false};
  const SameFactsInput input{0, {"2026031000003"}, {"同一地点、同一手法"}};
  EXPECT_EQ(take(link_same_facts(tip, input, {}, by(auditor))), "tip.other_tip_unknown");
  EXPECT_EQ(take(link_same_facts(tip, input, own(), by(auditor))), "tip.same_tip");
  EXPECT_EQ(take(withdraw_same_facts(tip, input, other, by(auditor))), "tip.not_same_facts");
  ASSERT_EQ(take(link_same_facts(tip, input, other, by(auditor))), "");
  EXPECT_EQ(tip.same_facts.size(), 1U);
  EXPECT_EQ(take(link_same_facts(tip, input, other, by(auditor))), "tip.same_facts_already");
  ASSERT_EQ(take(withdraw_same_facts(tip, input, other, by(auditor))), "");
  EXPECT_TRUE(tip.same_facts.empty());
  OtherTip decided = other;
  decided.reward_decided = true;
  EXPECT_EQ(take(link_same_facts(tip, input, decided, by(auditor))), "tip.reward_proposed_already");
  service_case.about_officer_id = auditor;
  EXPECT_EQ(take(link_same_facts(tip, input, other, by(auditor))), "tip.recused");
}

TEST_F(Tip, Art_9_5_several_reporters_join_when_the_tip_is_given_and_never_later) {
  const TipOffRules& rules = *tip_off_rules(shipped);
  struct Row { JointTipInput input; const char* code; };
  for (const Row& row : {Row{{1, {}}, ""}, Row{{3, {}}, ""}, Row{{3, {50, 30, 20}}, ""}, Row{{1, {100}}, ""}, Row{{0, {}}, "tip_joint.too_many"}, Row{{11, {}}, "tip_joint.too_many"},
                         Row{{3, {50, 50}}, "tip_joint.shares_count"}, Row{{2, {60, 50}}, "tip_joint.shares_sum"}, Row{{2, {100, 0}}, "tip_joint.shares_sum"}, Row{{2, {-20, 120}}, "tip_joint.shares_sum"}}) {
    const auto given = reporters_of(row.input, rules);
    EXPECT_EQ(given ? "" : given.refusal().code, row.code) << row.input.reporters;
  }
  ASSERT_EQ(take(join_reporters(tip, *reporters_of({3, {50, 30, 20}}, rules), by(the_reporter))), "");
  EXPECT_EQ(tip.reporters.size(), 3U);
  EXPECT_EQ(take(join_reporters(tip, *reporters_of({4, {}}, rules), by(clerk))), "tip_joint.too_late");
}

TEST_F(Tip, Art_9_5_each_of_several_claims_and_is_paid_his_own_part_once) {
  ASSERT_EQ(take(join_reporters(tip, *reporters_of({3, {50, 30, 20}}, *tip_off_rules(shipped)), by(the_reporter))), "");
  approve();
  ASSERT_EQ(tip.reward->parts.size(), 3U);
  EXPECT_EQ(tip.reward->parts[0].amount_fen, 80'000);
  EXPECT_EQ(tip.reward->parts[2].amount_fen, 32'000);
  EXPECT_EQ(take(claim_reward(tip, 2, false, by(the_reporter))), "");
  EXPECT_EQ(tip.reward->stage, RewardStage::payable) << "two parts are still to be claimed";
  EXPECT_EQ(take(pay_reward(tip, 1, by(clerk))), "tip_reward.not_claimed");
  EXPECT_EQ(take(pay_reward(tip, 2, by(clerk))), "");
  EXPECT_EQ(take(pay_reward(tip, 2, by(clerk))), "tip_reward.paid_already");
  EXPECT_EQ(take(claim_reward(tip, 1, true, by(auditor))), "");
  const Instant end = *tip.reward->claim_ends_at;
  EXPECT_EQ(take(expire_reward(tip, by({}, end))), "");
  EXPECT_EQ(tip.reward->stage, RewardStage::claimed) << "what was claimed in time is paid after the end";
  EXPECT_EQ(take(pay_reward(tip, 1, by(clerk, end))), "");
  EXPECT_EQ(take(claim_reward(tip, 3, false, by(the_reporter, end))), "tip_reward.over");
  EXPECT_EQ(tip.reward->stage, RewardStage::paid);
}

RC_GTEST_PROP(TipParts, Art_9_5_parts_are_together_the_whole_reward, (std::int64_t any)) {
  const std::int64_t amount = std::abs(any % 1'000'000'000);
  std::vector<TipReporter> reporters;
  const auto count = *rc::gen::inRange<std::int64_t>(2, 11);
  const bool agreed = *rc::gen::arbitrary<bool>();
  std::int64_t left = 10'000 - count;
  for (std::int64_t number = 1; number <= count; ++number) {
    const std::int64_t more = !agreed ? 0 : number == count ? left : *rc::gen::inRange<std::int64_t>(0, left + 1);
    left -= more;
    reporters.push_back({number, agreed ? 1 + more : 0});
  }
  const auto parts = parts_of_amount(amount, reporters);
  RC_ASSERT(static_cast<std::int64_t>(parts.size()) == count);
  RC_ASSERT(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == amount);
  RC_ASSERT(std::all_of(parts.begin(), parts.end(), [](std::int64_t part) { return part >= 0; }));
  if (!agreed) RC_ASSERT(*std::max_element(parts.begin(), parts.end()) - *std::min_element(parts.begin(), parts.end()) <= 1);
}

TEST_F(Tip, Art_9_5_the_reporter_is_told_once_before_his_reward_is_over) {
  approve();
  const Instant tell = *tip.reward->tell_at, end = *tip.reward->claim_ends_at;
  EXPECT_EQ(local_date(end).days - local_date(tell).days, tip_off_rules(shipped)->claim_told_days);
  EXPECT_EQ(code_of(tell_claim_end(tip, by({}, tell.plus_seconds(-1)))), "tip_reward.not_payable");
  const auto near = tell_claim_end(tip, by({}, tell));
  ASSERT_EQ(take(near), "");
  const auto told = told_after(tip, *near, by({}, tell));
  ASSERT_TRUE(told);
  EXPECT_NE(told->message->text.value.find(to_iso(local_date(end))), std::string::npos) << told->message->text.value;
  EXPECT_EQ(code_of(tell_claim_end(tip, by({}, tell))), "tip_reward.not_payable") << "once";
  const auto over = expire_reward(tip, by({}, end));
  ASSERT_EQ(take(over), "");
  EXPECT_TRUE(told_after(tip, *over, by({}, end)));
}

TEST_F(Tip, Art_9_5_a_reward_from_before_there_were_parts_is_claimed_and_paid_as_it_was) {
  tip.reward = TipReward{};
  tip.reward->stage = RewardStage::payable;
  tip.reward->amount_fen = 160'000;
  tip.reward->claim_ends_at = morning.plus_seconds(3600);
  EXPECT_EQ(take(claim_reward(tip, 1, false, by(the_reporter))), "");
  EXPECT_EQ(take(pay_reward(tip, 1, by(clerk))), "");
  EXPECT_EQ(tip.reward->stage, RewardStage::paid);
  EXPECT_EQ(tip.reward->cashier_id, clerk);
}

TEST_F(Tip, Art_9_5_rows_prove_codes_links_and_payments) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  TipOff stored = load_tip_off(session, CaseId{7});
  stored = save_tip_off(session, stored, *join_reporters(stored, *reporters_of({2, {}}, *tip_off_rules(shipped)), by(the_reporter)), 1);
  EXPECT_EQ(verify_tip_off(session, CaseId{7}).size(), 1U) << "a code is missing";
  keep_reporter_code(session, CaseId{7}, 2, std::string(32, 'c'));
  EXPECT_TRUE(verify_tip_off(session, CaseId{7}).empty());
  EXPECT_EQ(find_tip_holder(session, std::string(32, 'c'))->reporter, 2);
  EXPECT_FALSE(find_tip_holder(session, std::string(32, 'd')));
  const OtherTip other{CaseId{8}, morning, 9, TipStage::received, {}, false, false};
  stored = save_tip_off(session, stored, *link_same_facts(stored, {0, {"8"}, {"同一事实"}}, other, by(auditor)), 1);
  EXPECT_EQ(verify_tip_off(session, CaseId{7}).size(), 1U) << "the other one does not know";
  const RewardSlip slip{std::string(32, 'h'), CaseId{7}, 1, 80'000, morning, "sealed", {}}, second{std::string(32, 'i'), CaseId{7}, 2, 80'000, morning, "sealed", {}};
  keep_slip(session, slip);
  keep_slip(session, second);
  EXPECT_EQ(slip_of(session, CaseId{7}, 2)->hash, second.hash);
  EXPECT_TRUE(keep_payment(session, slip, clerk, morning));
  EXPECT_EQ(verify_tip_off(session, CaseId{7}).size(), 2U) << "nothing was paid by its events";
}

}  // namespace
}  // namespace shouwen
