// One word for each contact, by whoever of the customer gives it first.
#include "representatives/answer_visit.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

bool is_answered(std::int64_t number, const std::vector<RepresentativeAccess>& of_customer) {
  return std::any_of(of_customer.begin(), of_customer.end(), [number](const RepresentativeAccess& access) { return access.visit(number) != nullptr; });
}

bool is_young(const RecordedContact& contact, const RepresentativeRules& rules, Instant now) { return now < contact.at.plus_seconds(rules.visit_days * seconds_per_day); }

}  // namespace

bool waits_for_word(const RecordedContact& contact, const std::vector<RepresentativeAccess>& of_customer, const RepresentativeRules& rules, Instant now) {
  return is_young(contact, rules, now) && !is_answered(contact.number, of_customer);
}

RepresentativeDecision answer_visit(const std::optional<RecordedContact>& contact, bool confirmed, const std::string& words,
                                    const std::vector<RepresentativeAccess>& of_customer, const RepresentativeSituation& situation) {
  if (!contact) return Refusal{"answer_visit.no_such_contact", clause::art_11_3, "", {}};
  if (is_answered(contact->number, of_customer)) return Refusal{"answer_visit.answered_already", clause::art_11_3, "", {}};
  if (!is_young(*contact, situation.rules, situation.now))
    return Refusal{"answer_visit.too_old", clause::art_11_3, "", {{"days", std::to_string(situation.rules.visit_days)}}};
  if (!confirmed && words.empty()) return Refusal{"answer_visit.words_missing", clause::art_11_3, "/words", {}};
  VisitAnswer visit;
  visit.contact_number = contact->number;
  visit.confirmed = confirmed;
  visit.words = words;
  visit.at = situation.now;
  return RepresentativeEvent{situation.actor_id, situation.now, clause::art_11_3, VisitAnswered{std::move(visit)}};
}

RepresentativeDecision answer_objection(const RepresentativeAccess& access, std::int64_t contact_number, const std::string& words, const RepresentativeSituation& situation) {
  const VisitAnswer* visit = access.visit(contact_number);
  if (visit == nullptr || visit->confirmed) return Refusal{"objection.unknown", clause::art_11_3, "", {}};
  if (visit->answered_at) return Refusal{"objection.answered_already", clause::art_11_3, "", {}};
  return RepresentativeEvent{situation.actor_id, situation.now, clause::art_11_3, ObjectionAnswered{contact_number, words}};
}

}  // namespace shouwen
