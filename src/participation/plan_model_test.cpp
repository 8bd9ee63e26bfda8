// Every row of deeds up to a length, small bureau: no plan is in force without quorum, with a comment unanswered, or before the days
// of comment are over. Arts. 5, 8.
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <vector>

#include "participation/comment_steps.h"

namespace shouwen {
namespace {

constexpr OfficerId author{1}, reviewer{2}, head{3}, member{4};
const Date first_day = Date::of(2026, 11, 1);

ParticipationRules small_rules() {
  ParticipationRules made;
  made.quorum_percent = 66;
  made.comment_days_least = 2;
  made.answer_days = 1;
  return made;
}
const ParticipationRules rules = small_rules();

struct World {
  Plan plan;
  std::vector<PlanComment> comments;
  std::vector<OfficerId> members{head, member, author};
  std::int32_t day = 0;

  Date today() const { return first_day.plus_days(day); }
  std::int64_t open() const {
    return std::count_if(comments.begin(), comments.end(), [](const PlanComment& comment) { return comment.is_open(); });
  }
  PlanSituation by(OfficerId officer) const { return {officer, at_local(today(), 12 * 3600), rules, members, open()}; }
};

PlanContent content() {
  PlanContent made;
  made.title = {"计划"};
  made.text = {"内容"};
  made.valid_from = first_day;
  made.valid_to = first_day.plus_days(30);
  made.goals = {{{"目标"}, GoalFigure::returns, {}, GoalDirection::at_most, 100, first_day.plus_days(30)}};
  return made;
}

/// A deed changes the world, or is refused and changes nothing.
using Deed = std::function<bool(World&)>;

template <class Decision>
bool take(Plan& plan, const Decision& decision) {
  if (decision) plan = apply(plan, *decision);
  return static_cast<bool>(decision);
}

bool judge(World& world, const std::function<CommentDecision(const PlanComment&)>& rule) {
  for (PlanComment& comment : world.comments)
    if (const auto decision = rule(comment)) {
      comment = apply(comment, *decision);
      return true;
    }
  return false;
}

const std::vector<Deed>& deeds() {
  static const std::vector<Deed> all{
      [](World& w) { return w.plan.version == 0 && take(w.plan, draft_plan({0, content()}, w.by(author))); },
      [](World& w) { return w.plan.version > 0 && take(w.plan, submit_plan(w.plan, {}, w.by(author))); },
      [](World& w) { return take(w.plan, review_plan(w.plan, {}, w.by(reviewer))); },
      [](World& w) { return take(w.plan, put_plan_to_public(w.plan, {0, w.today().plus_days(1)}, w.by(author))); },
      [](World& w) { return take(w.plan, end_consultation(w.plan, w.by({}))); },
      [](World& w) { return take(w.plan, put_plan_to_vote(w.plan, {}, w.by(author))); },
      [](World& w) { return take(w.plan, vote_on_plan(w.plan, {0, VoteChoice::in_favour, {"同意"}}, w.by(head))); },
      [](World& w) { return take(w.plan, vote_on_plan(w.plan, {0, VoteChoice::in_favour, {"同意"}}, w.by(member))); },
      [](World& w) { return take(w.plan, vote_on_plan(w.plan, {0, VoteChoice::against, {"反对"}}, w.by(member))); },
      [](World& w) { return take(w.plan, vote_on_plan(w.plan, {0, VoteChoice::in_favour, {"同意"}}, w.by(author))); },
      [](World& w) { return take(w.plan, conclude_vote(w.plan, {}, w.by(reviewer))); },
      [](World& w) {
        if (w.comments.size() >= 1) return false;
        const auto decision = receive_comment(w.plan, {{"意见"}, {}, {}, {}}, w.by({}));
        if (decision) w.comments.push_back(apply({}, *decision));
        return static_cast<bool>(decision);
      },
      [](World& w) { return judge(w, [&](const PlanComment& c) { return publish_comment(c, {}, w.by(reviewer)); }); },
      [](World& w) { return judge(w, [&](const PlanComment& c) { return refuse_comment(c, {0, {"与计划无关"}}, w.by(reviewer)); }); },
      [](World& w) { return judge(w, [&](const PlanComment& c) { return answer_comment(c, {{}, CommentVerdict::partly, {"部分采纳。"}}, 1, w.by(author)); }); },
      [](World& w) {
        if (w.day >= 3) return false;
        ++w.day;
        return true;
      },
      [](World& w) {
        // Half of the group goes.
        if (w.members.size() < 3) return false;
        w.members = {head, author};
        return true;
      },
  };
  return all;
}

/// What distinguishes two worlds for the rules.
std::string key_of(const World& w) {
  std::string key = std::to_string(static_cast<int>(w.plan.stage)) + "," + std::to_string(w.plan.version > 0) + "," + std::to_string(w.day) + "," + std::to_string(w.members.size());
  if (w.plan.consultation) key += ",c" + std::to_string(w.plan.consultation->to.days) + std::to_string(w.plan.consultation->over);
  for (const PlanVote& vote : w.plan.votes) key += ",v" + std::to_string(vote.officer_id.value) + std::to_string(static_cast<int>(vote.choice));
  for (const PlanComment& comment : w.comments) key += ",k" + std::to_string(static_cast<int>(comment.stage)) + std::to_string(comment.answer.has_value());
  return key;
}

void check(const World& w) {
  if (w.plan.stage != PlanStage::approved) return;
  ASSERT_TRUE(w.plan.result);
  const VoteResult& result = *w.plan.result;
  ASSERT_GE(result.in_favour + result.against, votes_needed(result.members, rules.quorum_percent));
  ASSERT_GT(result.in_favour, result.against);
  ASSERT_EQ(result.in_favour + result.against, static_cast<std::int64_t>(w.plan.votes.size()));
  std::set<OfficerId> voters;
  for (const PlanVote& vote : w.plan.votes) {
    ASSERT_NE(vote.officer_id, author);
    ASSERT_FALSE(vote.reason.empty());
    ASSERT_TRUE(voters.insert(vote.officer_id).second);
  }
  ASSERT_EQ(w.open(), 0);
  ASSERT_NE(w.plan.reviewed_by_id, author);
  if (w.plan.consultation) {
    ASSERT_TRUE(w.plan.consultation->over);
    ASSERT_LT(w.plan.consultation->to, local_date(*w.plan.approved_at));
  } else {
    ASSERT_TRUE(w.comments.empty());
  }
}

TEST(PlanModel, Art_5_Art_8_no_plan_in_force_without_quorum_answers_and_days) {
  std::set<std::string> seen;
  std::vector<World> edge{World{}};
  std::size_t approved = 0, approved_after_comment = 0, worlds = 0;
  while (!edge.empty()) {
    std::vector<World> next;
    for (const World& world : edge) {
      ++worlds;
      for (const Deed& deed : deeds()) {
        World after = world;
        if (!deed(after)) continue;
        check(after);
        if (HasFatalFailure()) return;
        if (!seen.insert(key_of(after)).second) continue;
        approved += after.plan.stage == PlanStage::approved;
        approved_after_comment += after.plan.stage == PlanStage::approved && !after.comments.empty();
        next.push_back(std::move(after));
      }
    }
    edge = std::move(next);
  }
  // Closed: every world that can be reached was seen, and the good ends are among them.
  EXPECT_GT(worlds, 500U);
  EXPECT_GT(approved, 5U);
  EXPECT_GT(approved_after_comment, 0U);
}

}  // namespace
}  // namespace shouwen
