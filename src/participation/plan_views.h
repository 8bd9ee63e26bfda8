// What answers about plans look like. Heavy: only for this room's .cpp files.
#pragma once

#include "participation/participation_desk.h"

namespace shouwen {

struct PlanRow {
  PlanId id;
  std::int64_t version = 0;
  PlanStage stage{};
  std::string stage_said, title, drafted_by_name;
  Date valid_from, valid_to;
  bool in_force = false;
  std::optional<Date> comments_to;
  std::int64_t comments = 0, comments_open = 0;  ///< received in all; waiting for a decision or an answer
  std::int64_t votes = 0, votes_needed = 0;      ///< while the group votes
  bool waits_for_me = false;                     ///< this reader could review, vote or answer
};
BOOST_DESCRIBE_STRUCT(PlanRow, (), (id, version, stage, stage_said, title, drafted_by_name, valid_from, valid_to, in_force, comments_to, comments, comments_open, votes, votes_needed, waits_for_me))

struct CommentAnswerView {
  CommentVerdict verdict{};
  std::string verdict_said, text, answered_by_name;
  std::int64_t together = 0;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(CommentAnswerView, (), (verdict, verdict_said, text, answered_by_name, together, at))
struct PlanCommentView {
  PlanCommentId id;
  std::int64_t version = 0;
  CommentStage stage{};
  CommentWay way{};
  std::string way_said;
  std::string name;                  ///< masked unless this reader decides on comments
  bool show_name = false;
  std::string text;                  ///< as written, for whoever decides; else what the public reads
  std::string preview;               ///< what the public would read if it were let now
  std::string shown;
  Instant received_at;
  std::string taken_by_name, judged_by_name, refused_because;
  std::optional<CommentAnswerView> answer;
  bool may_judge = false, may_answer = false;
};
BOOST_DESCRIBE_STRUCT(PlanCommentView, (), (id, version, stage, way, way_said, name, show_name, text, preview, shown, received_at, taken_by_name, judged_by_name, refused_because, answer, may_judge, may_answer))

struct PlanVoteView {
  std::string name;
  VoteChoice choice{};
  std::string reason;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(PlanVoteView, (), (name, choice, reason, at))
struct VotingView {
  std::int64_t members = 0, needed = 0, in_favour = 0, against = 0;
  std::vector<PlanVoteView> votes;
  bool concluded = false;
};
BOOST_DESCRIBE_STRUCT(VotingView, (), (members, needed, in_favour, against, votes, concluded))
struct GoalView {
  std::string figure_said, unit;     ///< "%" and counts for figures of the house
  std::vector<GoalMonth> months;
};
BOOST_DESCRIBE_STRUCT(GoalView, (), (figure_said, unit, months))
struct PlanReportView {
  std::string month, text, reported_by_name;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(PlanReportView, (), (month, text, reported_by_name, at))
struct PlanStoryLine {
  Instant at;
  std::string name, what, words;     ///< who did what, and the reason given
};
BOOST_DESCRIBE_STRUCT(PlanStoryLine, (), (at, name, what, words))
struct ConsultationView {
  Date from, to;
  bool over = false;
  std::string url;                   ///< of the public page
};
BOOST_DESCRIBE_STRUCT(ConsultationView, (), (from, to, over, url))

struct PlanView {
  PlanId id;
  std::int64_t version = 0;
  PlanStage stage{};
  std::string stage_said;
  PlanContent content;
  bool in_force = false;
  std::string drafted_by_name, reviewed_by_name, returned_because, ended_because;
  std::optional<Instant> approved_at, ended_at;
  std::optional<ConsultationView> consultation;
  std::vector<PlanCommentView> comments;
  std::optional<VotingView> voting;
  std::vector<GoalView> goals;       ///< beside content.goals, in the same order
  std::vector<PlanReportView> reports;
  std::vector<DifferencePart> difference;  ///< from what the public commented on to the text now
  std::vector<PlanStoryLine> story;  ///< newest first
  std::int64_t comment_days_least = 0;
  std::vector<std::string> actions;  ///< what this reader may do now
};
BOOST_DESCRIBE_STRUCT(PlanView, (), (id, version, stage, stage_said, content, in_force, drafted_by_name, reviewed_by_name, returned_because, ended_because, approved_at, ended_at, consultation, comments, voting, goals, reports, difference, story, comment_days_least, actions))

}  // namespace shouwen
