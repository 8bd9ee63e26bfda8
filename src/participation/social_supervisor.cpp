// Art. 8: whoever watches from outside is known by name and term, and hears what became of what he said.
#include "participation/social_supervisor.h"

#include "base/text.h"
#include "participation/personal_data.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t attended_most = 1000;

Refusal no(const char* code, const char* field = "", std::vector<std::pair<std::string, std::string>> values = {}) { return {code, clause::art_8, field, std::move(values)}; }

std::optional<Refusal> wrong_person(const SupervisorPerson& person, const ParticipationRules& rules) {
  constexpr std::size_t fewest = 5, most = 15;
  if (person.to < person.from) return no("supervisor.term_backwards", "/person/to");
  if (std::int64_t{person.to.days} - person.from.days + 1 > rules.supervisor_days_most) return no("supervisor.term_too_long", "/person/to", {{"days", std::to_string(rules.supervisor_days_most)}});
  const std::size_t digits = normalise_phone(person.phone.value).size();
  if (digits < fewest || digits > most) return no("supervisor.phone_implausible", "/person/phone");
  return std::nullopt;
}

std::optional<Refusal> not_now(const SocialSupervisor& supervisor, std::int64_t seen_version, Instant now) {
  if (seen_version != 0 && seen_version != supervisor.version) return no("supervisor.changed_meanwhile", "/version");
  if (supervisor.person.to < local_date(now)) return no("supervisor.term_over");
  return std::nullopt;
}

SocialSupervisorEvent event_of(const char* kind, const SupervisorSituation& situation) { return {kind, situation.officer_id, situation.now}; }

SocialSupervisorEvent written(const char* kind, const SupervisorInput& input, const SupervisorSituation& situation) {
  SocialSupervisorEvent event = event_of(kind, situation);
  event.person = input.person;
  event.person->phone.value = normalise_phone(input.person.phone.value);
  return event;
}

}  // namespace

SupervisorDecision appoint_supervisor(const SupervisorInput& input, const SupervisorSituation& situation) {
  if (auto wrong = wrong_person(input.person, situation.rules)) return *wrong;
  return written("supervisor_appointed", input, situation);
}

SupervisorDecision change_supervisor(const SocialSupervisor& supervisor, const ChangeSupervisorInput& input, const SupervisorSituation& situation) {
  if (auto wrong = not_now(supervisor, input.version, situation.now)) return *wrong;
  SupervisorPerson person = supervisor.person;
  person.trade = input.trade;
  person.appointed_by = input.appointed_by;
  person.to = input.to;
  if (input.phone) person.phone = *input.phone;
  if (auto wrong = wrong_person(person, situation.rules)) return *wrong;
  return written("supervisor_changed", {std::move(person)}, situation);
}

SupervisorDecision end_supervisor(const SocialSupervisor& supervisor, const EndSupervisorInput& input, const SupervisorSituation& situation) {
  if (auto wrong = not_now(supervisor, input.version, situation.now)) return *wrong;
  SocialSupervisorEvent event = event_of("supervisor_ended", situation);
  event.to = local_date(situation.now);
  event.because = input.reason.value;
  return event;
}

SupervisorDecision issue_supervisor_link(const SocialSupervisor& supervisor, const SeenSupervisorInput& input, const SupervisorSituation& situation) {
  if (auto wrong = not_now(supervisor, input.version, situation.now)) return *wrong;
  return event_of("supervisor_link_issued", situation);
}

SupervisorDecision revoke_supervisor_link(const SocialSupervisor& supervisor, const SeenSupervisorInput& input, const SupervisorSituation& situation) {
  if (input.version != 0 && input.version != supervisor.version) return no("supervisor.changed_meanwhile", "/version");
  if (!supervisor.link_issued_at) return no("supervisor.no_link");
  return event_of("supervisor_link_revoked", situation);
}

SupervisorDecision report_as_supervisor(const SocialSupervisor& supervisor, CaseId case_id, const SupervisorSituation& situation) {
  if (!supervisor.in_term(local_date(situation.now)) || !supervisor.link_issued_at) return no("supervisor.term_over");
  SocialSupervisorEvent event = event_of("supervisor_reported", situation);
  event.case_id = case_id;
  return event;
}

SocialSupervisor apply(SocialSupervisor supervisor, const SocialSupervisorEvent& event) {
  ++supervisor.version;
  if (event.person) supervisor.person = *event.person;
  if (event.to) supervisor.person.to = *event.to;
  if (event.because) supervisor.ended_because = *event.because;
  if (event.kind == "supervisor_link_issued") supervisor.link_issued_at = event.at;
  if (event.kind == "supervisor_link_revoked" || event.kind == "supervisor_ended") supervisor.link_issued_at.reset();
  if (event.case_id) ++supervisor.reports;
  return supervisor;
}

Result<SupervisorMeeting> record_meeting(const MeetingInput& input, const MeetingMinutes& minutes, const SupervisorSituation& situation) {
  if (local_date(situation.now) < input.held_on) return no("meeting.not_held_yet", "/held_on");
  if (input.attended < 0 || input.attended > attended_most) return no("meeting.attended_out_of_range", "/attended");
  if (!personal_passages(input.summary.value).empty()) return no("meeting.personal_data", "/summary");
  return SupervisorMeeting{{}, input.held_on, input.place.value, input.summary.value, input.attended, minutes, situation.officer_id, situation.now};
}

std::optional<Date> next_meeting_by(const std::vector<SocialSupervisor>& supervisors, const std::vector<SupervisorMeeting>& meetings, const ParticipationRules& rules, Date today) {
  std::optional<Date> since;
  for (const SocialSupervisor& supervisor : supervisors)
    if (supervisor.in_term(today) && (!since || supervisor.person.from < *since)) since = supervisor.person.from;
  if (!since) return std::nullopt;
  if (!meetings.empty()) since = std::max(*since, meetings.front().held_on);
  return since->plus_days(static_cast<std::int32_t>(rules.meeting_days));
}

std::optional<MissedMeeting> miss_meeting(std::optional<Date> next_by, bool told_already, Instant now) {
  if (!next_by || told_already || local_date(now) <= *next_by) return std::nullopt;
  return MissedMeeting{SupervisorMeetingId{next_by->days}, *next_by, now};
}

}  // namespace shouwen
