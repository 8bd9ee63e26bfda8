// Social supervisors (社会监督员): people of outside who look at the bureau's service, their meetings and their reports. Art. 8,
// R-REP-10. Plain values and rules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "json/field_types.h"
#include "regulation/participation_rules.h"

namespace shouwen {

using SocialSupervisorId = Id<struct SocialSupervisorTag>;
using SupervisorMeetingId = Id<struct SupervisorMeetingTag>;

struct SupervisorPerson {
  Line<1, 40> name;
  Line<1, 80> trade;                   ///< unit or trade
  Line<1, 30> phone;
  Line<1, 80> appointed_by;
  Date from, to;                       ///< of the term; both count
  bool operator==(const SupervisorPerson&) const = default;
};

struct SocialSupervisor {
  SocialSupervisorId id;
  std::int64_t version = 0;
  SupervisorPerson person;
  std::string ended_because;           ///< before the term was over
  std::optional<Instant> link_issued_at;  ///< of the link that works now; absent = none does
  std::int64_t reports = 0;
  bool operator==(const SocialSupervisor&) const = default;

  bool in_term(Date day) const { return person.from <= day && day <= person.to; }
};

struct SocialSupervisorEvent {
  std::string kind;                    ///< supervisor_appointed, _changed, _ended, _link_issued, _link_revoked, _reported
  OfficerId officer_id;                ///< 0 = the supervisor himself
  Instant at;
  std::optional<SupervisorPerson> person = {};
  std::optional<Date> to = {};
  std::optional<std::string> because = {};
  std::optional<CaseId> case_id = {};  ///< what he reported became; never a tip's
};
SocialSupervisor apply(SocialSupervisor supervisor, const SocialSupervisorEvent& event);

struct SupervisorInput {
  SupervisorPerson person;
};
struct ChangeSupervisorInput {
  std::int64_t version = 0;            ///< of the row that was seen; 0 = whatever it is now
  Line<1, 80> trade;
  std::optional<Line<1, 30>> phone;    ///< absent = as it is: whoever changes the rest need not know it
  Line<1, 80> appointed_by;
  Date to;
};
struct EndSupervisorInput {
  std::int64_t version = 0;
  Line<2, 200> reason;
};
struct SeenSupervisorInput {
  std::int64_t version = 0;
};
struct SupervisorSituation {
  OfficerId officer_id;
  Instant now;
  const ParticipationRules& rules;
};
using SupervisorDecision = Result<SocialSupervisorEvent>;

/// Refusals supervisor.term_backwards, .term_too_long, .phone_implausible.
SupervisorDecision appoint_supervisor(const SupervisorInput& input, const SupervisorSituation& situation);
/// And supervisor.changed_meanwhile, .term_over.
SupervisorDecision change_supervisor(const SocialSupervisor& supervisor, const ChangeSupervisorInput& input, const SupervisorSituation& situation);
/// From tomorrow he is none; his link ends at once.
SupervisorDecision end_supervisor(const SocialSupervisor& supervisor, const EndSupervisorInput& input, const SupervisorSituation& situation);
/// A new link; the one before works no longer.
SupervisorDecision issue_supervisor_link(const SocialSupervisor& supervisor, const SeenSupervisorInput& input, const SupervisorSituation& situation);
/// Refusal supervisor.no_link.
SupervisorDecision revoke_supervisor_link(const SocialSupervisor& supervisor, const SeenSupervisorInput& input, const SupervisorSituation& situation);
/// What he sent became this case. Refusal supervisor.term_over.
SupervisorDecision report_as_supervisor(const SocialSupervisor& supervisor, CaseId case_id, const SupervisorSituation& situation);

/// Kept in the data folder under the name of its hash.
struct MeetingMinutes {
  std::string file_name, content_type, hash;
  std::int64_t bytes = 0;
  bool operator==(const MeetingMinutes&) const = default;
};
struct SupervisorMeeting {
  SupervisorMeetingId id;
  Date held_on;
  std::string place, summary;          ///< the public reads both
  std::int64_t attended = 0;           ///< so many social supervisors
  MeetingMinutes minutes;
  OfficerId recorded_by_id;
  Instant at;
  bool operator==(const SupervisorMeeting&) const = default;
};
struct MeetingInput {
  Date held_on;
  Line<1, 80> place;
  Text<1, 2000> summary;
  std::int64_t attended = 0;
};
/// Refusals meeting.not_held_yet, .personal_data, .attended_out_of_range.
Result<SupervisorMeeting> record_meeting(const MeetingInput& input, const MeetingMinutes& minutes, const SupervisorSituation& situation);

/// The day by which they must meet: so long after the last meeting, or after the first of those in term began; nothing while nobody is
/// in term. `meetings`: newest first.
std::optional<Date> next_meeting_by(const std::vector<SocialSupervisor>& supervisors, const std::vector<SupervisorMeeting>& meetings, const ParticipationRules& rules, Date today);
/// A meeting that was not held by its day, told once of that day: the event's whole state.
struct MissedMeeting {
  SupervisorMeetingId id;              ///< the day itself, as a number of days
  Date due_on;
  Instant at;
  bool operator==(const MissedMeeting&) const = default;
};
/// Nothing before the day is over, or if that day was told of already.
std::optional<MissedMeeting> miss_meeting(std::optional<Date> next_by, bool told_already, Instant now);

}  // namespace shouwen
