// Intake: one contact, one 首问责任人, and the first step of art. 10(3)-(5) in the same decision.
#include "cases/register_case.h"

#include "base/text.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// Mobiles begin with 13 to 19 and have eleven digits; no landline or hotline begins so, and fewer digits are half a mobile.
bool is_plausible_phone(const std::string& phone) {
  constexpr std::size_t mobile_digits = 11;
  const std::size_t digits = phone.size() - (phone.starts_with('+') ? 1 : 0);
  const bool begins_as_mobile = phone.size() > 1 && phone[0] == '1' && phone[1] >= '3' && phone[1] <= '9';
  return begins_as_mobile ? digits == mobile_digits : digits >= 5 && digits <= 15;
}

Result<ServiceCase> blank_case(const RegisterInput& input, const RegisterFacts& facts, const Situation& situation) {
  const CaseCategory* category = situation.rulebook.category(input.category.value);
  if (category == nullptr || category->kind != input.kind)
    return Refusal{"register_case.category_of_other_kind", clause::art_10_6, "/category", {{"category", input.category.value}}};
  const OfficerId about = input.about_officer_id.value_or(OfficerId{});
  if (about && situation.organisation.officer(about) == nullptr)
    return Refusal{"register_case.unknown_officer", "", "/about_officer_id", {}};
  if (about && about == facts.first_contact_id)
    return Refusal{"register_case.about_yourself", clause::art_10_7, "/about_officer_id", {}};
  if (auto refusal = refuse_unknown_accused(input.further_accused, situation.organisation)) return *refusal;
  ServiceCase blank;
  blank.id = facts.case_id;
  return blank;
}

/// Runs the first step on the state the registration led to, as if the officer had clicked once more.
Decision first_step_of(const RegisterInput& input, const ServiceCase& registered, const Situation& situation) {
  const auto missing = [](const char* field) { return Refusal{"register_case.first_step_missing", clause::art_10_3, field, {}}; };
  switch (input.first_step) {
    case FirstStep::keep: return std::vector<CaseEvent>{};
    case FirstStep::answer: return input.answer ? answer_on_the_spot(registered, *input.answer, situation) : missing("/answer");
    case FirstStep::transfer: return input.transfer ? transfer(registered, *input.transfer, situation) : missing("/transfer");
    case FirstStep::ask_office: return input.question ? ask_office(registered, *input.question, situation) : missing("/question");
    case FirstStep::out_of_scope:
      return input.out_of_scope ? explain_out_of_scope(registered, *input.out_of_scope, situation) : missing("/out_of_scope");
  }
  return missing("/first_step");
}

/// Who takes a complaint or tip whose first contact sits in the accused's own line: the head of 监察审计部, or the nearest
/// head above who is out of that line, else the head of the bureau office; 0 if there is none.
OfficerId independent_holder(const ServiceCase& registered, const Situation& situation) {
  const Unit* unit = situation.organisation.unit_by_code(situation.rulebook.closing.supervision_unit_code);
  for (; unit != nullptr; unit = situation.organisation.unit(unit->parent_id)) {
    const OfficerId head = unit->head_id;
    if (head && !refuse_recused_officer(registered, situation, head)) return head;
  }
  // Supervision itself is meant, and nobody stands above it: the office that rules on what is nobody's.
  const OfficerId office = situation.organisation.head_of(situation.organisation.bureau_office());
  if (office && !refuse_recused_officer(registered, situation, office)) return office;
  return {};
}

/// The case leaves the first contact's hands at once; the duty to answer for it stays with him.
std::optional<Refusal> leave_accused_line(DecisionWriter& writer, FirstStep first_step) {
  const ServiceCase& state = writer.state();
  if (!refuse_recused_officer(state, writer.situation(), state.first_contact_id)) return std::nullopt;
  if (first_step != FirstStep::keep) return Refusal{"register_case.accused_in_your_line", clause::art_10_7, "/first_step", {}};
  return hand_to_independent_holder(writer);
}

}  // namespace

std::optional<Refusal> refuse_unknown_accused(const std::optional<Accused>& accused, const Organisation& organisation) {
  if (!accused) return std::nullopt;
  for (const OfficerId id : accused->officer_ids)
    if (organisation.officer(id) == nullptr) return Refusal{"register_case.unknown_officer", "", "/further_accused/officer_ids", {}};
  for (const UnitId id : accused->unit_ids)
    if (organisation.unit(id) == nullptr) return Refusal{"register_case.unknown_unit", "", "/further_accused/unit_ids", {}};
  return std::nullopt;
}

std::optional<Refusal> hand_to_independent_holder(DecisionWriter& writer) {
  const Situation& situation = writer.situation();
  const OfficerId holder = independent_holder(writer.state(), situation);
  if (!holder) return Refusal{"register_case.nobody_independent", clause::art_10_7, "/about_officer_id", {}};
  writer.add(clause::art_10_7, Assigned{holder, situation.organisation.officer(holder)->unit_id, ""});
  return std::nullopt;
}

Result<Contact> check_contact(const ContactInput& input, const KindRule& kind, bool answered_at_once) {
  Contact contact;
  if (input.name) contact.name = input.name->value;
  if (input.phone) contact.phone = normalise_phone(input.phone->value);
  if (input.address) contact.address = input.address->value;
  contact.anonymous = input.anonymous.value_or(false);
  contact.customer_id = input.customer_id.value_or(CustomerId{});
  if (contact.anonymous && !kind.anonymous_allowed)
    return Refusal{"register_case.anonymous_not_allowed", clause::art_10_6, "/contact/anonymous", {{"kind", kind.name_zh}}};
  if (!contact.phone.empty() && !is_plausible_phone(contact.phone))
    return Refusal{"register_case.phone_implausible", clause::art_10_6, "/contact/phone", {{"phone", contact.phone}}};
  if (contact.anonymous || answered_at_once) return contact;
  if (contact.name.empty()) return Refusal{"register_case.name_missing", clause::art_10_6, "/contact/name", {}};
  if (contact.phone.empty()) return Refusal{"register_case.phone_missing", clause::art_10_6, "/contact/phone", {}};
  return contact;
}

Decision register_case(const RegisterInput& input, const RegisterFacts& facts, const SealIdentity& seal,
                       const Situation& situation) {
  const Result<ServiceCase> blank = blank_case(input, facts, situation);
  if (!blank) return blank.refusal();
  const KindRule& kind = situation.rulebook.kind(input.kind);
  Result<Contact> contact = check_contact(input.contact, kind, input.first_step == FirstStep::answer);
  if (!contact) return contact.refusal();
  const Officer* first_contact = situation.organisation.officer(facts.first_contact_id);
  SHOUWEN_CHECK(first_contact != nullptr);

  Registered body;
  body.number = facts.number;
  body.kind = input.kind;
  body.category = input.category.value;
  body.channel = input.channel;
  body.area = input.area;
  body.customer_class = input.customer_class;
  body.voltage = input.voltage;
  body.secrecy = kind.secrecy;
  body.contact = std::move(*contact);
  if (kind.secrecy == Secrecy::sealed && !body.contact.anonymous) {
    const std::string sealed = seal(body.contact);
    if (sealed.empty()) return Refusal{"register_case.no_supervision_key", clause::art_9_5, "/contact/anonymous", {}};
    body.contact = Contact{};
    body.contact.sealed = sealed;
  }
  body.text = input.text.value;
  body.about_officer_id = input.about_officer_id.value_or(OfficerId{});
  body.further_accused = input.further_accused;
  body.first_contact_id = facts.first_contact_id;
  body.first_contact_unit_id = first_contact->unit_id;

  DecisionWriter writer(*blank, situation);
  writer.add(clause::art_10_1, std::move(body));
  if (auto refusal = leave_accused_line(writer, input.first_step)) return *refusal;
  Decision next = first_step_of(input, writer.state(), situation);
  if (!next) return next.refusal();
  std::vector<CaseEvent> events = *std::move(writer).take();
  for (CaseEvent& event : *next) events.push_back(std::move(event));
  return events;
}

}  // namespace shouwen
