// Field lists of the participation room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "participation/comment_steps.h"
#include "participation/goal_figures.h"
#include "participation/public_matter.h"
#include "participation/social_supervisor.h"
#include "participation/text_difference.h"
#include "regulation/describe.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(PlanStage, draft, submitted, reviewed, consulting, voting, approved, withdrawn)
BOOST_DESCRIBE_ENUM(GoalFigure, on_time_rate, answered_in_time, satisfaction_rate, returns, own)
BOOST_DESCRIBE_ENUM(GoalDirection, at_least, at_most)
BOOST_DESCRIBE_ENUM(VoteChoice, in_favour, against)
BOOST_DESCRIBE_ENUM(GroupDuty, head, deputy_head, member)
BOOST_DESCRIBE_ENUM(CommentStage, received, published, refused)
BOOST_DESCRIBE_ENUM(CommentWay, web, counter, letter, phone)
BOOST_DESCRIBE_ENUM(CommentVerdict, taken_over, partly, not_taken_over)
BOOST_DESCRIBE_ENUM(MatterKind, proposal, supervisor_report, press_answer)
BOOST_DESCRIBE_ENUM(DifferenceKind, kept, removed, added)

BOOST_DESCRIBE_STRUCT(PlanGoal, (), (title, figure, unit, direction, target_hundredths, by))
BOOST_DESCRIBE_STRUCT(PlanContent, (), (title, text, goals, valid_from, valid_to))
BOOST_DESCRIBE_STRUCT(Consultation, (), (from, to, draft, over, answers_missed_at))
BOOST_DESCRIBE_STRUCT(PlanVote, (), (officer_id, choice, reason, at))
BOOST_DESCRIBE_STRUCT(VoteResult, (), (members, needed, in_favour, against, at, concluded_by_id))
BOOST_DESCRIBE_STRUCT(GoalActual, (), (goal, value_hundredths))
BOOST_DESCRIBE_STRUCT(PlanReport, (), (month, text, actuals, reported_by_id, at))
BOOST_DESCRIBE_STRUCT(Plan, (), (id, version, stage, content, drafted_by_id, written_by_ids, drafted_at, reviewed_by_id, returned_because, consultation, votes, result, approved_at, ended_at, ended_because, reports))
BOOST_DESCRIBE_STRUCT(PlanEvent, (), (kind, officer_id, at, content, because, from, to, vote, result, report))
BOOST_DESCRIBE_STRUCT(PlanInput, (), (version, content))
BOOST_DESCRIBE_STRUCT(SeenPlanInput, (), (version))
BOOST_DESCRIBE_STRUCT(PlanReasonInput, (), (version, reason))
BOOST_DESCRIBE_STRUCT(ConsultationInput, (), (version, to))
BOOST_DESCRIBE_STRUCT(VoteInput, (), (version, choice, reason))
BOOST_DESCRIBE_STRUCT(PlanReportInput, (), (version, month, text, actuals))
BOOST_DESCRIBE_STRUCT(GoalMonth, (), (month, value_hundredths, reached))
BOOST_DESCRIBE_STRUCT(DifferencePart, (), (kind, text))

BOOST_DESCRIBE_STRUCT(CommentAnswer, (), (verdict, text, together, answered_by_id, at))
BOOST_DESCRIBE_STRUCT(PlanComment, (), (id, version, plan_id, stage, way, name, show_name, text, shown, received_at, taken_by_id, judged_by_id, judged_at, refused_because, answer))
BOOST_DESCRIBE_STRUCT(PlanCommentEvent, (), (kind, officer_id, at, plan_id, way, name, text, shown, because, show_name, answer))
BOOST_DESCRIBE_STRUCT(PlanCommentInput, (), (text, name, show_name, way))
BOOST_DESCRIBE_STRUCT(PublishCommentInput, (), (version, hide))
BOOST_DESCRIBE_STRUCT(RefuseCommentInput, (), (version, reason))
BOOST_DESCRIBE_STRUCT(AnswerCommentsInput, (), (comment_ids, verdict, text))

BOOST_DESCRIBE_STRUCT(GroupMember, (), (id, version, officer_id, duty, from, to, ended_because))
BOOST_DESCRIBE_STRUCT(GroupMemberEvent, (), (kind, by_id, at, officer_id, duty, from, to, because))
BOOST_DESCRIBE_STRUCT(AppointMemberInput, (), (officer_id, duty, from, to))
BOOST_DESCRIBE_STRUCT(EndMemberInput, (), (last_day, reason))

BOOST_DESCRIBE_STRUCT(PublicMatter, (), (id, version, kind, shown, title, text, verdict, result, written_by_id, first_shown_at, written_at, withdrawn_because))
BOOST_DESCRIBE_STRUCT(PublicMatterEvent, (), (kind, officer_id, at, matter, title, text, result, because, verdict))
BOOST_DESCRIBE_STRUCT(WordMatterInput, (), (version, kind, title, text, verdict, result))
BOOST_DESCRIBE_STRUCT(WithdrawMatterInput, (), (version, reason))

BOOST_DESCRIBE_STRUCT(SupervisorPerson, (), (name, trade, phone, appointed_by, from, to))
BOOST_DESCRIBE_STRUCT(SocialSupervisor, (), (id, version, person, ended_because, link_issued_at, reports))
BOOST_DESCRIBE_STRUCT(SocialSupervisorEvent, (), (kind, officer_id, at, person, to, because, case_id))
BOOST_DESCRIBE_STRUCT(SupervisorInput, (), (person))
BOOST_DESCRIBE_STRUCT(ChangeSupervisorInput, (), (version, trade, phone, appointed_by, to))
BOOST_DESCRIBE_STRUCT(EndSupervisorInput, (), (version, reason))
BOOST_DESCRIBE_STRUCT(SeenSupervisorInput, (), (version))
BOOST_DESCRIBE_STRUCT(MeetingMinutes, (), (file_name, content_type, hash, bytes))
BOOST_DESCRIBE_STRUCT(MissedMeeting, (), (id, due_on, at))
BOOST_DESCRIBE_STRUCT(SupervisorMeeting, (), (id, held_on, place, summary, attended, minutes, recorded_by_id, at))
BOOST_DESCRIBE_STRUCT(MeetingInput, (), (held_on, place, summary, attended))

}  // namespace shouwen
