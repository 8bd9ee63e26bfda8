// The verbs of a service: what each wants to know, and what it refuses. Art. 11(6)(4), 11(2).
#pragma once

#include <string_view>

#include "org/organisation.h"
#include "services/customer_service.h"

namespace shouwen {

/// An arrow of the ledger: what a verb makes of a state, by which clause.
struct ServiceArrow {
  const char* verb;
  ServiceState from, to;
  const char* clause;
};
/// All that are allowed; what is not here is refused. A service begins offered, or agreed if an agreement schedules it.
const std::vector<ServiceArrow>& service_arrows();
/// The verbs that a state allows, in the order of the page.
std::vector<std::string> verbs_from(ServiceState state);

/// What the rules may know besides the service.
struct ServiceSituation {
  OfficerId officer_id;              ///< who acts
  Instant now;
  const Rulebook& rulebook;
  const Organisation& organisation;
  OfficerId account_manager_id = {}; ///< of the customer; whoever acts, if nobody took charge of him
  AccountTier tier = AccountTier::ordinary;  ///< of the customer
};

struct OfferServiceInput {
  CustomerId customer_id;
  Line<1, 60> item;
  std::optional<UnitId> unit_id = {};  ///< the catalogue's, if absent
  std::optional<Text<0, 1000>> words = {};
};
struct AgreeServiceInput {
  std::int64_t version = 0;          ///< of the service that was seen; 0 = whatever it is now
  Line<1, 60> agreed_by;
  Date due_on;
  std::optional<UnitId> unit_id = {};
};
struct DeliverServiceInput {
  std::int64_t version = 0;
  Date delivered_on;
  Line<1, 60> delivered_by;
  Text<1, 2000> done;
  std::optional<UnitId> unit_id = {};
  std::optional<Line<0, 60>> received_by = {};
  std::optional<std::vector<ServiceFile>> files = {};
};
struct EvaluateDeliveryInput {
  std::int64_t version = 0;
  std::int64_t score = 0;
  Text<1, 1000> words;
  Line<1, 60> evaluated_by;
};
struct CloseServiceInput {
  std::int64_t version = 0;
  Text<1, 1000> words;
};

using ServiceDecision = Result<ServiceEvent>;

// Refusals service.…: changed_meanwhile, wrong_state, unknown_unit, and those named beside each.

/// unknown_item, not_for_tier.
ServiceDecision offer_service(const OfferServiceInput& input, const ServiceSituation& situation);
/// due_in_the_past.
ServiceDecision agree_service(const CustomerService& service, const AgreeServiceInput& input, const ServiceSituation& situation);
/// delivered_later, delivered_before_agreed, unit_missing, file_hash_malformed.
ServiceDecision deliver_service(const CustomerService& service, const DeliverServiceInput& input, const ServiceSituation& situation);
/// score_out_of_range. An officer takes it down; a situation without officer is the representative himself.
ServiceDecision evaluate_delivery(const CustomerService& service, const EvaluateDeliveryInput& input, const ServiceSituation& situation);
/// The customer does not want it.
ServiceDecision decline_service(const CustomerService& service, const CloseServiceInput& input, const ServiceSituation& situation);
/// We cannot, or no longer offer it.
ServiceDecision withdraw_service(const CustomerService& service, const CloseServiceInput& input, const ServiceSituation& situation);
/// The case is registered beside it: `case_id` 0 asks whether it may be.
ServiceDecision request_service_support(const CustomerService& service, std::int64_t seen_version, CaseId case_id);

/// The catalogue's item for this customer, or why not. Refusals: service.unknown_item, service.not_for_tier; of `field`.
Result<const ServiceItem*> item_for(const std::string& code, AccountTier tier, const Rulebook& rulebook, const std::string& field);
/// The unit given, else the one the catalogue names; 0 if there is none. Refusal service.unknown_unit; of `field`.
Result<UnitId> unit_for(const std::optional<UnitId>& given, const ServiceItem* item, const Organisation& organisation, const std::string& field);

}  // namespace shouwen
