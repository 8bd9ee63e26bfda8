// Plans from draft to report, comments from received to answered: tables of what is refused, with the clause in the name.
#include <gtest/gtest.h>

#include "participation/comment_steps.h"
#include "participation/goal_figures.h"
#include "participation/text_difference.h"

namespace shouwen {
namespace {

constexpr OfficerId author{1}, reviewer{2}, leader{3}, auditor{4}, outsider{9};
const Date today = Date::of(2026, 11, 27);
Instant on(Date day) { return at_local(day, 10 * 3600); }

ParticipationRules rules() {
  ParticipationRules made;
  made.quorum_percent = 66;
  made.comment_days_least = 15;
  made.answer_days = 10;
  made.supervisor_days_most = 1096;
  return made;
}
const ParticipationRules numbers = rules();

PlanContent content() {
  PlanContent made;
  made.title = {"2027年优质服务提升计划"};
  made.text = {"一、缩短接电时间。\n二、夜间也有人答复。"};
  made.valid_from = Date::of(2027, 1, 1);
  made.valid_to = Date::of(2027, 12, 31);
  made.goals = {{{"按时答复"}, GoalFigure::answered_in_time, {}, GoalDirection::at_least, 9800, Date::of(2027, 12, 31)},
                {{"进社区宣传"}, GoalFigure::own, {"场"}, GoalDirection::at_least, 1200, Date::of(2027, 6, 30)}};
  return made;
}

/// A plan with its steps taken by whoever says so.
struct Story {
  Plan plan;
  Date day = today;
  std::vector<OfficerId> members{leader, auditor, reviewer};
  std::int64_t open_comments = 0;

  PlanSituation by(OfficerId officer) const { return {officer, on(day), numbers, members, open_comments}; }
  std::string take(const PlanDecision& decision) {
    if (!decision) return decision.refusal().code;
    plan = apply(plan, *decision);
    return "";
  }
  std::string drafts(const PlanContent& wanted = content()) { return take(draft_plan({0, wanted}, by(author))); }
  std::string changes(OfficerId officer, const PlanContent& wanted) { return take(change_plan(plan, {0, wanted}, by(officer))); }
  std::string submits() { return take(submit_plan(plan, {}, by(author))); }
  std::string reviews(OfficerId officer = reviewer) { return take(review_plan(plan, {}, by(officer))); }
  std::string returns(OfficerId officer = reviewer) { return take(return_plan(plan, {0, {"不够具体"}}, by(officer))); }
  std::string consults(Date to) { return take(put_plan_to_public(plan, {0, to}, by(author))); }
  std::string ends() { return take(end_consultation(plan, by({}))); }
  std::string calls_vote() { return take(put_plan_to_vote(plan, {}, by(author))); }
  std::string votes(OfficerId officer, VoteChoice choice = VoteChoice::in_favour) { return take(vote_on_plan(plan, {0, choice, {"目标可行"}}, by(officer))); }
  std::string concludes() { return take(conclude_vote(plan, {}, by(outsider))); }
  std::string reports(const std::string& month, std::vector<GoalActual> actuals) { return take(report_on_plan(plan, {0, {month}, {"开展了宣传"}, std::move(actuals)}, by(author))); }
  void goes_to_review() {
    EXPECT_EQ(drafts(), "");
    EXPECT_EQ(submits(), "");
  }
  void is_reviewed() {
    goes_to_review();
    EXPECT_EQ(reviews(), "");
  }
};

TEST(Plan, Art_5_what_a_plan_must_say) {
  Story story;
  PlanContent wrong = content();
  wrong.goals.clear();
  EXPECT_EQ(story.drafts(wrong), "plan.no_goal");
  wrong = content();
  wrong.goals.resize(21, wrong.goals[0]);
  EXPECT_EQ(story.drafts(wrong), "plan.too_many_goals");
  wrong = content();
  wrong.valid_to = Date::of(2026, 12, 31);
  EXPECT_EQ(story.drafts(wrong), "plan.term_backwards");
  wrong.valid_from = Date::of(2026, 1, 1);
  wrong.valid_to = Date::of(2026, 6, 30);
  EXPECT_EQ(story.drafts(wrong), "plan.over_already");
  wrong = content();
  wrong.valid_to = Date::of(2037, 12, 31);
  EXPECT_EQ(story.drafts(wrong), "plan.term_too_long");
  wrong = content();
  wrong.goals[0].by = Date::of(2028, 1, 1);
  EXPECT_EQ(story.drafts(wrong), "plan.goal_outside_term");
  wrong = content();
  wrong.goals[0].unit = {"件"};
  EXPECT_EQ(story.drafts(wrong), "plan.unit_is_given");
  wrong = content();
  wrong.goals[1].unit = {};
  EXPECT_EQ(story.drafts(wrong), "plan.unit_missing");
  wrong = content();
  wrong.goals[0].target_hundredths = 10'001;
  EXPECT_EQ(story.drafts(wrong), "plan.target_out_of_range");
  EXPECT_EQ(story.drafts(), "");
  EXPECT_EQ(story.plan.stage, PlanStage::draft);
}

TEST(Plan, Art_6_whoever_wrote_at_it_does_not_review_it) {
  Story story;
  ASSERT_EQ(story.drafts(), "");
  EXPECT_EQ(story.changes(leader, content()), "") << "a second hand";
  ASSERT_EQ(story.submits(), "");
  EXPECT_EQ(story.reviews(author), "plan.own_plan");
  EXPECT_EQ(story.reviews(leader), "plan.own_plan");
  EXPECT_EQ(story.returns(author), "plan.own_plan");
  EXPECT_EQ(story.returns(), "");
  EXPECT_EQ(story.plan.returned_because, "不够具体");
  EXPECT_EQ(story.submits(), "");
  EXPECT_EQ(story.plan.returned_because, "");
  EXPECT_EQ(story.changes(author, content()), "plan.wrong_stage") << "what is reviewed stands still";
  EXPECT_EQ(story.reviews(), "");
  EXPECT_EQ(review_plan(story.plan, {99}, story.by(reviewer)).refusal().code, "plan.changed_meanwhile");
}

TEST(Plan, Art_5_votes_with_quorum_and_reason_approve_it) {
  Story story;
  story.is_reviewed();
  EXPECT_EQ(story.votes(leader), "plan.wrong_stage");
  ASSERT_EQ(story.calls_vote(), "");
  EXPECT_EQ(story.votes(outsider), "plan.not_a_member");
  EXPECT_EQ(story.votes(leader), "");
  EXPECT_EQ(story.votes(leader), "plan.voted_already");
  EXPECT_EQ(story.concludes(), "plan.no_quorum") << "two of three must vote";
  EXPECT_EQ(story.votes(auditor), "");
  EXPECT_EQ(story.concludes(), "");
  EXPECT_EQ(story.plan.stage, PlanStage::approved);
  EXPECT_EQ(story.plan.result->in_favour, 2);
  EXPECT_EQ(story.plan.votes[0].reason, "目标可行");
  EXPECT_FALSE(is_in_force(story.plan, today)) << "its first day lies ahead";
  EXPECT_TRUE(is_in_force(story.plan, Date::of(2027, 1, 1)));
  EXPECT_FALSE(is_in_force(story.plan, Date::of(2028, 1, 1)));
}

TEST(Plan, Art_5_the_author_is_no_judge_of_his_plan) {
  Story story;
  story.members = {leader, auditor, author};
  story.is_reviewed();
  ASSERT_EQ(story.calls_vote(), "");
  EXPECT_EQ(story.votes(author), "plan.own_plan");
  Story small;
  small.members = {author, leader};
  small.is_reviewed();
  EXPECT_EQ(small.calls_vote(), "plan.quorum_impossible");
  small.members.clear();
  EXPECT_EQ(small.calls_vote(), "plan.nobody_votes");
}

TEST(Plan, Art_5_as_many_against_as_in_favour_send_it_back) {
  Story story;
  story.is_reviewed();
  ASSERT_EQ(story.calls_vote(), "");
  ASSERT_EQ(story.votes(leader), "");
  ASSERT_EQ(story.votes(auditor, VoteChoice::against), "");
  EXPECT_EQ(story.concludes(), "");
  EXPECT_EQ(story.plan.stage, PlanStage::draft);
  EXPECT_EQ(story.plan.returned_because, "1 : 1");
  EXPECT_FALSE(story.plan.approved_at);
  EXPECT_EQ(story.submits(), "");
  EXPECT_EQ(story.reviews(), "");
  EXPECT_EQ(story.calls_vote(), "");
  EXPECT_TRUE(story.plan.votes.empty()) << "a new vote begins with none";
}

TEST(Plan, Art_5_who_leaves_the_group_keeps_his_vote_and_counts) {
  Story story;
  story.is_reviewed();
  ASSERT_EQ(story.calls_vote(), "");
  ASSERT_EQ(story.votes(leader), "");
  story.members = {auditor, reviewer};
  EXPECT_EQ(members_counted(story.plan, story.by(auditor)), 3);
  EXPECT_EQ(story.concludes(), "plan.no_quorum");
}

TEST(Plan, Art_8_the_public_has_its_days_and_its_answers_first) {
  Story story;
  story.is_reviewed();
  EXPECT_EQ(story.consults(today.plus_days(13)), "plan.comments_too_short");
  EXPECT_EQ(story.consults(today.plus_days(400)), "plan.comments_too_long");
  EXPECT_EQ(story.consults(today.plus_days(14)), "") << "fifteen days, both counted";
  EXPECT_EQ(story.plan.stage, PlanStage::consulting);
  EXPECT_TRUE(is_public(story.plan));
  EXPECT_EQ(story.ends(), "plan.comments_still_open");
  story.day = today.plus_days(14);
  EXPECT_EQ(story.ends(), "plan.comments_still_open") << "the last day counts";
  story.day = today.plus_days(15);
  EXPECT_EQ(story.ends(), "");
  EXPECT_EQ(story.plan.stage, PlanStage::draft);
  PlanContent better = content();
  better.text = {"一、缩短接电时间。\n二、夜间和周末也有人答复。"};
  EXPECT_EQ(story.changes(author, better), "");
  EXPECT_EQ(story.submits(), "");
  EXPECT_EQ(story.reviews(), "");
  EXPECT_EQ(story.consults(story.day.plus_days(20)), "plan.commented_on_already");
  story.open_comments = 2;
  EXPECT_EQ(story.calls_vote(), "plan.comments_unanswered");
  story.open_comments = 0;
  EXPECT_EQ(story.calls_vote(), "");
  ASSERT_EQ(story.votes(leader), "");
  ASSERT_EQ(story.votes(auditor), "");
  story.open_comments = 1;
  EXPECT_EQ(story.concludes(), "plan.comments_unanswered");
  story.open_comments = 0;
  EXPECT_EQ(story.concludes(), "");
  EXPECT_EQ(story.plan.consultation->draft, content()) << "what the public was asked about stays";
  EXPECT_EQ(story.plan.content, better);
}

TEST(Plan, Art_8_waiting_comments_are_told_once) {
  Story story;
  story.is_reviewed();
  ASSERT_EQ(story.consults(today.plus_days(14)), "");
  story.open_comments = 1;
  story.day = today.plus_days(24);
  EXPECT_FALSE(miss_answers(story.plan, story.by({}))) << "while it is open nobody is late";
  ASSERT_EQ(story.ends(), "");
  EXPECT_FALSE(miss_answers(story.plan, story.by({}))) << "ten days to answer";
  story.day = today.plus_days(25);
  const auto missed = miss_answers(story.plan, story.by({}));
  ASSERT_TRUE(missed);
  story.plan = apply(story.plan, *missed);
  EXPECT_FALSE(miss_answers(story.plan, story.by({})));
}

TEST(Plan, Art_6_only_what_the_house_does_not_count_is_typed) {
  Story story;
  story.is_reviewed();
  ASSERT_EQ(story.calls_vote(), "");
  ASSERT_EQ(story.votes(leader), "");
  ASSERT_EQ(story.votes(auditor), "");
  ASSERT_EQ(story.concludes(), "");
  EXPECT_EQ(story.reports("2027-01", {}), "plan.month_outside") << "not begun yet";
  story.day = Date::of(2027, 3, 10);
  for (const char* month : {"2026-12", "2027-04", "2027-13", "2027-1x"}) EXPECT_EQ(story.reports(month, {}), "plan.month_outside") << month;
  EXPECT_EQ(story.reports("2027-02", {{1, 9900}}), "plan.actual_is_counted");
  EXPECT_EQ(story.reports("2027-02", {{3, 100}}), "plan.unknown_goal");
  EXPECT_EQ(story.reports("2027-02", {{2, 100}, {2, 200}}), "plan.unknown_goal");
  EXPECT_EQ(story.reports("2027-02", {{2, 300}}), "");
  EXPECT_EQ(story.reports("2027-02", {{2, 400}}), "") << "put right: the later report of a month counts";
  ASSERT_EQ(story.plan.reports.size(), 1U);
  EXPECT_EQ(story.plan.reports[0].actuals[0].value_hundredths, 400);
}

TEST(Plan, Art_6_goals_beside_what_the_house_counted) {
  Plan plan;
  plan.content = content();
  plan.reports = {{"2027-02", "", {{2, 1250}}, author, on(today)}};
  std::vector<MonthFigures> counted(2);
  counted[0].month = "2027-01";
  counted[0].replies_met = 97;
  counted[0].replies_breached = 3;
  counted[1].month = "2027-02";
  counted[1].replies_met = 2;
  counted[1].replies_breached = 0;
  const Date now = Date::of(2027, 2, 15);
  EXPECT_EQ(goal_months(plan, 0, counted, now, 0), (std::vector<GoalMonth>{{"2027-01", 9700, false}, {"2027-02", 10'000, true}}));
  EXPECT_EQ(goal_months(plan, 0, counted, now, 5), (std::vector<GoalMonth>{{"2027-01", 9700, false}, {"2027-02", {}, {}}})) << "two answers could name somebody";
  EXPECT_EQ(goal_months(plan, 1, counted, now, 5), (std::vector<GoalMonth>{{"2027-01", {}, {}}, {"2027-02", 1250, true}}));
  EXPECT_TRUE(goal_months(plan, 0, counted, Date::of(2026, 12, 31), 0).empty());
}

TEST(Plan, Art_8_the_difference_is_told_by_sentences) {
  const auto parts = difference_of("甲。乙。丙。", "甲。丁。丙。戊。");
  ASSERT_EQ(parts.size(), 5U);
  EXPECT_EQ(parts[0].text, "甲。");
  EXPECT_EQ(parts[1].kind, DifferenceKind::removed);
  EXPECT_EQ(parts[1].text, "乙。");
  EXPECT_EQ(parts[2].text, "丁。");
  EXPECT_EQ(parts[4].kind, DifferenceKind::added);
  std::string before, after;
  for (const DifferencePart& part : parts) {
    if (part.kind != DifferenceKind::added) before += part.text;
    if (part.kind != DifferenceKind::removed) after += part.text;
  }
  EXPECT_EQ(before, "甲。乙。丙。");
  EXPECT_EQ(after, "甲。丁。丙。戊。");
  EXPECT_EQ(difference_of("", "").size(), 0U);
  EXPECT_EQ(hundredths(9850), "98.5");
  EXPECT_EQ(hundredths(305), "3.05");
  EXPECT_EQ(hundredths(300), "3");
}

struct Consulted {
  Story story;
  Consulted() {
    story.is_reviewed();
    EXPECT_EQ(story.consults(today.plus_days(14)), "");
  }
  PlanComment receives(const std::string& text, const std::string& name = "", bool show = false) {
    return apply({}, *receive_comment(story.plan, {{text}, {name}, show, {}}, story.by({})));
  }
};

TEST(PlanComment, Art_8_while_the_plan_is_open_and_only_then) {
  Consulted open;
  const PlanComment comment = open.receives("夜间停电没人接电话");
  EXPECT_EQ(comment.way, CommentWay::web);
  EXPECT_TRUE(comment.is_open());
  EXPECT_EQ(receive_comment(open.story.plan, {{"x"}, {}, {}, CommentWay::web}, open.story.by(outsider)).refusal().code, "comment.way_not_by_officer");
  EXPECT_EQ(receive_comment(open.story.plan, {{"x"}, {}, {}, CommentWay::letter}, open.story.by(outsider))->way, CommentWay::letter);
  open.story.day = today.plus_days(15);
  EXPECT_EQ(receive_comment(open.story.plan, {{"晚了"}, {}, {}, {}}, open.story.by({})).refusal().code, "comment.period_over");
}

TEST(PlanComment, Art_8_a_name_is_shown_only_when_asked_for) {
  Consulted open;
  EXPECT_EQ(shown_name(open.receives("好", "陈女士", false)), "");
  EXPECT_EQ(shown_name(open.receives("好", "陈女士", true)), "陈女士");
  EXPECT_EQ(shown_name(open.receives("好", "", true)), "");
  EXPECT_EQ(shown_name(open.receives("好", "陈 13812345678", true)).find("138"), std::string::npos);
}

TEST(PlanComment, Art_8_a_person_lets_it_be_read_and_hides_what_names_somebody) {
  Consulted open;
  const PlanSituation judge = open.story.by(reviewer);
  const PlanComment comment = open.receives("我是3栋2单元501室，电话１３８ ００１３ ８０００，营业厅的小刘态度差。");
  EXPECT_EQ(publish_comment(comment, {0, {{"没有这句"}}}, judge).refusal().code, "comment.passage_unknown");
  EXPECT_EQ(publish_comment(comment, {7, {}}, judge).refusal().code, "comment.changed_meanwhile");
  const PlanComment shown = apply(comment, *publish_comment(comment, {0, {{"小刘"}}}, judge));
  EXPECT_EQ(shown.shown, "我是〔隐去〕，电话〔隐去〕，营业厅的〔隐去〕态度差。");
  EXPECT_EQ(shown.text, comment.text) << "what was written stays";
  EXPECT_EQ(publish_comment(shown, {}, judge).refusal().code, "comment.judged_already");
  const PlanComment number = open.receives("13800138000");
  EXPECT_EQ(publish_comment(number, {}, judge).refusal().code, "comment.nothing_left");
  const PlanComment refused = apply(number, *refuse_comment(number, {0, {"只有一个电话号码，没有意见。"}}, judge));
  EXPECT_FALSE(refused.is_open()) << "its reason is its answer";
  EXPECT_EQ(refused.refused_because, "只有一个电话号码，没有意见。");
  const PlanComment taken = apply({}, *receive_comment(open.story.plan, {{"柜台说的"}, {}, {}, {}}, judge));
  EXPECT_EQ(publish_comment(taken, {}, judge).refusal().code, "comment.own_comment");
}

TEST(PlanComment, Art_8_every_shown_comment_is_answered_once) {
  Consulted open;
  const PlanSituation officer = open.story.by(author);
  const PlanComment comment = open.receives("周末也要有人");
  const AnswerCommentsInput answer{{PlanCommentId{1}}, CommentVerdict::taken_over, {"写进了第二条。"}};
  EXPECT_EQ(answer_comment(comment, answer, 1, officer).refusal().code, "comment.not_published");
  const PlanComment shown = apply(comment, *publish_comment(comment, {}, open.story.by(reviewer)));
  EXPECT_TRUE(shown.is_open());
  EXPECT_EQ(answer_comment(shown, {{}, CommentVerdict::partly, {"请打 13800138000"}}, 1, officer).refusal().code, "comment.answer_personal");
  const PlanComment answered = apply(shown, *answer_comment(shown, answer, 3, officer));
  EXPECT_FALSE(answered.is_open());
  EXPECT_EQ(answered.answer->together, 3);
  EXPECT_EQ(answer_comment(answered, answer, 1, officer).refusal().code, "comment.answered_already");
}

TEST(LeadingGroup, Art_5_terms_do_not_reach_back_and_do_not_overlap) {
  const Instant now = on(today);
  GroupMember member;
  EXPECT_EQ(appoint_member({leader, GroupDuty::head, today, today.plus_days(-1)}, {}, outsider, now).refusal().code, "group_member.term_backwards");
  EXPECT_EQ(appoint_member({leader, GroupDuty::head, today.plus_days(-1), today}, {}, outsider, now).refusal().code, "group_member.begins_before_today");
  member = apply(member, *appoint_member({leader, GroupDuty::head, today, today.plus_days(364)}, {}, outsider, now));
  EXPECT_EQ(appoint_member({leader, GroupDuty::member, today.plus_days(364), today.plus_days(700)}, {member}, outsider, now).refusal().code, "group_member.terms_overlap");
  EXPECT_TRUE(appoint_member({leader, GroupDuty::member, today.plus_days(365), today.plus_days(700)}, {member}, outsider, now));
  EXPECT_EQ(members_in_office({member, member}, today), std::vector<OfficerId>{leader}) << "each once";
  EXPECT_EQ(end_member(member, {today.plus_days(-2), {"调离"}}, outsider, now).refusal().code, "group_member.term_backwards");
  member = apply(member, *end_member(member, {today.plus_days(-1), {"调离"}}, outsider, now));
  EXPECT_TRUE(members_in_office({member}, today).empty());
  EXPECT_EQ(end_member(member, {today, {"调离"}}, outsider, now).refusal().code, "group_member.over_already");
}

TEST(LeadingGroup, Art_5_the_quorum_is_rounded_up) {
  EXPECT_EQ(votes_needed(3, 66), 2);
  EXPECT_EQ(votes_needed(5, 66), 4);
  EXPECT_EQ(votes_needed(7, 100), 7);
  EXPECT_EQ(votes_needed(1, 1), 1);
  EXPECT_EQ(votes_needed(0, 66), 1) << "nobody decides nothing";
}

}  // namespace
}  // namespace shouwen
