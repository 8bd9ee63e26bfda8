// Art. 5: the group decides, so who is of it on which day stands on record.
#include "participation/leading_group.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

GroupMemberDecision appoint_member(const AppointMemberInput& input, const std::vector<GroupMember>& known, OfficerId by, Instant now) {
  if (input.to < input.from) return Refusal{"group_member.term_backwards", clause::art_5, "/to", {}};
  // A membership that is over already would make votes of yesterday count anew.
  if (input.from < local_date(now)) return Refusal{"group_member.begins_before_today", clause::art_5, "/from", {}};
  for (const GroupMember& member : known)
    if (member.officer_id == input.officer_id && member.from <= input.to && input.from <= member.to) return Refusal{"group_member.terms_overlap", clause::art_5, "/from", {}};
  GroupMemberEvent event{"group_member_appointed", by, now};
  event.officer_id = input.officer_id;
  event.duty = input.duty;
  event.from = input.from;
  event.to = input.to;
  return event;
}

GroupMemberDecision end_member(const GroupMember& member, const EndMemberInput& input, OfficerId by, Instant now) {
  if (member.to < local_date(now)) return Refusal{"group_member.over_already", clause::art_5, "", {}};
  if (member.to < input.last_day || input.last_day < local_date(now).plus_days(-1)) return Refusal{"group_member.term_backwards", clause::art_5, "/last_day", {}};
  GroupMemberEvent event{"group_member_ended", by, now};
  event.to = input.last_day;
  event.because = input.reason.value;
  return event;
}

GroupMember apply(GroupMember member, const GroupMemberEvent& event) {
  ++member.version;
  if (event.officer_id) member.officer_id = *event.officer_id;
  if (event.duty) member.duty = *event.duty;
  if (event.from) member.from = *event.from;
  if (event.to) member.to = *event.to;
  if (event.because) member.ended_because = *event.because;
  return member;
}

std::vector<OfficerId> members_in_office(const std::vector<GroupMember>& known, Date day) {
  std::vector<OfficerId> members;
  for (const GroupMember& member : known)
    if (member.in_office(day) && std::find(members.begin(), members.end(), member.officer_id) == members.end()) members.push_back(member.officer_id);
  return members;
}

std::int64_t votes_needed(std::int64_t members, std::int64_t quorum_percent) {
  constexpr std::int64_t whole = 100;
  return std::max<std::int64_t>((members * quorum_percent + whole - 1) / whole, 1);
}

}  // namespace shouwen
