// A plan of customer service with its goals: written, reviewed, put to the public, voted on, in force, reported on. Arts. 5, 6, 8.
// Plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "json/field_types.h"

namespace shouwen {

using PlanId = Id<struct PlanTag>;

/// Whatever sends a plan back makes it a draft again; approved counts from its first day; withdrawn is an end.
enum class PlanStage { draft, submitted, reviewed, consulting, voting, approved, withdrawn };
/// 按时率 按时答复率 满意率 退回次数: counted by the house and never typed; own: told by whoever reports.
enum class GoalFigure { on_time_rate, answered_in_time, satisfaction_rate, returns, own };
enum class GoalDirection { at_least, at_most };

struct PlanGoal {
  Line<1, 80> title;
  GoalFigure figure{};
  Line<0, 20> unit;                    ///< of its own figures; counted ones have theirs
  GoalDirection direction{};
  std::int64_t target_hundredths = 0;  ///< 9850 = 98.50
  Date by;
  bool operator==(const PlanGoal&) const = default;
};

struct PlanContent {
  Line<1, 80> title;
  Text<1, 8000> text;
  std::vector<PlanGoal> goals;
  Date valid_from, valid_to;           ///< both count
  bool operator==(const PlanContent&) const = default;
};

/// Put to the public (征求意见): the draft as it was then.
struct Consultation {
  Date from, to;                       ///< both count
  PlanContent draft;
  bool over = false;
  std::optional<Instant> answers_missed_at;  ///< its author was told that comments have waited too long
  bool operator==(const Consultation&) const = default;
};

enum class VoteChoice { in_favour, against };
struct PlanVote {
  OfficerId officer_id;
  VoteChoice choice{};
  std::string reason;
  Instant at;
  bool operator==(const PlanVote&) const = default;
};

/// How a vote ended: the members in office then and how many had to vote.
struct VoteResult {
  std::int64_t members = 0, needed = 0, in_favour = 0, against = 0;
  Instant at;
  OfficerId concluded_by_id;
  bool operator==(const VoteResult&) const = default;
};

/// What a goal that the house does not count came to.
struct GoalActual {
  std::int64_t goal = 0;               ///< 1, 2, 3 … in the plan
  std::int64_t value_hundredths = 0;
  bool operator==(const GoalActual&) const = default;
};
struct PlanReport {
  std::string month;                   ///< "2026-11"
  std::string text;
  std::vector<GoalActual> actuals;
  OfficerId reported_by_id;
  Instant at;
  bool operator==(const PlanReport&) const = default;
};

struct Plan {
  PlanId id;
  std::int64_t version = 0;            ///< number of its last event
  PlanStage stage{};
  PlanContent content;
  OfficerId drafted_by_id;
  std::vector<OfficerId> written_by_ids;  ///< everybody who wrote at it: none of them reviews it or votes
  Instant drafted_at;
  OfficerId reviewed_by_id;
  std::string returned_because;        ///< of the last return; "" when it goes on
  std::optional<Consultation> consultation;
  std::vector<PlanVote> votes;         ///< of the vote that runs, or of the last
  std::optional<VoteResult> result;    ///< of the last vote
  std::optional<Instant> approved_at, ended_at;
  std::string ended_because;
  std::vector<PlanReport> reports;     ///< by month; a later report of a month stands in for the earlier
  bool operator==(const Plan&) const = default;

  bool is_commented_on() const { return consultation.has_value(); }
};

/// Approved, and the day is one of its days.
bool is_in_force(const Plan& plan, Date today);
/// Something the public may read: it was put to the public, or approved.
bool is_public(const Plan& plan);

/// What happened to a plan: a past participle and what it brought.
struct PlanEvent {
  std::string kind;  ///< plan_drafted, _changed, _submitted, _returned, _reviewed, _put_to_public, _consultation_ended, _answers_missed, _put_to_vote, _voted, _approved, _rejected, _reported, _withdrawn
  OfficerId officer_id;                ///< 0 = the house's clock
  Instant at;
  std::optional<PlanContent> content = {};
  std::optional<std::string> because = {};
  std::optional<Date> from = {}, to = {};
  std::optional<PlanVote> vote = {};
  std::optional<VoteResult> result = {};
  std::optional<PlanReport> report = {};
};
Plan apply(Plan plan, const PlanEvent& event);

}  // namespace shouwen
