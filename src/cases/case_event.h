// What happened to a case: past participles with actor, instant and clause. Never changed, never deleted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cases/service_case.h"

namespace shouwen {

enum class DutyStep { armed, warned, met, breached, fulfilled_late, lifted, paused, resumed, moved, escalated };

/// A change of one duty, carried by the event that caused it, so that applying needs no calendar.
struct DutyChange {
  std::int64_t number = 0;
  DutyKind kind{};
  DutyStep step{};
  std::string start, stop;         ///< the steps of its clock
  Instant at;                      ///< when it took effect (a breach: its due time)
  Instant due_at;                  ///< armed, resumed, moved: the new deadline
  std::vector<SourceDue> sources;  ///< armed, paused, resumed, moved
  bool provisional = false;
  OfficerId owner_officer_id;
  UnitId owner_unit_id;
  std::string cause;
  bool operator==(const DutyChange&) const = default;
};

struct Registered {
  std::string number;
  CaseKind kind{};
  std::string category;
  Channel channel{};
  Area area{};
  std::optional<CustomerClass> customer_class;
  std::optional<Voltage> voltage;
  Secrecy secrecy{};
  Contact contact;
  std::string text;
  OfficerId about_officer_id, first_contact_id;
  UnitId first_contact_unit_id;
  std::optional<Accused> further_accused = {};
};
struct Replied { Channel channel{}; std::string text, proof; bool on_the_spot = false; };
struct ExplainedOutOfScope { std::string text, directory_code; };
struct TransferOffered { UnitId to_unit_id; OfficerId to_officer_id; std::string reason, note; };
struct Accepted { UnitId unit_id; };
struct Returned { std::string reason, note; bool to_office = false; };
struct OfferLapsed { UnitId unit_id; OfficerId head_told_id; bool to_office = false; };
struct OfficeAsked { std::string question; };
struct Ruled { UnitId unit_id; OfficerId officer_id; std::string grounds; };
struct Assigned { OfficerId officer_id; UnitId unit_id; std::string note; };
struct TakenOver { OfficerId absent_officer_id; UnitId unit_id; };
struct Noted { std::string text; };
struct Contacted { Channel channel{}; std::string text; };
struct Arrived { std::string place, note; };
struct Suspended { Suspension suspension; };
struct Resumed { std::string cause; };
struct ProgressReported { Channel channel{}; std::string text, proof; };
struct FollowedUp { Satisfaction result{}; std::string words; };
struct Closed { Outcome outcome{}; std::string note; };
struct Reopened { std::string reason; };
struct Reminded { bool by_customer = false; std::string text; };
struct Supervised { std::string order; };
struct SupervisionAnswered { std::string text; };
struct ExtensionRequested { std::string reason; Instant until; };
struct ExtensionDecided { bool granted = false; std::string reason; };
struct Linked { CaseId other_id; std::string reason; };
struct Unlinked { CaseId other_id; std::string reason; };
struct RegistrationCorrected {
  std::string reason;
  std::optional<CaseKind> kind;
  std::optional<std::string> category;
  std::optional<Area> area;
  std::optional<CustomerClass> customer_class;
  std::optional<Voltage> voltage;
  std::optional<Secrecy> secrecy;
  std::optional<Contact> contact;
  std::optional<std::string> text;
  std::optional<OfficerId> about_officer_id;  ///< with further_accused: whom it accuses now
  std::optional<Accused> further_accused;
};
struct Withdrawn { std::string reason; bool by_customer = false; };
struct Supplemented { std::string text; };
struct Rated { std::int64_t stars = 0; std::string words; };
struct DutyLifted { DutyKind kind{}; std::string reason, grounds; };
/// Warned, breached, escalated: see the duty changes. `unread_by_id`: whose warning nobody read, so it went on upwards.
struct ClockStruck { OfficerId told_id; std::vector<OfficerId> also_told_ids; OfficerId unread_by_id; };
struct StepRecorded { std::string step, note; };
/// Deadlines counted anew because a calendar or limits changed; a migration pins the case to the later rulebook.
struct Replanned { std::int64_t from_version = 0, to_version = 0; bool migrated = false; };
struct Attached { AttachmentId attachment_id; std::string file_name, content_type, hash; std::int64_t bytes = 0; bool by_customer = false; };

using EventBody =
    std::variant<Registered, Replied, ExplainedOutOfScope, TransferOffered, Accepted, Returned, OfferLapsed,
                 OfficeAsked, Ruled, Assigned, TakenOver, Noted, Contacted, Arrived, Suspended, Resumed,
                 ProgressReported, FollowedUp, Closed, Reopened, Reminded, Supervised, SupervisionAnswered,
                 ExtensionRequested, ExtensionDecided, Linked, Unlinked, RegistrationCorrected, Withdrawn,
                 Supplemented, Rated, DutyLifted, ClockStruck, Attached, StepRecorded, Replanned>;

struct CaseEvent {
  CaseId case_id;
  std::int64_t number = 0;          ///< 1, 2, 3 … within the case
  Instant at;
  OfficerId actor_id;               ///< 0 = the clock, -1 = the customer
  OfficerId on_behalf_of_id;        ///< the absent colleague a deputy stands in for
  std::string clause;
  std::int64_t rulebook_version = 0;
  std::int64_t calendar_version = 0;  ///< the rulebook version whose calendars the duty changes were counted by
  EventBody body;
  std::vector<DutyChange> duties;
};

/// "transfer_offered": the event's name in the journal, in JSON and on the timeline.
const char* kind_name(const EventBody& body);

/// The next state. Pure, total over events a rule can decide; CHECKs that event numbers follow on.
ServiceCase apply(ServiceCase service_case, const CaseEvent& event);

}  // namespace shouwen
