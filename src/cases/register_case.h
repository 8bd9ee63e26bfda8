// Intake: the first person asked registers the contact and becomes answerable for it. Art. 10(1), 10(3), 10(6).
#pragma once

#include <functional>

#include "cases/situation.h"
#include "cases/reply.h"
#include "cases/office.h"
#include "cases/transfer.h"
#include "json/field_types.h"

namespace shouwen {

/// What the first person asked does at once (art. 10(3)-(5)).
enum class FirstStep { keep, answer, transfer, ask_office, out_of_scope };

struct ContactInput {
  std::optional<Line<0, 40>> name;
  std::optional<Line<0, 30>> phone;
  std::optional<Line<0, 200>> address;
  std::optional<bool> anonymous;
  std::optional<CustomerId> customer_id;
};

struct RegisterInput {
  CaseKind kind{};
  Line<1, 80> category;
  Channel channel{};
  Area area{};
  std::optional<CustomerClass> customer_class = {};
  std::optional<Voltage> voltage = {};
  ContactInput contact;
  Text<1, 4000> text;
  std::optional<OfficerId> about_officer_id;
  FirstStep first_step = FirstStep::keep;
  std::optional<ReplyInput> answer;
  std::optional<TransferInput> transfer;
  std::optional<OfficeQuestionInput> question;
  std::optional<OutOfScopeInput> out_of_scope;
  std::optional<Accused> further_accused = {};  ///< besides about_officer_id: more officers, whole units
};

/// What only the outside knows: ids, the number, and who was asked first when the customer wrote on the public pages.
struct RegisterFacts {
  CaseId case_id;
  std::string number;
  OfficerId first_contact_id;
};

/// Seals an identity for the eyes of 监察审计 only; "" if there is no key to seal it to.
using SealIdentity = std::function<std::string(const Contact&)>;

/// Refusal register_case.unknown_officer / unknown_unit for an accused that is not of the bureau.
std::optional<Refusal> refuse_unknown_accused(const std::optional<Accused>& accused, const Organisation& organisation);
/// Nobody handles within the accused's line: hands the case to 监察审计部's head or the nearest head above out of that line.
/// Refusal register_case.nobody_independent.
std::optional<Refusal> hand_to_independent_holder(DecisionWriter& writer);

Decision register_case(const RegisterInput& input, const RegisterFacts& facts, const SealIdentity& seal,
                       const Situation& situation);

/// Checks a contact as art. 10(6) asks: name and phone, unless the kind allows anonymity or it was answered at once.
Result<Contact> check_contact(const ContactInput& input, const KindRule& kind, bool answered_at_once);

}  // namespace shouwen
