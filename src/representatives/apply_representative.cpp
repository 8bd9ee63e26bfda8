// One event more.
#include <algorithm>

#include "base/overloaded.h"
#include "representatives/representative_event.h"

namespace shouwen {

namespace {

void invite(RepresentativeAccess& access, const RepresentativeInvited& body, const RepresentativeEvent& event) {
  access.customer_id = body.customer_id;
  access.representative_id = body.representative_id;
  access.name = body.name;
  access.state = AccessState::invited;
  access.invited_at = event.at;
  access.invited_by_id = event.actor_id;
  access.invitation_ends_at = body.ends_at;
  access.ended_at.reset();
  access.ended_by_id = {};
  access.end_reason.clear();
}

void end(RepresentativeAccess& access, const AccessEnded& body, const RepresentativeEvent& event) {
  access.state = AccessState::ended;
  access.ended_at = event.at;
  access.ended_by_id = event.actor_id;
  access.end_reason = body.reason;
}

void answer_objection(RepresentativeAccess& access, const ObjectionAnswered& body, const RepresentativeEvent& event) {
  for (VisitAnswer& visit : access.visits) {
    if (visit.contact_number != body.contact_number) continue;
    visit.answer = body.words;
    visit.answered_by_id = event.actor_id;
    visit.answered_at = event.at;
  }
}

void answer_feedback(RepresentativeAccess& access, const FeedbackAnswered& body, const RepresentativeEvent& event) {
  for (Feedback& one : access.feedback) {
    if (one.number != body.number) continue;
    one.state = body.accepted ? FeedbackState::accepted : FeedbackState::declined;
    one.answer = body.words;
    one.answered_by_id = event.actor_id;
    one.answered_at = event.at;
  }
}

}  // namespace

bool RepresentativeAccess::waits() const {
  return std::any_of(visits.begin(), visits.end(), [](const VisitAnswer& row) { return row.waits(); }) ||
         std::any_of(feedback.begin(), feedback.end(), [](const Feedback& row) { return row.state == FeedbackState::waiting; });
}

const VisitAnswer* RepresentativeAccess::visit(std::int64_t contact_number) const {
  const auto found = std::find_if(visits.begin(), visits.end(), [contact_number](const VisitAnswer& row) { return row.contact_number == contact_number; });
  return found == visits.end() ? nullptr : &*found;
}

RepresentativeAccess apply(RepresentativeAccess access, const RepresentativeEvent& event) {
  ++access.version;
  std::visit(Overloaded{
                 [&](const RepresentativeInvited& body) { invite(access, body, event); },
                 [&](const RepresentativeJoined&) {
                   access.state = AccessState::active;
                   access.joined_at = event.at;
                 },
                 [&](const RepresentativeSignedIn&) {
                   ++access.sign_ins;
                   access.last_sign_in_at = event.at;
                 },
                 [&](const RepresentativeLocked&) { access.last_locked_at = event.at; },
                 [&](const RepresentativePasswordChanged&) {},
                 [&](const RepresentativeSignedOutEverywhere&) {},
                 [&](const AccessEnded& body) { end(access, body, event); },
                 [&](const VisitAnswered& body) { access.visits.push_back(body.visit); },
                 [&](const ObjectionAnswered& body) { answer_objection(access, body, event); },
                 [&](const FeedbackGiven& body) { access.feedback.push_back(body.feedback); },
                 [&](const FeedbackAnswered& body) { answer_feedback(access, body, event); },
             },
             event.body);
  return access;
}

}  // namespace shouwen
