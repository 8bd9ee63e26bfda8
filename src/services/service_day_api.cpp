// A manager's day as far as services go: deliveries falling due, agreements about to end. Art. 11(6)(4), 11(6)(3).
#include "regulation/clauses.h"
#include "services/service_api.h"
#include "services/service_view.h"

namespace shouwen {

struct EndingAgreementView {
  ServiceAgreementId id;
  CustomerId customer_id;
  std::string customer_name;
  Date valid_to;
  ServiceAgreementId renewal_id;   ///< the draft that is to follow it; 0 = none yet
};
BOOST_DESCRIBE_STRUCT(EndingAgreementView, (), (id, customer_id, customer_name, valid_to, renewal_id))
struct ServiceDayView {
  Date day;
  std::vector<ServiceRowView> deliveries;        ///< due, first due first
  std::vector<EndingAgreementView> agreements;   ///< about to end or ended, and not followed
  std::optional<std::int64_t> delivery_notice_days, agreement_notice_days;  ///< absent = the bureau set none
};
BOOST_DESCRIBE_STRUCT(ServiceDayView, (), (day, deliveries, agreements, delivery_notice_days, agreement_notice_days))

namespace {

using api::Call;

ServiceAgreementId renewal_of(db::Session& session, const ServiceAgreement& agreement) {
  for (const ServiceAgreement& other : agreements_of(session, agreement.customer_id))
    if (other.renews_id == agreement.id && other.state == AgreementState::draft) return other.id;
  return {};
}

Date days_after(Date day, std::int64_t days) { return day.plus_days(static_cast<std::int32_t>(days)); }

/// What is due stands there from its day on; before it, and for agreements at all, only if the bureau said how long before.
ServiceDayView day_view(const ServiceDesk& desk) {
  ServiceDayView view;
  const ServiceReminderRules& rules = desk.call.rulebook->service_reminders;
  view.day = desk.today();
  view.delivery_notice_days = rules.delivery_notice_days;
  view.agreement_notice_days = rules.agreement_notice_days;
  for (const CustomerService& service : services_due(desk.session, days_after(view.day, rules.delivery_notice_days.value_or(0))))
    if (desk.answers_for(service.customer_id, service.account_manager_id)) view.deliveries.push_back(row_view(desk, service));
  if (!rules.agreement_notice_days) return view;
  for (const ServiceAgreement& agreement : agreements_ending(desk.session, days_after(view.day, *rules.agreement_notice_days)))
    if (desk.answers_for(agreement.customer_id, agreement.account_manager_id))
      view.agreements.push_back({agreement.id, agreement.customer_id, desk.customer_name(agreement.customer_id), agreement.valid_to, renewal_of(desk.session, agreement)});
  return view;
}

}  // namespace

void add_service_day_api(api::Api& api) {
  auto day = service_operation("GET", "/services/day", "read_service_day", "Of the customers I answer for: deliveries falling due, agreements about to end", clause::art_11_6_4);
  day.response_body = json::schema_of<ServiceDayView>();
  api.read(day, [](const Call& call, db::Session& session) { return api::answer(day_view(ServiceDesk(call, session))); });
}

}  // namespace shouwen
