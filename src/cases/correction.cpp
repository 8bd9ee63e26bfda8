// Corrections and links: what was wrong stays readable, what is the same is tied together without merging.
#include "cases/correction.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

bool are_linked(const ServiceCase& one, const ServiceCase& other) {
  return std::find(one.linked_case_ids.begin(), one.linked_case_ids.end(), other.id) != one.linked_case_ids.end();
}

template <class Body>
LinkDecision both_sides(const ServiceCase& one, const ServiceCase& other, const std::string& reason, const Situation& situation) {
  DecisionWriter first(one, situation), second(other, situation);
  first.add(clause::art_10_7, Body{other.id, reason});
  second.add(clause::art_10_7, Body{one.id, reason});
  return {*std::move(first).take(), *std::move(second).take()};
}

/// What the correction says and what stands there are not the same. A contact is always taken for another one: a clerk sees it masked.
bool changes(const ServiceCase& service_case, const CorrectionInput& input) {
  return (input.kind && *input.kind != service_case.kind) || (input.category && input.category->value != service_case.category) || (input.area && *input.area != service_case.area) ||
         (input.customer_class && input.customer_class != service_case.customer_class) || (input.voltage && input.voltage != service_case.voltage) ||
         (input.text && input.text->value != service_case.text) || (input.about_officer_id && *input.about_officer_id != service_case.about_officer_id) || input.contact || input.further_accused;
}

Result<RegistrationCorrected> corrected_body(const ServiceCase& service_case, const CorrectionInput& input,
                                             const SealIdentity& seal, const Situation& situation) {
  RegistrationCorrected body;
  body.reason = input.reason.value;
  const CaseKind kind_now = input.kind.value_or(service_case.kind);
  const std::string category_now = input.category ? input.category->value : service_case.category;
  const CaseCategory* category = situation.rulebook.category(category_now);
  if (category == nullptr || category->kind != kind_now)
    return Refusal{"register_case.category_of_other_kind", clause::art_10_6, "/category", {{"category", category_now}}};
  // A sealed case never becomes readable through a correction; its kind is decided by those who may read it.
  if (service_case.secrecy == Secrecy::sealed && kind_now != service_case.kind)
    return Refusal{"correct_registration.sealed", clause::art_9_5, "/kind", {}};
  const KindRule& kind = situation.rulebook.kind(kind_now);
  if (input.kind) body.kind = kind_now;
  if (input.category) body.category = category_now;
  if (input.area) body.area = *input.area;
  body.customer_class = input.customer_class;
  body.voltage = input.voltage;
  if (input.text) body.text = input.text->value;
  if (input.contact) {
    Result<Contact> contact = check_contact(*input.contact, kind, false);
    if (!contact) return contact.refusal();
    body.contact = std::move(*contact);
  }
  if (kind.secrecy == Secrecy::sealed && service_case.secrecy != Secrecy::sealed) {
    body.secrecy = Secrecy::sealed;
    if (!body.contact) body.contact = service_case.contact;
  }
  if (input.about_officer_id && *input.about_officer_id && situation.organisation.officer(*input.about_officer_id) == nullptr)
    return Refusal{"register_case.unknown_officer", "", "/about_officer_id", {}};
  if (auto refusal = refuse_unknown_accused(input.further_accused, situation.organisation)) return *refusal;
  body.about_officer_id = input.about_officer_id;
  body.further_accused = input.further_accused;
  const bool seals = kind.secrecy == Secrecy::sealed && body.contact && !body.contact->anonymous;
  if (seals) {
    Contact sealed;
    sealed.sealed = seal(*body.contact);
    if (sealed.sealed.empty()) return Refusal{"register_case.no_supervision_key", clause::art_9_5, "/contact", {}};
    body.contact = std::move(sealed);
  }
  return body;
}

}  // namespace

Decision correct_registration(const ServiceCase& service_case, const CorrectionInput& input, const SealIdentity& seal,
                              const Situation& situation) {
  if (auto refusal = refuse_unless_open(service_case)) return *refusal;
  const bool is_first = situation.actor.officer_id == service_case.first_contact_id;
  if (!is_first)
    if (auto refusal = refuse_unless_holder(service_case, situation)) return *refusal;
  if (auto refusal = refuse_recused_officer(service_case, situation, situation.actor.officer_id)) return *refusal;
  if (!changes(service_case, input))
    return Refusal{"correct_registration.nothing_changed", clause::art_10_6, "", {}};
  Result<RegistrationCorrected> body = corrected_body(service_case, input, seal, situation);
  if (!body) return body.refusal();
  DecisionWriter writer(service_case, situation);
  writer.add(clause::art_10_6, std::move(*body));
  // Whoever is accused now, or is of his line, holds it no longer.
  if (refuse_recused_officer(writer.state(), situation, writer.state().responsible_officer_id))
    if (auto refusal = hand_to_independent_holder(writer)) return *refusal;
  return std::move(writer).take();
}

Result<LinkDecision> link(const ServiceCase& one, const ServiceCase& other, const LinkInput& input, const Situation& situation) {
  if (one.id == other.id) return Refusal{"link.same_case", clause::art_10_7, "/other_id", {}};
  if (are_linked(one, other)) return Refusal{"link.linked_already", clause::art_10_7, "/other_id", {}};
  const bool mixes = (one.kind == CaseKind::complaint) != (other.kind == CaseKind::complaint);
  if (mixes) return Refusal{"link.complaint_with_other_kind", clause::art_10_7, "/other_id", {}};
  if (one.secrecy == Secrecy::sealed || other.secrecy == Secrecy::sealed) return Refusal{"link.sealed", clause::art_9_5, "/other_id", {}};
  if (auto refusal = refuse_recused_officer(one, situation, situation.actor.officer_id)) return *refusal;
  if (auto refusal = refuse_recused_officer(other, situation, situation.actor.officer_id)) return *refusal;
  return both_sides<Linked>(one, other, input.reason.value, situation);
}

Result<LinkDecision> unlink(const ServiceCase& one, const ServiceCase& other, const LinkInput& input, const Situation& situation) {
  if (!are_linked(one, other)) return Refusal{"unlink.not_linked", clause::art_10_7, "/other_id", {}};
  return both_sides<Unlinked>(one, other, input.reason.value, situation);
}

}  // namespace shouwen
