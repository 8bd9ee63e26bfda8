// Composing decisions, and the questions every verb asks about the one who acts.
#include "cases/situation.h"

#include <algorithm>

#include "cases/clocks.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

OfficerId actor_id_of(const Actor& actor) {
  switch (actor.kind) {
    case Actor::Kind::officer: return actor.officer_id;
    case Actor::Kind::customer: return OfficerId{-1};
    case Actor::Kind::clock: return OfficerId{0};
  }
  return {};
}

bool stands_in_for_holder(const ServiceCase& service_case, const Situation& situation) {
  const Officer* holder = situation.organisation.officer(service_case.responsible_officer_id);
  return holder != nullptr && holder->deputy_id == situation.actor.officer_id &&
         situation.organisation.is_absent(holder->id, situation.now);
}

bool concerns_an_accused(const ServiceCase& service_case) {
  return service_case.kind == CaseKind::complaint || service_case.kind == CaseKind::tip_off;
}

}  // namespace

DecisionWriter::DecisionWriter(ServiceCase before, const Situation& situation)
    : state_(std::move(before)), situation_(situation) {}

void DecisionWriter::add(const char* clause, EventBody body) {
  std::vector<DutyChange> duties = clock_changes(state_, body, situation_);
  add_with(clause, std::move(body), std::move(duties));
}

void DecisionWriter::add_struck(const char* clause, ClockStruck body, std::vector<DutyChange> duties) {
  add_with(clause, std::move(body), std::move(duties));
}

void DecisionWriter::add_with(const char* clause, EventBody body, std::vector<DutyChange> duties) {
  CaseEvent event;
  event.case_id = state_.id;
  event.number = state_.version + 1;
  event.at = situation_.now;
  event.actor_id = actor_id_of(situation_.actor);
  if (situation_.actor.kind == Actor::Kind::officer && stands_in_for_holder(state_, situation_))
    event.on_behalf_of_id = state_.responsible_officer_id;
  event.clause = clause;
  event.rulebook_version = situation_.rulebook.version;
  event.calendar_version = situation_.calendars.version;
  event.body = std::move(body);
  event.duties = std::move(duties);
  state_ = apply(std::move(state_), event);
  events_.push_back(std::move(event));
}

std::optional<Refusal> refuse_unless_holder(const ServiceCase& service_case, const Situation& situation) {
  if (situation.actor.kind == Actor::Kind::officer &&
      (situation.actor.officer_id == service_case.responsible_officer_id || stands_in_for_holder(service_case, situation)))
    return std::nullopt;
  const Officer* holder = situation.organisation.officer(service_case.responsible_officer_id);
  return Refusal{"case.not_holder", clause::art_10_7, "", {{"holder", holder ? holder->name : ""}}};
}

std::optional<Refusal> refuse_unless_open(const ServiceCase& service_case) {
  switch (service_case.stage) {
    case Stage::open: return std::nullopt;
    case Stage::resolved: return Refusal{"case.already_answered", clause::art_10_1, "", {}};
    case Stage::closed: return Refusal{"case.already_closed", clause::art_10_1, "", {}};
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_recused_officer(const ServiceCase& service_case, const Situation& situation, OfficerId officer) {
  const CaseFacts facts = facts_of(service_case);
  if (is_accused(facts, officer))
    return Refusal{"case.about_this_officer", clause::art_10_7, "", {}};
  if (concerns_an_accused(service_case) && is_in_accused_line(situation.organisation, facts, officer))
    return Refusal{"case.in_line_of_accused", clause::art_10_7, "", {}};
  return std::nullopt;
}

std::optional<Refusal> refuse_recused_unit(const ServiceCase& service_case, const Situation& situation, UnitId unit) {
  if (concerns_an_accused(service_case) && unit_is_in_accused_line(situation.organisation, facts_of(service_case), unit))
    return Refusal{"case.unit_in_line_of_accused", clause::art_10_7, "", {}};
  return std::nullopt;
}

CaseFacts facts_of(const ServiceCase& service_case) {
  CaseFacts facts;
  facts.kind = service_case.kind;
  facts.secrecy = service_case.secrecy;
  facts.first_contact_id = service_case.first_contact_id;
  facts.first_contact_unit_id = service_case.first_contact_unit_id;
  facts.responsible_officer_id = service_case.responsible_officer_id;
  facts.handling_unit_id = service_case.handling_unit_id;
  facts.about_officer_id = service_case.about_officer_id;
  if (service_case.further_accused) {
    facts.also_about_officer_ids = service_case.further_accused->officer_ids;
    facts.about_unit_ids = service_case.further_accused->unit_ids;
  }
  if (service_case.offer) {
    facts.offered_to_officer_id = service_case.offer->to_officer_id;
    facts.offered_to_unit_id = service_case.offer->to_unit_id;
  }
  for (const Holding& holding : service_case.holdings) facts.earlier_holders.push_back(holding.officer_id);
  return facts;
}

}  // namespace shouwen
