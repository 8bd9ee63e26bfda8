// The register of social supervisors: terms, links, what became of their reports; phones in clear only with a reason. Art. 8, R-REP-10.
#include "api/qr_code.h"
#include "base/text.h"
#include "org/accounts.h"
#include "org/secret.h"
#include "participation/participation_api.h"
#include "participation/participation_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

struct SocialSupervisorView {
  SocialSupervisorId id;
  std::int64_t version = 0;
  std::string name, trade, phone;   ///< the phone is masked
  std::string appointed_by;
  Date from, to;
  bool in_term = false;
  std::string ended_because;
  std::optional<Instant> link_issued_at;
  std::int64_t reports = 0;
};
BOOST_DESCRIBE_STRUCT(SocialSupervisorView, (), (id, version, name, trade, phone, appointed_by, from, to, in_term, ended_because, link_issued_at, reports))
struct SupervisorMeetingView {
  SupervisorMeetingId id;
  Date held_on;
  std::string place, summary;
  std::int64_t attended = 0;
  std::string file_name, hash, recorded_by_name;
};
BOOST_DESCRIBE_STRUCT(SupervisorMeetingView, (), (id, held_on, place, summary, attended, file_name, hash, recorded_by_name))
struct SocialSupervisorsView {
  std::vector<SocialSupervisorView> supervisors;
  std::vector<SupervisorMeetingView> meetings;   ///< newest first
  std::optional<Date> next_meeting_by;           ///< while there are supervisors
  bool meeting_overdue = false;
  std::int64_t term_days_most = 0;
  std::string set_by;
  bool may_keep = false;
};
BOOST_DESCRIBE_STRUCT(SocialSupervisorsView, (), (supervisors, meetings, next_meeting_by, meeting_overdue, term_days_most, set_by, may_keep))
struct SupervisorChanged {
  SocialSupervisorId id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SupervisorChanged, (), (id, version))
struct SupervisorLink {
  std::string url;                 ///< shown once; only the hash of its secret is kept
  std::string qr;                  ///< the same as a picture, SVG
};
BOOST_DESCRIBE_STRUCT(SupervisorLink, (), (url, qr))
struct ContactReasonInput {
  Line<2, 100> reason;             ///< kept in the access log
};
BOOST_DESCRIBE_STRUCT(ContactReasonInput, (), (reason))
struct SupervisorContact {
  std::string phone;
};
BOOST_DESCRIBE_STRUCT(SupervisorContact, (), (phone))

namespace {

using api::Api;
using api::Call;

SupervisorSituation situation_of(const Call& call, const ParticipationRules& rules) { return {call.actor.officer_id, call.now, rules}; }

http::Response keep(const Call& call, db::Session& session, const SocialSupervisor& before, const SupervisorDecision& decision) {
  if (!decision) return refused(call, decision.refusal());
  const SocialSupervisor after = save_supervisor(session, before, *decision, call.rulebook->version).state;
  return api::answer(SupervisorChanged{after.id, after.version}, 201);
}

SocialSupervisorView view_of(const SocialSupervisor& supervisor, Date today) {
  const SupervisorPerson& person = supervisor.person;
  return {supervisor.id, supervisor.version, person.name.value, person.trade.value, mask_phone(person.phone.value), person.appointed_by.value, person.from, person.to, supervisor.in_term(today),
          supervisor.ended_because, supervisor.link_issued_at, supervisor.reports};
}

SocialSupervisorsView register_of(const Call& call, db::Session& session, const ParticipationRules& rules) {
  const Date today = local_date(call.now);
  const auto supervisors = list_supervisors(session);
  const auto meetings = list_meetings(session);
  SocialSupervisorsView view;
  for (const SocialSupervisor& supervisor : supervisors) view.supervisors.push_back(view_of(supervisor, today));
  for (const SupervisorMeeting& meeting : meetings)
    view.meetings.push_back({meeting.id, meeting.held_on, meeting.place, meeting.summary, meeting.attended, meeting.minutes.file_name, meeting.minutes.hash, api::officer_name(call, meeting.recorded_by_id)});
  view.next_meeting_by = next_meeting_by(supervisors, meetings, rules, today);
  view.meeting_overdue = view.next_meeting_by && *view.next_meeting_by < today;
  view.term_days_most = rules.supervisor_days_most;
  view.set_by = rules.set_by;
  view.may_keep = caller_may(call, "keep_social_supervisors");
  return view;
}

/// Goes on with the supervisor of the path.
template <class Next>
http::Response with_supervisor(const Call& call, db::Session& session, Next&& next) {
  return with_participation(call, "keep_social_supervisors", [&](const ParticipationRules& rules) {
    const auto supervisor = load_supervisor(session, SocialSupervisorId{call.id("supervisor_id")});
    return supervisor ? next(*supervisor, rules) : refused(call, Refusal{"supervisor.unknown", "", "", {}});
  });
}

template <class Input, class Rule>
void add_verb(Api& api, const char* id, const char* resource, const char* summary, Rule rule) {
  api.write(participation_command<Input, SupervisorChanged>(std::string("/social_supervisors/{supervisor_id}") + resource, id, summary, clause::art_8), [rule](const Call& call, db::Session& session) {
    return with_supervisor(call, session, [&](const SocialSupervisor& supervisor, const ParticipationRules& rules) {
      return api::with_body<Input>(call, [&](const Input& input) { return keep(call, session, supervisor, rule(supervisor, input, situation_of(call, rules))); });
    });
  });
}

void add_link(Api& api) {
  auto issuing = participation_command<SeenSupervisorInput, SupervisorLink>("/social_supervisors/{supervisor_id}/links", "issue_supervisor_link", "A personal link for his reports; the one before ends", clause::art_8);
  issuing.idempotent_key = false;
  api.write(issuing, [](const Call& call, db::Session& session) {
    return with_supervisor(call, session, [&](const SocialSupervisor& supervisor, const ParticipationRules& rules) {
      return api::with_body<SeenSupervisorInput>(call, [&](const SeenSupervisorInput& input) {
        const SupervisorDecision decision = issue_supervisor_link(supervisor, input, situation_of(call, rules));
        if (!decision) return refused(call, decision.refusal());
        save_supervisor(session, supervisor, *decision, call.rulebook->version);
        const std::string secret = new_secret();
        keep_supervisor_link(session, supervisor.id, secret);
        const bool secure = call.request.header("x-forwarded-proto") == "https";
        const std::string url = std::string(secure ? "https" : "http") + "://" + std::string(call.request.header("host")) + "/p/supervisor/" + secret;
        return api::answer(SupervisorLink{url, qr_svg(url)}, 201);
      });
    });
  });
}

void add_contact(Api& api) {
  auto reading = participation_command<ContactReasonInput, SupervisorContact>("/social_supervisors/{supervisor_id}/contact_readings", "read_supervisor_contact", "His phone in clear, with the reason on record", clause::art_8);
  reading.idempotent_key = false;
  api.write(reading, [](const Call& call, db::Session& session) {
    return with_supervisor(call, session, [&](const SocialSupervisor& supervisor, const ParticipationRules&) {
      return api::with_body<ContactReasonInput>(call, [&](const ContactReasonInput& input) {
        log_access(session, {0, call.now, call.actor.officer_id, "social_supervisor/" + std::to_string(supervisor.id.value), "phone", input.reason.value, call.request.remote_address});
        return api::answer(SupervisorContact{supervisor.person.phone.value}, 201);
      });
    });
  });
}

}  // namespace

void add_social_supervisors_api(Api& api) {
  auto list = participation_operation("GET", "/social_supervisors", "read_social_supervisors", "Social supervisors, their meetings, and by when they must meet again", clause::art_8);
  list.response_body = json::schema_of<SocialSupervisorsView>();
  api.read(list, [](const Call& call, db::Session& session) {
    return with_participation(call, "read_social_supervisors", [&](const ParticipationRules& rules) { return api::answer(register_of(call, session, rules)); });
  });
  api.write(participation_command<SupervisorInput, SupervisorChanged>("/social_supervisors", "appoint_social_supervisor", "Somebody of outside watches the service for a term", clause::art_8),
            [](const Call& call, db::Session& session) {
              return with_participation(call, "keep_social_supervisors", [&](const ParticipationRules& rules) {
                return api::with_body<SupervisorInput>(call, [&](const SupervisorInput& input) { return keep(call, session, {}, appoint_supervisor(input, situation_of(call, rules))); });
              });
            });
  add_verb<ChangeSupervisorInput>(api, "change_social_supervisor", "/changes", "Trade, phone, who appointed him, last day", &change_supervisor);
  add_verb<EndSupervisorInput>(api, "end_social_supervisor", "/ends", "His term is over, and why; his link ends at once", &end_supervisor);
  add_verb<SeenSupervisorInput>(api, "revoke_supervisor_link", "/link_revocations", "His link works no longer", &revoke_supervisor_link);
  add_link(api);
  add_contact(api);
}

}  // namespace shouwen
