// Services and agreements in the database: state, journal (streams service/ID, service_agreement/ID), in one transaction. All SQL
// of this room. Art. 11(6)(4).
#pragma once

#include "db/session.h"
#include "services/agreement_steps.h"

namespace shouwen {

struct ServiceWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
};

std::optional<CustomerService> load_service(db::Session& session, ServiceId id);
/// A new service with its first event.
CustomerService add_service(db::Session& session, const ServiceEvent& event, const ServiceWriter& writer);
/// The event into the journal and the state after it.
CustomerService save_service(db::Session& session, const CustomerService& before, const ServiceEvent& event, const ServiceWriter& writer);

struct ServiceStory {
  std::int64_t number = 0;  ///< in the stream
  Instant at;
  OfficerId officer_id;
  std::string kind;
};
/// Newest first.
std::vector<ServiceStory> service_story(db::Session& session, ServiceId id);

struct ServiceFilter {
  std::optional<ServiceKind> kind;
  std::optional<ServiceState> state;
  std::optional<UnitId> unit_id;
  std::optional<CustomerId> customer_id;
  std::optional<ServiceAgreementId> agreement_id;
  std::optional<Date> from, to;      ///< of the day it is due, or was offered if nothing is due; both count
};
/// Newest first, behind a service; 0: from the beginning.
std::vector<CustomerService> list_services(db::Session& session, const ServiceFilter& filter, ServiceId after, std::int64_t limit);
/// All of one agreement, first due first.
std::vector<CustomerService> services_of(db::Session& session, ServiceAgreementId id);
/// Agreed and due by a day, first due first.
std::vector<CustomerService> services_due(db::Session& session, Date by);

struct ServiceFigures {
  std::int64_t group = 0;            ///< a ServiceKind or a unit's id
  std::int64_t offered = 0, agreed = 0, delivered = 0, on_time = 0, overdue = 0, evaluated = 0, score_sum = 0;
};
enum class ServiceGroup { kind, unit };
/// Offered: all that count; agreed: of them, those the customer ever agreed to; on time: delivered by the day agreed; overdue:
/// agreed, not delivered, the day is past.
std::vector<ServiceFigures> service_figures(db::Session& session, const ServiceFilter& filter, ServiceGroup group, Date today);

std::optional<ServiceAgreement> load_agreement(db::Session& session, ServiceAgreementId id);
ServiceAgreement add_agreement(db::Session& session, const AgreementEvent& event, const ServiceWriter& writer);
ServiceAgreement save_agreement(db::Session& session, const ServiceAgreement& before, const AgreementEvent& event, const ServiceWriter& writer);
/// The signing: its deliveries enter the ledger, and the one it follows is renewed, in the same transaction.
ServiceAgreement conclude_agreement(db::Session& session, const ServiceAgreement& draft, const AgreementEvent& signing, const ServiceWriter& writer);
/// Newest first.
std::vector<ServiceAgreement> agreements_of(db::Session& session, CustomerId customer);
std::vector<ServiceAgreement> list_agreements(db::Session& session, std::optional<AgreementState> state, ServiceAgreementId after, std::int64_t limit);
/// Signed and neither followed nor ended, whose last day is `by` or earlier; first to end first.
std::vector<ServiceAgreement> agreements_ending(db::Session& session, Date by);

struct ServicesVerified {
  std::int64_t services = 0, agreements = 0;
  std::vector<std::string> differences;  ///< rows that are not what their events make
};
ServicesVerified verify_services(db::Session& session);
/// One agreement of it.
void verify_agreement(db::Session& session, ServiceAgreementId id, std::vector<std::string>& differences);

}  // namespace shouwen
