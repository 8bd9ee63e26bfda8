// Walking along the events with the holder and the offer in hand.
#include "cases/case_path.h"

#include "base/overloaded.h"

namespace shouwen {

namespace {

struct Place {
  OfficerId officer_id;
  UnitId unit_id;
};

class Walk {
 public:
  void take(const CaseEvent& event) {
    std::visit(Overloaded{
                   [&](const Registered& e) {
                     holder_ = {e.first_contact_id, e.first_contact_unit_id};
                     step(event, holder_, holder_);
                   },
                   [&](const TransferOffered& e) {
                     offered_ = {e.to_officer_id, e.to_unit_id};
                     step(event, holder_, offered_);
                   },
                   [&](const Accepted& e) { hold(event, {event.actor_id, e.unit_id}); },
                   [&](const Returned&) { step(event, {event.actor_id, offered_.unit_id}, holder_); },
                   [&](const OfferLapsed& e) { step(event, {{}, e.unit_id}, holder_); },
                   [&](const OfficeAsked&) { step(event, holder_, {}); },
                   [&](const Ruled& e) { hold(event, {e.officer_id, e.unit_id}); },
                   [&](const Assigned& e) { hold(event, {e.officer_id, e.unit_id}); },
                   [&](const TakenOver& e) { hold(event, {event.actor_id, e.unit_id}); },
                   [](const auto&) {},
               },
               event.body);
  }
  std::vector<PathStep> steps;

 private:
  void step(const CaseEvent& event, Place from, Place to) {
    steps.push_back({event.number, from.officer_id, to.officer_id, from.unit_id, to.unit_id});
  }
  void hold(const CaseEvent& event, Place to) {
    step(event, holder_, to);
    holder_ = to;
  }

  Place holder_, offered_;
};

}  // namespace

std::vector<PathStep> path_of(const std::vector<CaseEvent>& events) {
  Walk walk;
  for (const CaseEvent& event : events) walk.take(event);
  return std::move(walk.steps);
}

}  // namespace shouwen
