// The page of clocks: event by event, what begins, ends, stops and goes on.
#include "cases/clocks.h"

#include <algorithm>

#include "base/overloaded.h"
#include "cases/duties.h"

namespace shouwen {

namespace {

using Changes = std::vector<DutyChange>;

/// Art. 10(1), 10(7), 10(8): the customer is heard, told of progress, answered; a crew comes.
void begin(Changes& changes, const ServiceCase& registered, const Situation& situation) {
  const KindRule& kind = situation.rulebook.kind(registered.kind);
  arm(changes, registered, situation, {DutyKind::contact});
  if (kind.progress_reports) arm(changes, registered, situation, {DutyKind::progress});
  arm(changes, registered, situation, {DutyKind::reply});
  if (kind.needs_arrival) arm(changes, registered, situation, {DutyKind::arrival});
}

/// The clocks of a service line that a step starts.
void begin_after_step(Changes& changes, const ServiceCase& service_case, const Situation& situation, const std::string& step, Instant done_at) {
  std::vector<std::string> stops;
  for (const LimitRule& rule : situation.rulebook.limits)
    if (rule.duty == DutyKind::step && rule.start == step && std::find(stops.begin(), stops.end(), rule.stop) == stops.end()) stops.push_back(rule.stop);
  for (const std::string& stop : stops)
    if (!service_case.has_done(stop)) arm(changes, service_case, situation, {DutyKind::step, step, stop}, {}, done_at);
}

/// Everything owed before an answer ends with it; a lapse of time stays visible.
void end_with_answer(Changes& changes, const ServiceCase& before, const Situation& situation, const std::string& cause) {
  for (const DutyKind kind : {DutyKind::contact, DutyKind::progress, DutyKind::reply}) fulfil(changes, before, situation, {kind}, cause);
  for (const DutyKind kind : {DutyKind::arrival, DutyKind::acceptance, DutyKind::ruling}) discard(changes, before, situation, kind, cause);
  for (const DutyKind kind : {DutyKind::supervision_reply, DutyKind::step}) lift(changes, before, situation, kind, cause);
}

void owe_follow_up(Changes& changes, const ServiceCase& before, const Situation& situation) {
  if (situation.rulebook.kind(before.kind).follow_up != FollowUpNeed::required) return;
  const Unit* unit = situation.organisation.unit_by_code(situation.rulebook.closing.follow_up_unit_code);
  arm(changes, before, situation, {DutyKind::follow_up}, {OfficerId{}, unit ? unit->id : UnitId{}});
}

void after_follow_up(Changes& changes, const ServiceCase& before, const FollowedUp& body, const Situation& situation) {
  const bool last_try = static_cast<std::int64_t>(before.follow_ups.size()) + 1 >= situation.rulebook.closing.follow_up_attempts;
  if (body.result != Satisfaction::unreachable) fulfil(changes, before, situation, {DutyKind::follow_up}, "customer_reached");
  else if (last_try) fulfil(changes, before, situation, {DutyKind::follow_up}, "attempts_recorded");
}

void begin_again(Changes& changes, const ServiceCase& before, const Situation& situation) {
  discard(changes, before, situation, DutyKind::follow_up, "reopened");
  lift(changes, before, situation, DutyKind::supervision_reply, "reopened");
  arm(changes, before, situation, {DutyKind::reply});
  if (situation.rulebook.kind(before.kind).progress_reports) arm(changes, before, situation, {DutyKind::progress});
}

ServiceCase as_registered(const ServiceCase& before, const Registered& body) {
  ServiceCase registered = before;
  registered.kind = body.kind;
  registered.category = body.category;
  registered.channel = body.channel;
  registered.area = body.area;
  registered.customer_class = body.customer_class;
  registered.voltage = body.voltage;
  registered.handling_unit_id = body.first_contact_unit_id;
  return registered;
}

/// What the corrected kind owes and the registered one did not begins now.
void correct(Changes& changes, const ServiceCase& before, const RegistrationCorrected& body, const Situation& situation) {
  ServiceCase corrected = before;
  corrected.kind = body.kind.value_or(before.kind);
  corrected.category = body.category.value_or(before.category);
  corrected.area = body.area.value_or(before.area);
  if (body.customer_class) corrected.customer_class = body.customer_class;
  if (body.voltage) corrected.voltage = body.voltage;
  rederive(changes, corrected, situation);
  const KindRule& was = situation.rulebook.kind(before.kind);
  const KindRule& is = situation.rulebook.kind(corrected.kind);
  if (is.needs_arrival && !was.needs_arrival) arm(changes, corrected, situation, {DutyKind::arrival});
  if (is.progress_reports && !was.progress_reports) arm(changes, corrected, situation, {DutyKind::progress});
  const bool contact_was_owed = std::any_of(before.duties.begin(), before.duties.end(), [](const Duty& duty) { return duty.kind == DutyKind::contact; });
  if (!contact_was_owed) arm(changes, corrected, situation, {DutyKind::contact});
  // A class or voltage that is known only now: the steps were due since they were started, not since somebody looked.
  begin_after_step(changes, corrected, situation, "registered", before.registered_at);
  for (const StepDone& done : before.steps) begin_after_step(changes, corrected, situation, done.code, done.at);
}

void stop_for(Changes& changes, const ServiceCase& before, const Suspension& suspension, const Situation& situation) {
  for (const PauseReason& reason : situation.rulebook.pause_reasons)
    if (reason.code == suspension.reason) pause(changes, before, situation, reason);
}

}  // namespace

std::vector<DutyChange> clock_changes(const ServiceCase& before, const EventBody& body, const Situation& situation) {
  Changes changes;
  const auto ends = [&](DutyKind kind, const char* cause) { fulfil(changes, before, situation, {kind}, cause); };
  std::visit(
      Overloaded{
          [&](const Registered& e) {
            const ServiceCase registered = as_registered(before, e);
            begin(changes, registered, situation);
            begin_after_step(changes, registered, situation, "registered", situation.now);
          },
          [&](const Replied& e) {
            end_with_answer(changes, before, situation, e.on_the_spot ? "answered_on_the_spot" : "replied");
            owe_follow_up(changes, before, situation);
          },
          [&](const ExplainedOutOfScope&) { end_with_answer(changes, before, situation, "out_of_scope"); },
          [&](const TransferOffered& e) { arm(changes, before, situation, {DutyKind::acceptance}, {e.to_officer_id, e.to_unit_id}); },
          [&](const Accepted&) { ends(DutyKind::acceptance, "accepted"); },
          [&](const Returned&) { ends(DutyKind::acceptance, "returned"); },
          [&](const OfferLapsed&) { ends(DutyKind::acceptance, "lapsed"); },
          [&](const OfficeAsked&) { arm(changes, before, situation, {DutyKind::ruling}, {OfficerId{}, situation.organisation.bureau_office()}); },
          [&](const Ruled&) { ends(DutyKind::ruling, "ruled"); },
          [](const Assigned&) {},
          [](const TakenOver&) {},
          [](const Noted&) {},
          [&](const Contacted&) { ends(DutyKind::contact, "contacted"); },
          [&](const Arrived&) { ends(DutyKind::arrival, "arrived"); },
          [&](const Suspended& e) { stop_for(changes, before, e.suspension, situation); },
          [&](const Resumed&) { resume_paused(changes, before, situation); },
          [&](const ProgressReported&) {
            ends(DutyKind::progress, "progress_reported");
            ends(DutyKind::contact, "progress_reported");
            if (situation.rulebook.kind(before.kind).progress_reports) arm(changes, before, situation, {DutyKind::progress});
          },
          [&](const FollowedUp& e) { after_follow_up(changes, before, e, situation); },
          [&](const Closed&) { lift_all(changes, before, situation, "closed"); },
          [&](const Reopened&) { begin_again(changes, before, situation); },
          [](const Reminded&) {},
          [&](const Supervised&) { arm(changes, before, situation, {DutyKind::supervision_reply}); },
          [&](const SupervisionAnswered&) { ends(DutyKind::supervision_reply, "supervision_answered"); },
          [](const ExtensionRequested&) {},
          [&](const ExtensionDecided& e) {
            if (!e.granted || !before.extension_request) return;
            extend(changes, before, situation, before.extension_request->until);
            // The customer is told that his answer will take longer.
            arm(changes, before, situation, {DutyKind::contact, "extension_granted"});
          },
          [](const Linked&) {},
          [](const Unlinked&) {},
          [&](const RegistrationCorrected& e) { correct(changes, before, e, situation); },
          [&](const Withdrawn&) { lift_all(changes, before, situation, "withdrawn"); },
          [](const Supplemented&) {},
          [](const Rated&) {},
          [&](const DutyLifted& e) { lift(changes, before, situation, e.kind, e.reason); },
          [](const ClockStruck&) {},
          [](const Attached&) {},
          [&](const StepRecorded& e) {
            fulfil(changes, before, situation, {DutyKind::step, "", e.step}, e.step);
            begin_after_step(changes, before, situation, e.step, situation.now);
          },
          [&](const Replanned&) { replan_duties(changes, before, situation); },
      },
      body);
  return changes;
}

}  // namespace shouwen
