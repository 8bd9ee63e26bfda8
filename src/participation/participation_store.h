// Taking part in the database: states beside their events, links, codes, forms that were sent. All SQL of this room. Arts. 5, 6, 8.
#pragma once

#include "db/session.h"
#include "participation/leading_group.h"
#include "participation/plan_comment.h"
#include "participation/public_matter.h"
#include "participation/social_supervisor.h"

namespace shouwen {

/// A state after its event, and where that stands in the journal.
template <class State>
struct SavedRow {
  State state;
  std::int64_t journal_number = 0;
};

std::optional<Plan> load_plan(db::Session& session, PlanId id);
/// A plan without id gets the next one. State and event in the caller's transaction; so with every save_… below.
SavedRow<Plan> save_plan(db::Session& session, const Plan& before, const PlanEvent& event, std::int64_t rulebook_version);
/// Newest first.
std::vector<Plan> list_plans(db::Session& session);
/// Newest first, behind a plan (0 = from the newest); so with the two below, behind a case.
std::vector<Plan> list_public_plans(db::Session& session, PlanId before, std::int64_t limit);
/// Plans whose comment period is over on the day, and those with comments that wait after it.
std::vector<PlanId> plans_to_strike(db::Session& session, Date today);

std::optional<PlanComment> load_comment(db::Session& session, PlanCommentId id);
SavedRow<PlanComment> save_comment(db::Session& session, const PlanComment& before, const PlanCommentEvent& event, std::int64_t rulebook_version);
/// In order of arrival.
std::vector<PlanComment> comments_of(db::Session& session, PlanId plan);
std::int64_t count_open_comments(db::Session& session, PlanId plan);
struct CommentCounts {
  std::int64_t received = 0, published = 0, refused = 0, open = 0;
};
CommentCounts count_comments(db::Session& session, PlanId plan);
/// `keyed`: the code with the house's key, see comment_code_hash.
void add_comment_code(db::Session& session, const std::string& code_hash, PlanCommentId id);
std::optional<PlanCommentId> find_comment_by_code(db::Session& session, const std::string& code_hash);

std::optional<GroupMember> load_group_member(db::Session& session, GroupMemberId id);
SavedRow<GroupMember> save_group_member(db::Session& session, const GroupMember& before, const GroupMemberEvent& event, std::int64_t rulebook_version);
/// Latest terms first.
std::vector<GroupMember> list_group_members(db::Session& session);

/// Version 0 if nothing was worded yet.
PublicMatter load_matter(db::Session& session, CaseId id);
SavedRow<PublicMatter> save_matter(db::Session& session, const PublicMatter& before, const PublicMatterEvent& event, std::int64_t rulebook_version);
/// Shown ones, newest case first.
std::vector<PublicMatter> list_shown_matters(db::Session& session, MatterKind kind, CaseId before, std::int64_t limit);
/// Shown ones, those first that were worded last.
std::vector<PublicMatter> list_lately_worded_matters(db::Session& session, MatterKind kind, std::int64_t limit);
/// Cases of which the public could be told something, newest first: suggestions; reports of supervisors; inquiries of the media.
std::vector<CaseId> cases_to_word(db::Session& session, MatterKind kind, CaseId before, std::int64_t limit);

std::optional<SocialSupervisor> load_supervisor(db::Session& session, SocialSupervisorId id);
SavedRow<SocialSupervisor> save_supervisor(db::Session& session, const SocialSupervisor& before, const SocialSupervisorEvent& event, std::int64_t rulebook_version);
/// In order of their terms' end, last first.
std::vector<SocialSupervisor> list_supervisors(db::Session& session);
/// The secret of the link that was just issued; only its hash is kept.
void keep_supervisor_link(db::Session& session, SocialSupervisorId id, const std::string& secret);
std::optional<SocialSupervisorId> find_supervisor_by_link(db::Session& session, std::string_view secret);
struct SupervisorReport {
  CaseId case_id;
  SocialSupervisorId supervisor_id;
  Instant at;
};
/// Of one, or with 0 of all; newest first.
std::vector<SupervisorReport> supervisor_reports(db::Session& session, SocialSupervisorId id, std::int64_t limit);
bool is_supervisor_report(db::Session& session, CaseId id);

SavedRow<SupervisorMeeting> add_meeting(db::Session& session, const SupervisorMeeting& meeting, std::int64_t rulebook_version);
/// Newest first.
std::vector<SupervisorMeeting> list_meetings(db::Session& session);

/// That a meeting was missed is told once of each day it was due by.
bool is_missed_meeting_told(db::Session& session, Date due_on);
SavedRow<MissedMeeting> add_missed_meeting(db::Session& session, const MissedMeeting& missed, std::int64_t rulebook_version);

/// What a form of the public became when it was sent the first time; "" if it was not.
std::string sent_form(db::Session& session, std::string_view once);
void keep_sent_form(db::Session& session, std::string_view once, const std::string& made, Instant now);
/// Those sent before the instant.
void forget_sent_forms(db::Session& session, Instant before);

struct ParticipationVerified {
  std::int64_t plans = 0, comments = 0, group_members = 0, matters = 0, supervisors = 0, meetings = 0;
  std::vector<std::string> differences;  ///< rows that are not what their events make
};
ParticipationVerified verify_participation(db::Session& session);

}  // namespace shouwen
