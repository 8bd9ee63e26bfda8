// GET and POST /leading_group_members, POST /leading_group_members/{member_id}/ends: who decides on plans, from when to when. Art. 5.
#include "participation/participation_api.h"
#include "participation/participation_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

struct GroupMemberView {
  GroupMemberId id;
  std::int64_t version = 0;
  OfficerId officer_id;
  std::string name, unit_name;
  GroupDuty duty{};
  Date from, to;
  bool in_office = false;
  std::string ended_because;
};
BOOST_DESCRIBE_STRUCT(GroupMemberView, (), (id, version, officer_id, name, unit_name, duty, from, to, in_office, ended_because))
struct LeadingGroupView {
  std::vector<GroupMemberView> members;  ///< latest terms first
  std::int64_t in_office = 0, votes_needed = 0, quorum_percent = 0;
  std::string set_by;                    ///< whose quorum it is
  bool may_keep = false;                 ///< this reader
};
BOOST_DESCRIBE_STRUCT(LeadingGroupView, (), (members, in_office, votes_needed, quorum_percent, set_by, may_keep))
struct GroupMemberChanged {
  GroupMemberId id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(GroupMemberChanged, (), (id, version))

namespace {

using api::Api;
using api::Call;

http::Response keep(const Call& call, db::Session& session, const GroupMember& before, const GroupMemberDecision& decision) {
  if (!decision) return refused(call, decision.refusal());
  const GroupMember after = save_group_member(session, before, *decision, call.rulebook->version).state;
  return api::answer(GroupMemberChanged{after.id, after.version}, 201);
}

LeadingGroupView group_of(const Call& call, db::Session& session, const ParticipationRules& rules) {
  const Date today = local_date(call.now);
  const std::vector<GroupMember> known = list_group_members(session);
  LeadingGroupView view;
  for (const GroupMember& member : known) {
    const Officer* officer = call.organisation->officer(member.officer_id);
    view.members.push_back({member.id, member.version, member.officer_id, api::officer_name(call, member.officer_id), officer == nullptr ? std::string() : api::unit_name(call, officer->unit_id),
                            member.duty, member.from, member.to, member.in_office(today), member.ended_because});
  }
  view.in_office = static_cast<std::int64_t>(members_in_office(known, today).size());
  view.votes_needed = votes_needed(view.in_office, rules.quorum_percent);
  view.quorum_percent = rules.quorum_percent;
  view.set_by = rules.set_by;
  view.may_keep = caller_may(call, "keep_leading_group");
  return view;
}

}  // namespace

void add_leading_group_api(Api& api) {
  auto list = participation_operation("GET", "/leading_group_members", "read_leading_group", "Who is of the leading group, and how many must vote", clause::art_5);
  list.response_body = json::schema_of<LeadingGroupView>();
  api.read(list, [](const Call& call, db::Session& session) {
    return with_participation(call, "read_participation", [&](const ParticipationRules& rules) { return api::answer(group_of(call, session, rules)); });
  });

  api.write(participation_command<AppointMemberInput, GroupMemberChanged>("/leading_group_members", "appoint_group_member", "An officer is of the group for a term", clause::art_5),
            [](const Call& call, db::Session& session) {
              return with_participation(call, "keep_leading_group", [&](const ParticipationRules&) {
                return api::with_body<AppointMemberInput>(call, [&](const AppointMemberInput& input) {
                  const Officer* officer = call.organisation->officer(input.officer_id);
                  if (officer == nullptr || !officer->active) return refused(call, Refusal{"group_member.unknown_officer", clause::art_5, "/officer_id", {}});
                  return keep(call, session, {}, appoint_member(input, list_group_members(session), call.actor.officer_id, call.now));
                });
              });
            });
  api.write(participation_command<EndMemberInput, GroupMemberChanged>("/leading_group_members/{member_id}/ends", "end_group_member", "The term ends earlier, and why", clause::art_5),
            [](const Call& call, db::Session& session) {
              return with_participation(call, "keep_leading_group", [&](const ParticipationRules&) {
                const auto member = load_group_member(session, GroupMemberId{call.id("member_id")});
                if (!member) return refused(call, Refusal{"group_member.unknown", "", "", {}});
                return api::with_body<EndMemberInput>(call, [&](const EndMemberInput& input) { return keep(call, session, *member, end_member(*member, input, call.actor.officer_id, call.now)); });
              });
            });
}

void add_participation_api(Api& api) {
  add_plan_reads_api(api);
  add_plan_steps_api(api);
  add_plan_comments_api(api);
  add_leading_group_api(api);
  add_public_matters_api(api);
  add_social_supervisors_api(api);
  add_supervisor_meetings_api(api);
}

}  // namespace shouwen
