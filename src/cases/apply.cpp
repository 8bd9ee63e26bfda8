// State + event → next state: one short function per event, no decision, no calendar.
#include <algorithm>

#include "base/check.h"
#include "base/overloaded.h"
#include "cases/case_event.h"

namespace shouwen {

namespace {

void hold(ServiceCase& state, OfficerId officer, UnitId unit, Instant from) {
  state.responsible_officer_id = officer;
  state.handling_unit_id = unit;
  state.holdings.push_back({officer, unit, from});
}

void apply_duty(ServiceCase& state, const DutyChange& change) {
  if (change.step == DutyStep::armed) {
    Duty duty;
    duty.number = change.number;
    duty.kind = change.kind;
    duty.start = change.start;
    duty.stop = change.stop;
    duty.armed_at = change.at;
    duty.due_at = change.due_at;
    duty.sources = change.sources;
    duty.provisional = change.provisional;
    duty.owner_officer_id = change.owner_officer_id;
    duty.owner_unit_id = change.owner_unit_id;
    state.duties.push_back(std::move(duty));
    return;
  }
  const auto found = std::find_if(state.duties.begin(), state.duties.end(),
                                  [&change](const Duty& duty) { return duty.number == change.number; });
  SHOUWEN_CHECK(found != state.duties.end());
  Duty& duty = *found;
  switch (change.step) {
    case DutyStep::armed: break;
    case DutyStep::warned: duty.warned_at = change.at; break;
    case DutyStep::met:
      duty.state = DutyState::met;
      duty.ended_at = duty.fulfilled_at = change.at;
      duty.paused_at.reset();
      duty.cause = change.cause;
      break;
    case DutyStep::breached:
      duty.state = DutyState::breached;
      duty.owner_officer_id = change.owner_officer_id;
      duty.owner_unit_id = change.owner_unit_id;
      break;
    case DutyStep::fulfilled_late:
      duty.ended_at = duty.fulfilled_at = change.at;
      duty.cause = change.cause;
      break;
    case DutyStep::lifted:
      // A breach is never lifted away: it is owed no longer, and stays a breach.
      if (duty.state != DutyState::breached) duty.state = DutyState::lifted;
      duty.ended_at = change.at;
      duty.paused_at.reset();
      duty.cause = change.cause;
      break;
    case DutyStep::paused:
      duty.paused_at = change.at;
      if (!change.sources.empty()) duty.sources = change.sources;
      break;
    case DutyStep::resumed:
      duty.paused_at.reset();
      [[fallthrough]];
    case DutyStep::moved:
      if (change.cause == "extension_granted" || duty.extended_to) duty.extended_to = change.due_at;
      duty.due_at = change.due_at;
      duty.sources = change.sources;
      duty.provisional = change.provisional;
      break;
    case DutyStep::escalated: ++duty.escalations; break;
  }
}

void register_into(ServiceCase& state, const Registered& body, const CaseEvent& event) {
  state.id = event.case_id;
  state.number = body.number;
  state.rulebook_version = event.rulebook_version;
  state.kind = body.kind;
  state.category = body.category;
  state.channel = body.channel;
  state.area = body.area;
  state.customer_class = body.customer_class;
  state.voltage = body.voltage;
  state.secrecy = body.secrecy;
  state.contact = body.contact;
  state.text = body.text;
  state.about_officer_id = body.about_officer_id;
  state.further_accused = body.further_accused;
  state.registered_at = event.at;
  state.first_contact_id = body.first_contact_id;
  state.first_contact_unit_id = body.first_contact_unit_id;
  hold(state, body.first_contact_id, body.first_contact_unit_id, event.at);
  state.waitings.push_back({event.at, {}});
}

void correct(ServiceCase& state, const RegistrationCorrected& body) {
  if (body.kind) state.kind = *body.kind;
  if (body.category) state.category = *body.category;
  if (body.area) state.area = *body.area;
  if (body.customer_class) state.customer_class = *body.customer_class;
  if (body.voltage) state.voltage = *body.voltage;
  if (body.secrecy) state.secrecy = *body.secrecy;
  if (body.contact) state.contact = *body.contact;
  if (body.text) state.text = *body.text;
  if (body.about_officer_id) state.about_officer_id = *body.about_officer_id;
  if (body.further_accused) state.further_accused = body.further_accused;
}

/// The customer's clock stops with the answer, and whatever stopped clocks has nothing left to stop.
void end_waiting(ServiceCase& state, Instant at) {
  if (!state.waitings.empty() && !state.waitings.back().to) state.waitings.back().to = at;
}
void end_pause(ServiceCase& state, Instant at) {
  if (!state.pauses.empty() && !state.pauses.back().to) state.pauses.back().to = at;
}

void close(ServiceCase& state, Outcome outcome, Instant at) {
  state.stage = Stage::closed;
  state.outcome = outcome;
  state.closed_at = at;
  end_pause(state, at);
  end_waiting(state, at);
  state.offer.reset();
  state.office_question.reset();
  state.suspension.reset();
  state.extension_request.reset();
  // A breach still unfulfilled when the case ends stays a breach; it is owed no longer.
  for (Duty& duty : state.duties)
    if (duty.state == DutyState::breached && !duty.ended_at) {
      duty.ended_at = at;
      duty.cause = "closed";
    }
}

}  // namespace

const Duty* ServiceCase::open_duty(DutyKind wanted) const {
  const auto found = std::find_if(duties.rbegin(), duties.rend(), [wanted](const Duty& duty) { return duty.kind == wanted && duty.is_owed(); });
  return found == duties.rend() ? nullptr : &*found;
}

bool ServiceCase::has_done(const std::string& step) const {
  return std::any_of(steps.begin(), steps.end(), [&step](const StepDone& done) { return done.code == step; });
}

bool ServiceCase::has_held(OfficerId officer) const {
  return std::any_of(holdings.begin(), holdings.end(),
                     [officer](const Holding& holding) { return holding.officer_id == officer; });
}

ServiceCase apply(ServiceCase state, const CaseEvent& event) {
  SHOUWEN_CHECK(event.number == state.version + 1);
  const Instant at = event.at;
  // Duties first: an event that closes the case finds every clock already ended.
  for (const DutyChange& change : event.duties) apply_duty(state, change);
  std::visit(
      Overloaded{
          [&](const Registered& body) { register_into(state, body, event); },
          [&](const Replied& body) {
            state.replies.push_back({event.actor_id, body.channel, body.text, body.proof, at, body.on_the_spot});
            end_waiting(state, at);
            state.stage = Stage::resolved;
            state.outcome = Outcome::answered;
            state.follow_ups.clear();
            state.reminders_unanswered = 0;
            state.offer.reset();
            state.office_question.reset();
            state.extension_request.reset();
          },
          [&](const ExplainedOutOfScope& body) {
            state.replies.push_back({event.actor_id, state.channel, body.text, body.directory_code, at, false});
            end_waiting(state, at);
            state.stage = Stage::resolved;
            state.outcome = Outcome::out_of_scope;
            state.offer.reset();
            state.office_question.reset();
            state.extension_request.reset();
          },
          [&](const TransferOffered& body) {
            state.offer = Offer{event.actor_id, body.to_officer_id, body.to_unit_id, body.reason, body.note, at};
            ++state.offers_made;
          },
          [&](const Accepted& body) {
            state.offer.reset();
            hold(state, event.actor_id, body.unit_id, at);
          },
          [&](const Returned&) {
            state.offer.reset();
            ++state.returns;
          },
          [&](const OfferLapsed&) {
            state.offer.reset();
            ++state.returns;
          },
          [&](const OfficeAsked& body) {
            state.office_question = OfficeQuestion{event.actor_id.value > 0 ? event.actor_id : state.responsible_officer_id,
                                                   body.question, at};
          },
          [&](const Ruled& body) {
            state.office_question.reset();
            state.ruled = true;
            hold(state, body.officer_id, body.unit_id, at);
          },
          [&](const Assigned& body) { hold(state, body.officer_id, body.unit_id, at); },
          [&](const TakenOver& body) { hold(state, event.actor_id, body.unit_id, at); },
          [](const Noted&) {},
          [](const Contacted&) {},
          [](const Arrived&) {},
          [&](const Suspended& body) {
            state.suspension = body.suspension;
            if (body.suspension.pauses) state.pauses.push_back({body.suspension.reason, at, {}});
          },
          [&](const Resumed&) {
            state.suspension.reset();
            end_pause(state, at);
          },
          [&](const ProgressReported&) { state.reminders_unanswered = 0; },
          [&](const FollowedUp& body) { state.follow_ups.push_back({event.actor_id, body.result, body.words, at}); },
          [&](const Closed& body) { close(state, body.outcome, at); },
          [&](const Reopened&) {
            state.stage = Stage::open;
            state.outcome = Outcome::none;
            state.closed_at.reset();
            state.rating = 0;
            ++state.reopenings;
            state.waitings.push_back({at, {}});
          },
          [&](const Reminded&) {
            ++state.reminders;
            ++state.reminders_unanswered;
          },
          [&](const Supervised&) { ++state.supervisions; },
          [](const SupervisionAnswered&) {},
          [&](const ExtensionRequested& body) {
            state.extension_request = ExtensionRequest{event.actor_id, body.reason, body.until, at};
          },
          [&](const ExtensionDecided& body) {
            state.extension_request.reset();
            if (body.granted) ++state.extensions_granted;
          },
          [&](const Linked& body) { state.linked_case_ids.push_back(body.other_id); },
          [&](const Unlinked& body) { std::erase(state.linked_case_ids, body.other_id); },
          [&](const RegistrationCorrected& body) { correct(state, body); },
          [&](const Withdrawn&) { close(state, Outcome::withdrawn, at); },
          [](const Supplemented&) {},
          [&](const Rated& body) { state.rating = body.stars; },
          [](const DutyLifted&) {},
          [](const ClockStruck&) {},
          [](const Attached&) {},
          [&](const StepRecorded& body) { state.steps.push_back({body.step, at}); },
          [&](const Replanned& body) {
            if (body.migrated) state.rulebook_version = body.to_version;
          },
      },
      event.body);
  state.version = event.number;
  return state;
}

const char* kind_name(const EventBody& body) {
  static constexpr const char* names[] = {
      "registered", "replied", "explained_out_of_scope", "transfer_offered", "accepted", "returned", "offer_lapsed",
      "office_asked", "ruled", "assigned", "taken_over", "noted", "contacted", "arrived", "suspended", "resumed",
      "progress_reported", "followed_up", "closed", "reopened", "reminded", "supervised", "supervision_answered",
      "extension_requested", "extension_decided", "linked", "unlinked", "registration_corrected", "withdrawn",
      "supplemented", "rated", "duty_lifted", "clock_struck", "attached", "step_recorded", "replanned"};
  static_assert(std::size(names) == std::variant_size_v<EventBody>);
  return names[body.index()];
}

}  // namespace shouwen
