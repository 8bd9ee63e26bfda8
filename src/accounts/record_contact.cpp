// What a contact brought.
#include "accounts/record_contact.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

bool was_manager(const ManagedCustomer& customer, OfficerId officer, Instant at) {
  return std::any_of(customer.tenures.begin(), customer.tenures.end(),
                     [&](const Tenure& tenure) { return tenure.officer_id == officer && tenure.from <= at && (!tenure.to || at < *tenure.to); });
}

std::optional<Refusal> refuse_claims(const RecordContactInput& input, const ContactEvidence& evidence) {
  if (input.file_changed && !evidence.file_changed) return Refusal{"record_contact.file_not_changed", clause::art_11_6_3, "/file_changed", {}};
  if (input.need_id != 0 && !evidence.need_opened) return Refusal{"record_contact.need_not_opened", clause::art_11_1, "/need_id", {}};
  if (input.service_id != 0 && !evidence.service_delivered) return Refusal{"record_contact.service_not_delivered", clause::art_11_6_4, "/service_id", {}};
  return std::nullopt;
}

/// Who spoke for the customer: one his file names on that day, or somebody else by name and role. Art. 11(4).
std::optional<Refusal> refuse_representative(const RecordContactInput& input, const ContactEvidence& evidence) {
  if (input.representative_id != 0) {
    if (!evidence.representative) return Refusal{"record_contact.representative_unknown", clause::art_11_4, "/representative_id", {}};
    if (!evidence.representative->valid) return Refusal{"record_contact.representative_not_valid", clause::art_11_4, "/representative_id", {{"name", evidence.representative->name}}};
    return std::nullopt;
  }
  if (input.representative.empty()) return Refusal{"record_contact.representative_missing", clause::art_11_4, "/representative", {}};
  if (input.representative_role.empty()) return Refusal{"record_contact.representative_role_missing", clause::art_11_4, "/representative_role", {{"name", input.representative}}};
  return std::nullopt;
}

/// The contact with its person; the name stays as it was on that day, whatever the file says later.
ContactRecorded contact_with(const RecordContactInput& input, const ContactEvidence& evidence) {
  const bool registered = input.representative_id != 0;
  ContactRecorded contact{input.client_id, input.at, input.channel, registered ? evidence.representative->name : input.representative, input.words, {}, input.photos};
  if (registered) contact.representative_id = input.representative_id;
  contact.representative_role = registered ? evidence.representative->role : input.representative_role;
  return contact;
}

}  // namespace

AccountDecision record_contact(const ManagedCustomer& customer, const RecordContactInput& input, const ContactEvidence& evidence, bool answers_now,
                               const AccountSituation& situation) {
  if (customer.present_tier() == AccountTier::ordinary) return Refusal{"record_contact.no_tier", clause::art_11_3, "", {}};
  if (input.at > situation.now) return Refusal{"record_contact.in_the_future", clause::art_11_3, "/at", {}};
  if (!answers_now && !was_manager(customer, situation.actor_id, input.at)) return Refusal{"record_contact.not_yours_then", clause::art_11_3, "/at", {}};
  if (auto refusal = refuse_representative(input, evidence)) return *std::move(refusal);
  if (auto refusal = refuse_claims(input, evidence)) return *std::move(refusal);
  std::vector<AccountEvent> events;
  ContactRecorded contact = contact_with(input, evidence);
  if (input.file_changed) contact.substance.push_back({SubstanceKind::file_changed, 0, {}});
  if (input.need_id != 0) contact.substance.push_back({SubstanceKind::need_opened, input.need_id, {}});
  if (input.service_id != 0) contact.substance.push_back({SubstanceKind::service_delivered, input.service_id, {}});
  if (input.promise) {
    auto made = make_promise(customer, *input.promise, situation);
    if (!made) return Refusal{made.refusal().code, made.refusal().clause, "/promise" + made.refusal().field, made.refusal().values};
    contact.substance.push_back({SubstanceKind::promised, made->number, {}});
    events.push_back(account_event(situation, clause::art_11_3, Promised{*std::move(made)}));
  }
  if (input.evaluation) {
    auto evaluation = evaluation_of_customer(customer, *input.evaluation, situation);
    if (!evaluation) return Refusal{evaluation.refusal().code, evaluation.refusal().clause, "/evaluation" + evaluation.refusal().field, evaluation.refusal().values};
    contact.substance.push_back({SubstanceKind::evaluated, 0, {}});
    events.push_back(account_event(situation, clause::art_11_3, CustomerEvaluated{*std::move(evaluation)}));
  }
  if (!input.no_change_confirmed_by.empty()) contact.substance.push_back({SubstanceKind::no_change_confirmed, 0, input.no_change_confirmed_by});
  if (contact.substance.empty()) return Refusal{"record_contact.without_substance", clause::art_11_3, "", {}};
  events.push_back(account_event(situation, clause::art_11_3, std::move(contact)));
  return events;
}

}  // namespace shouwen
