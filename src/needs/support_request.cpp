// Art. 11(2): what a manager asks of the inside runs on the same engine as what a customer asks.
#include "needs/support_request.h"

#include "cases/rehearse_registration.h"
#include "customers/customer_file_store.h"
#include "needs/need_steps.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* support_category = "service_request.manager_support";
constexpr const char* offered_because = "other_department";

/// Whom to call about it: his own person in charge of electricity before the switchboard (art. 11(4)).
std::string phone_of(const CustomerFile& file, Date today) {
  const CustomerRepresentative* representative = representative_on(file, today);
  if (representative != nullptr && !representative->phone.value.empty()) return representative->phone.value;
  return file.phone.value.empty() ? file.legal_representative_phone.value : file.phone.value;
}

std::optional<Refusal> refuse_bad_target(const CaseDesk& desk, const SupportRequestInput& input) {
  if (desk.organisation->unit(input.to_unit_id) == nullptr) return Refusal{"need.unknown_unit", clause::art_11_2, "/to_unit_id", {}};
  if (!input.category) return std::nullopt;
  const CaseCategory* category = desk.rulebook_now->category(input.category->value);
  if (category != nullptr && category->kind == CaseKind::service_request) return std::nullopt;
  return Refusal{"need.category_not_service_request", clause::art_11_2, "/category", {}};
}

}  // namespace

RegisterInput registration_of(const std::string& about, const CustomerFile& file, const SupportRequestInput& input, Date today) {
  RegisterInput made;
  made.kind = CaseKind::service_request;
  made.category = input.category.value_or(Line<1, 80>{support_category});
  made.channel = Channel::visit;
  made.area = file.area;
  made.voltage = file.voltage;
  made.contact.name = Line<0, 40>{file.name.value};
  made.contact.phone = Line<0, 30>{phone_of(file, today)};
  made.contact.address = file.address;
  made.contact.customer_id = file.id;
  made.text = Text<1, 4000>{"【" + about + "】" + input.text.value};
  made.first_step = FirstStep::transfer;
  made.transfer = TransferInput{input.to_unit_id, {}, Line<1, 60>{offered_because}, {}};
  return made;
}

Result<Performed> register_support_request(const CaseDesk& desk, const std::string& about, CustomerId customer, const SupportRequestInput& input) {
  if (auto wrong = refuse_bad_target(desk, input)) return *wrong;
  const auto file = load_file(desk.session, customer);
  if (!file) return Refusal{"customer.unknown", "", "", {}};
  return perform_registration(desk, registration_of(about, *file, input, local_date(desk.now)));
}

Result<ServiceCase> rehearse_support_request(const CaseDesk& desk, const std::string& about, CustomerId customer, const SupportRequestInput& input) {
  if (auto wrong = refuse_bad_target(desk, input)) return *wrong;
  const auto file = load_file(desk.session, customer);
  if (!file) return Refusal{"customer.unknown", "", "", {}};
  return rehearse_registration(desk, registration_of(about, *file, input, local_date(desk.now)));
}

Result<SupportRequested> perform_support_request(const CaseDesk& desk, const Need& need, const SupportRequestInput& input) {
  if (auto wrong = refuse_bad_target(desk, input)) return *wrong;
  if (const NeedDecision may_ask = request_support(need, input.version, {}); !may_ask) return may_ask.refusal();
  auto performed = register_support_request(desk, need.title.value, need.customer_id, input);
  if (!performed) return performed.refusal();
  const NeedDecision decision = request_support(need, input.version, performed->after.id);
  if (!decision) return decision.refusal();
  Need after = save_need(desk.session, need, *decision, {desk.actor.officer_id, desk.now, desk.rulebook_now->version});
  return SupportRequested{std::move(after), *std::move(performed)};
}

}  // namespace shouwen
