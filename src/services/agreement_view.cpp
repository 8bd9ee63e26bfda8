// Agreements as their readers see them.
#include "services/agreement_view.h"

#include <array>

#include "base/text.h"

namespace shouwen {

namespace {

AgreementProgressView progress_view(const std::vector<CustomerService>& services, const std::string& item, Date today) {
  const AgreementProgress progress = progress_of(services, item, today);
  return {progress.agreed, progress.delivered, progress.overdue, progress.withdrawn};
}

AgreementRowView row_of(const ServiceDesk& desk, const ServiceAgreement& agreement, const std::vector<CustomerService>& services) {
  AgreementRowView view;
  view.id = agreement.id;
  view.version = agreement.version;
  view.customer_id = agreement.customer_id;
  view.customer_name = desk.customer_name(agreement.customer_id);
  view.account_manager_name = desk.officer_name(agreement.account_manager_id);
  view.state = agreement.state;
  view.state_name = words_of(desk.call, agreement.state);
  view.valid_from = agreement.valid_from;
  view.valid_to = agreement.valid_to;
  view.expired = agreement.state == AgreementState::signed_by_both && agreement.valid_to < desk.today();
  view.signed_on = agreement.signed_on;
  view.progress = progress_view(services, "", desk.today());
  return view;
}

/// "follow_agreement" is done by signing the successor, by nobody else.
std::vector<std::string> actions_of(const ServiceDesk& desk, const ServiceAgreement& agreement) {
  std::vector<std::string> actions;
  for (std::string& verb : verbs_from(agreement.state))
    if (!desk.refuse_unless_may(verb.c_str(), agreement.customer_id, agreement.account_manager_id)) actions.push_back(std::move(verb));
  return actions;
}

}  // namespace

std::string words_of(const api::Call& call, AgreementState state) {
  static const std::array<std::pair<std::string, std::string>, 4> names{{{"草稿", "Draft"}, {"已签订", "Signed"}, {"已终止", "Ended"}, {"已续签", "Renewed"}}};
  const auto& [zh, en] = names.at(static_cast<std::size_t>(state));
  return call.said(zh, en);
}

AgreementRowView agreement_row(const ServiceDesk& desk, const ServiceAgreement& agreement) {
  return row_of(desk, agreement, services_of(desk.session, agreement.id));
}

AgreementView agreement_view(const ServiceDesk& desk, const ServiceAgreement& agreement) {
  const auto services = services_of(desk.session, agreement.id);
  AgreementView view;
  view.agreement = row_of(desk, agreement, services);
  for (const AgreementLine& line : agreement.lines)
    view.lines.push_back({line.item, desk.call.said(line.name_zh, line.name_en), line.kind, words_of(desk.call, line.kind), line.times_a_year, line.unit_id,
                          desk.unit_name(line.unit_id), progress_view(services, line.item, desk.today())});
  view.our_contact = agreement.our_contact;
  view.customer_contact = agreement.customer_contact;
  if (!desk.is_own(agreement.customer_id)) {
    view.customer_contact.name.value = mask_name(view.customer_contact.name.value);
    view.customer_contact.phone.value = mask_phone(view.customer_contact.phone.value);
  }
  view.terms = agreement.terms.value;
  view.renews_id = agreement.renews_id;
  view.signed_by_us = agreement.signed_by_us.value;
  view.signed_by_customer = desk.person_name(agreement.customer_id, agreement.signed_by_customer.value);
  view.ended_on = agreement.ended_on;
  view.end_reason = agreement.end_reason.value;
  view.actions = actions_of(desk, agreement);
  for (const CustomerService& service : services) view.services.push_back(row_view(desk, service));
  return view;
}

}  // namespace shouwen
