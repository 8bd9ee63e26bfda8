// What the desk reads of cases: list rows and the case page, masked for the reader. Heavy: only for this room's .cpp files.
#pragma once

#include "api/answers.h"
#include "cases/case_actions.h"
#include "cases/case_describe.h"
#include "cases/case_lists.h"
#include "cases/case_words.h"

namespace shouwen {

enum class DueState { ok, soon, overdue };
BOOST_DESCRIBE_ENUM(DueState, ok, soon, overdue)
enum class WaitingFor { acceptance, office, customer };
BOOST_DESCRIBE_ENUM(WaitingFor, acceptance, office, customer)

struct OfficeQuestionView {
  std::string asker_name, question;
  Instant at;
  std::optional<Instant> due_at;
};
BOOST_DESCRIBE_STRUCT(OfficeQuestionView, (), (asker_name, question, at, due_at))
struct CaseRowView {
  CaseId id;
  std::string number;
  std::int64_t version = 0;
  Stage stage{};
  Outcome outcome{};
  CaseKind kind{};
  std::string kind_name, category, category_name;
  Channel channel{};
  Area area{};
  Secrecy secrecy{};
  std::string contact_name, contact_phone, text;
  OfficerId first_contact_id;
  std::string first_contact_name;
  OfficerId responsible_officer_id;
  std::string responsible_officer_name;
  UnitId handling_unit_id;
  std::string handling_unit_name;
  std::optional<std::string> offered_to_name;
  Instant registered_at;
  std::optional<Instant> closed_at, next_due_at;
  std::optional<DutyKind> next_duty;
  std::optional<DueState> next_due_state;
  std::int64_t reminders = 0, returns = 0;
  bool suspended = false;
  std::optional<WaitingFor> waiting_for;
  std::optional<OfficeQuestionView> office_question;  ///< of a case by itself, and in the office's list
};
BOOST_DESCRIBE_STRUCT(CaseRowView, (), (id, number, version, stage, outcome, kind, kind_name, category, category_name, channel, area, secrecy,
                                        contact_name, contact_phone, text, first_contact_id, first_contact_name, responsible_officer_id,
                                        responsible_officer_name, handling_unit_id, handling_unit_name, offered_to_name, registered_at,
                                        closed_at, next_due_at, next_duty, next_due_state, reminders, returns, suspended, waiting_for, office_question))

struct ContactView {
  std::string name, phone, address;
  bool anonymous = false, masked = false, sealed = false;
  std::optional<CustomerId> customer_id;
};
BOOST_DESCRIBE_STRUCT(ContactView, (), (name, phone, address, anonymous, masked, sealed, customer_id))

struct SuspensionView {
  std::string reason, reason_name, asked_for;
  Instant at, until;
  bool pauses = false;
};
BOOST_DESCRIBE_STRUCT(SuspensionView, (), (reason, reason_name, asked_for, at, until, pauses))
struct OfferView {
  std::string from_name, to_unit_name;
  std::optional<std::string> to_officer_name;
  std::string reason_name, note;
  Instant at;
  std::optional<Instant> due_at;
};
BOOST_DESCRIBE_STRUCT(OfferView, (), (from_name, to_unit_name, to_officer_name, reason_name, note, at, due_at))
struct ExtensionView {
  std::string requester_name, reason;
  Instant until, at;
};
BOOST_DESCRIBE_STRUCT(ExtensionView, (), (requester_name, reason, until, at))
struct LinkedView {
  CaseId id;
  std::string number;
  Stage stage{};
  std::string text;
};
BOOST_DESCRIBE_STRUCT(LinkedView, (), (id, number, stage, text))
struct AttachmentView {
  AttachmentId id;
  std::string file_name, content_type;
  std::int64_t bytes = 0;
  Instant at;
  bool by_customer = false;
};
BOOST_DESCRIBE_STRUCT(AttachmentView, (), (id, file_name, content_type, bytes, at, by_customer))

struct CaseDetail : CaseRowView {
  ContactView contact;
  std::optional<std::string> about_officer_name;
  std::int64_t rulebook_version = 0;
  std::string first_contact_unit_name;
  Instant holding_since;
  std::int64_t offers_made = 0, return_budget = 0, extensions_granted = 0, reminders_unanswered = 0, reopenings = 0, rating = 0;
  bool ruled = false;
  std::optional<SuspensionView> suspension;
  std::optional<OfferView> offer;
  std::optional<ExtensionView> extension_request;
  std::vector<LinkedView> linked;
  std::vector<AttachmentView> attachments;
  std::optional<CustomerClass> customer_class;
  std::optional<Voltage> voltage;
};
BOOST_DESCRIBE_STRUCT(CaseDetail, (CaseRowView), (contact, about_officer_name, rulebook_version, first_contact_unit_name, holding_since,
                                                  offers_made, return_budget, extensions_granted, reminders_unanswered, reopenings, rating,
                                                  ruled, suspension, offer, extension_request, linked, attachments, customer_class, voltage))

struct DutySourceView {
  std::string limit_id, limit, source;
  SourceClass source_class{};
  Instant due_at;
  bool paused = false;
  std::optional<bool> kept;  ///< absent: still running, or lifted
};
BOOST_DESCRIBE_STRUCT(DutySourceView, (), (limit_id, limit, source, source_class, due_at, paused, kept))

/// Whose time it was, in seconds of clock time.
struct DeskClockView {
  std::string officer_name, unit_name;
  Instant from, to;
  std::int64_t seconds = 0;
};
BOOST_DESCRIBE_STRUCT(DeskClockView, (), (officer_name, unit_name, from, to, seconds))
struct ClockAccountView {
  Instant at;               ///< counted up to then
  bool running = false;     ///< the customer still waits
  std::int64_t customer_seconds = 0, paused_seconds = 0;
  std::vector<DeskClockView> desks;
};
BOOST_DESCRIBE_STRUCT(ClockAccountView, (), (at, running, customer_seconds, paused_seconds, desks))

/// A step of the case's service line.
struct StepView {
  std::string code, name;
  std::optional<Instant> done_at;
};
BOOST_DESCRIBE_STRUCT(StepView, (), (code, name, done_at))
struct DutyView {
  std::int64_t number = 0;
  DutyKind kind{};
  std::string kind_name;
  DutyState state{};
  DueState due_state{};
  Instant armed_at, due_at;
  bool provisional = false;
  std::optional<Instant> warned_at, paused_at, ended_at, fulfilled_at;
  std::optional<std::string> cause;
  std::string owner_name;
  std::vector<DutySourceView> sources;
};
BOOST_DESCRIBE_STRUCT(DutyView, (), (number, kind, kind_name, state, due_state, armed_at, due_at, provisional, warned_at, paused_at, ended_at,
                                     fulfilled_at, cause, owner_name, sources))

struct TimelineDutyView {
  DutyKind kind{};
  std::string kind_name;
  DutyStep step{};
  Instant due_at;
};
BOOST_DESCRIBE_STRUCT(TimelineDutyView, (), (kind, kind_name, step, due_at))
struct TimelineView {
  std::int64_t number = 0;
  Instant at;
  std::string kind, kind_name, actor_name;
  std::optional<std::string> on_behalf_of_name;
  std::string clause, text;
  std::vector<TimelineDutyView> duties;
};
BOOST_DESCRIBE_STRUCT(TimelineView, (), (number, at, kind, kind_name, actor_name, on_behalf_of_name, clause, text, duties))

/// A step of the case's way through the house; the timeline tells the rest of the event.
struct PathStepView {
  std::int64_t number = 0;  ///< of the event
  std::string from_name, from_unit_name, to_name, to_unit_name;
};
BOOST_DESCRIBE_STRUCT(PathStepView, (), (number, from_name, from_unit_name, to_name, to_unit_name))

struct ActionRefusalView {
  std::string code, clause, text;
};
BOOST_DESCRIBE_STRUCT(ActionRefusalView, (), (code, clause, text))
struct ActionView {
  std::string verb, resource;
  bool allowed = false;
  std::optional<ActionRefusalView> refusal;
};
BOOST_DESCRIBE_STRUCT(ActionView, (), (verb, resource, allowed, refusal))
struct WhyVisibleView {
  std::string role, role_name;
  Scope scope{};
  std::string because;
};
BOOST_DESCRIBE_STRUCT(WhyVisibleView, (), (role, role_name, scope, because))

struct CasePage {
  CaseDetail service_case;
  std::vector<DutyView> duties;
  ClockAccountView clock;
  std::vector<StepView> steps;
  std::vector<TimelineView> timeline;
  std::vector<PathStepView> path;
  std::vector<ActionView> actions;
  std::vector<WhyVisibleView> why_visible;
  BOOST_DESCRIBE_CLASS(CasePage, (), (service_case, duties, clock, steps, timeline, path, actions, why_visible), (), ())
};

/// The reasons of a permission in the reader's language.
std::vector<WhyVisibleView> why_visible(const api::Call& call, const Permission& permission);
CaseRowView row_view(const CaseRow& row, const Names& names, Instant now);
std::optional<OfficeQuestionView> office_question_of(const ServiceCase& service_case, const Names& names);
/// The whole page; `rulebook` is the version the case is pinned to. Personal data is in clear only for whom the duty needs it.
CasePage build_page(const ServiceCase& service_case, const api::Call& call, const Rulebook& rulebook, db::Session& session);
DueState due_state_of(Instant armed_at, Instant due_at, const Rulebook& rulebook, Instant now);

}  // namespace shouwen
