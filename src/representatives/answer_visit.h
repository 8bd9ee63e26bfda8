// A contact the manager recorded is confirmed by the representative, or he objects and is answered. Art. 11(3).
#pragma once

#include "representatives/representative_situation.h"

namespace shouwen {

struct RecordedContact {
  std::int64_t number = 0;    ///< of the event in the managed customer's stream
  Instant at;                 ///< when it took place
};

/// Whether a contact is young enough to wait for his word and nobody of the customer has given one.
bool waits_for_word(const RecordedContact& contact, const std::vector<RepresentativeAccess>& of_customer, const RepresentativeRules& rules, Instant now);

/// `contact` = nothing: there is no such contact of this customer. Refusals answer_visit.…: no_such_contact, answered_already,
/// too_old, words_missing (who objects says why).
RepresentativeDecision answer_visit(const std::optional<RecordedContact>& contact, bool confirmed, const std::string& words,
                                    const std::vector<RepresentativeAccess>& of_customer, const RepresentativeSituation& situation);
/// Refusals: objection.unknown, objection.answered_already.
RepresentativeDecision answer_objection(const RepresentativeAccess& access, std::int64_t contact_number, const std::string& words, const RepresentativeSituation& situation);

}  // namespace shouwen
