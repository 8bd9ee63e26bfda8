// A customer's case as plain values: who is answerable, who holds it, what is owed by when. No JSON, SQL, HTTP.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "regulation/rulebook.h"

namespace shouwen {

enum class Stage { open, resolved, closed };
enum class Outcome { none, answered, out_of_scope, withdrawn };
enum class DutyState { open, met, breached, lifted };
enum class Satisfaction { satisfied, not_satisfied, unreachable };

/// Whom a complaint or tip accuses besides about_officer_id: more officers, whole units.
struct Accused {
  std::vector<OfficerId> officer_ids;
  std::vector<UnitId> unit_ids;
  bool operator==(const Accused&) const = default;
};

/// Who asked. For sealed cases (tip-offs) name, phone and address are empty and `sealed` holds them encrypted.
struct Contact {
  std::string name, phone, address;
  bool anonymous = false;
  CustomerId customer_id;  ///< 0 = not linked
  std::string sealed;      ///< base64 of the sealed identity
  bool operator==(const Contact&) const = default;
};

/// Something owed by a time. Ends as met, breached or lifted; a breached duty may still be fulfilled late.
struct Duty {
  std::int64_t number = 0;  ///< 1, 2, 3 … within the case
  DutyKind kind{};
  std::string start, stop;  ///< steps that started and end its clock (a step's duty has both)
  DutyState state = DutyState::open;
  Instant armed_at, due_at;
  std::vector<SourceDue> sources;         ///< every source's own deadline, as armed strictest first
  std::optional<Instant> extended_to;     ///< more time was granted; the sources keep their own deadlines
  bool provisional = false;
  OfficerId owner_officer_id;             ///< who owes it (0: the unit owes it)
  UnitId owner_unit_id;
  std::optional<Instant> warned_at, paused_at, ended_at, fulfilled_at;
  std::int64_t escalations = 0;           ///< so many of the rulebook's steps were told
  std::string cause;                      ///< how it ended: replied, accepted, withdrawn …
  /// Open, or breached and not yet made good.
  bool is_owed() const { return state == DutyState::open || (state == DutyState::breached && !fulfilled_at && !ended_at); }
  bool operator==(const Duty&) const = default;
};

/// A hand-over not yet accepted: the sender still holds the case (art. 10(7)).
struct Offer {
  OfficerId from_officer_id, to_officer_id;  ///< to_officer 0 = anyone in the unit
  UnitId to_unit_id;
  std::string reason, note;
  Instant at;
  bool operator==(const Offer&) const = default;
};

/// "Ask the bureau office" (art. 10(4)): waiting for its ruling; the asker still holds the case.
struct OfficeQuestion {
  OfficerId asker_id;
  std::string question;
  Instant at;
  bool operator==(const OfficeQuestion&) const = default;
};

struct Suspension {
  std::string reason, asked_for;  ///< code of the pause reason; what the customer was asked
  std::optional<Channel> asked_by;   ///< how and when he was asked; absent: no request is on record
  std::optional<Instant> asked_at;
  Instant at, until;              ///< resumes by itself at `until`
  bool pauses = false;            ///< whether clocks stop or only the request is recorded
  bool operator==(const Suspension&) const = default;
};

/// A stretch for which clocks stood still, by a reason the limits allow.
struct Pause {
  std::string reason;
  Instant from;
  std::optional<Instant> to;      ///< absent: it lasts
  bool operator==(const Pause&) const = default;
};

/// A stretch for which the customer waits for the answer: from the contact, or a reopening, to the answer.
struct Waiting {
  Instant from;
  std::optional<Instant> to;
  bool operator==(const Waiting&) const = default;
};

struct StepDone {
  std::string code;
  Instant at;
  bool operator==(const StepDone&) const = default;
};

struct ExtensionRequest {
  OfficerId requester_id;
  std::string reason;
  Instant until, at;
  bool operator==(const ExtensionRequest&) const = default;
};

struct FollowUpAttempt {
  OfficerId officer_id;
  Satisfaction result{};
  std::string words;
  Instant at;
  bool operator==(const FollowUpAttempt&) const = default;
};

struct ReplyGiven {
  OfficerId officer_id;
  Channel channel{};
  std::string text, proof;
  Instant at;
  bool on_the_spot = false;
  bool operator==(const ReplyGiven&) const = default;
};

/// A stretch during which one officer was the accountable holder.
struct Holding {
  OfficerId officer_id;
  UnitId unit_id;
  Instant from;
  bool operator==(const Holding&) const = default;
};

struct ServiceCase {
  CaseId id;
  std::string number;
  std::int64_t version = 0;  ///< number of its last event
  std::int64_t rulebook_version = 0;
  Stage stage = Stage::open;
  Outcome outcome = Outcome::none;
  CaseKind kind{};
  std::string category;
  Channel channel{};
  Area area{};
  std::optional<CustomerClass> customer_class;
  std::optional<Voltage> voltage;
  Secrecy secrecy{};
  Contact contact;
  std::string text;
  OfficerId about_officer_id;       ///< the accused of a complaint or tip; 0 = nobody named
  std::optional<Accused> further_accused;
  Instant registered_at;
  std::optional<Instant> closed_at;

  OfficerId first_contact_id;       ///< 首问责任人: never changes (art. 10(1))
  UnitId first_contact_unit_id;
  OfficerId responsible_officer_id; ///< exactly one while the case lives
  UnitId handling_unit_id;
  std::vector<Holding> holdings;    ///< in order; the last one is now

  std::optional<Offer> offer;
  std::optional<OfficeQuestion> office_question;
  std::int64_t offers_made = 0, returns = 0;
  bool ruled = false;

  std::vector<Duty> duties;
  std::vector<StepDone> steps;      ///< of the service line, in order
  std::vector<Waiting> waitings;    ///< the customer's clock: in order, only the last may run
  std::vector<Pause> pauses;        ///< in order, only the last may last
  std::optional<Suspension> suspension;
  std::optional<ExtensionRequest> extension_request;
  std::int64_t extensions_granted = 0;
  std::vector<ReplyGiven> replies;
  std::vector<FollowUpAttempt> follow_ups;  ///< of the present answer; earlier ones are in the journal
  std::int64_t reminders = 0, reminders_unanswered = 0;
  std::int64_t supervisions = 0;
  std::vector<CaseId> linked_case_ids;
  std::int64_t reopenings = 0;
  std::int64_t rating = 0;          ///< customer's own stars 1 … 5; 0 = not rated

  bool lives() const { return stage != Stage::closed; }
  /// The duty of this kind that is still owed: open, or breached and not yet made good.
  const Duty* open_duty(DutyKind wanted) const;
  bool has_done(const std::string& step) const;
  bool has_held(OfficerId officer) const;
  bool operator==(const ServiceCase&) const = default;
};

}  // namespace shouwen
