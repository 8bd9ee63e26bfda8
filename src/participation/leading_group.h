// The leading group of customer service (客户服务领导小组): who is of it, from when to when. Art. 5. Plain values and rules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "json/field_types.h"

namespace shouwen {

using GroupMemberId = Id<struct GroupMemberTag>;
/// 组长 副组长 成员.
enum class GroupDuty { head, deputy_head, member };

struct GroupMember {
  GroupMemberId id;
  std::int64_t version = 0;
  OfficerId officer_id;
  GroupDuty duty{};
  Date from, to;                 ///< both count
  std::string ended_because;     ///< before its time
  bool operator==(const GroupMember&) const = default;

  bool in_office(Date day) const { return from <= day && day <= to; }
};

struct GroupMemberEvent {
  std::string kind;              ///< group_member_appointed, group_member_ended
  OfficerId by_id;
  Instant at;
  std::optional<OfficerId> officer_id = {};
  std::optional<GroupDuty> duty = {};
  std::optional<Date> from = {}, to = {};
  std::optional<std::string> because = {};
};
GroupMember apply(GroupMember member, const GroupMemberEvent& event);

struct AppointMemberInput {
  OfficerId officer_id;
  GroupDuty duty{};
  Date from, to;
};
struct EndMemberInput {
  Date last_day;
  Line<2, 200> reason;
};
using GroupMemberDecision = Result<GroupMemberEvent>;

/// Refusals group_member.term_backwards, .terms_overlap (the officer is of the group on one of these days already).
GroupMemberDecision appoint_member(const AppointMemberInput& input, const std::vector<GroupMember>& known, OfficerId by, Instant now);
/// Refusals group_member.over_already, .term_backwards (longer than the term was). Never backwards beyond today: votes stay votes.
GroupMemberDecision end_member(const GroupMember& member, const EndMemberInput& input, OfficerId by, Instant now);

/// The officers who are of the group on the day, each once.
std::vector<OfficerId> members_in_office(const std::vector<GroupMember>& known, Date day);
/// So many of the members must have voted.
std::int64_t votes_needed(std::int64_t members, std::int64_t quorum_percent);

}  // namespace shouwen
