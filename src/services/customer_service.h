// One service for one customer, from the offer to the customer's mark for it. Art. 11(6)(4). Plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "json/field_types.h"
#include "regulation/rulebook.h"

namespace shouwen {

using ServiceId = Id<struct ServiceTag>;
using ServiceAgreementId = Id<struct ServiceAgreementTag>;

/// The last three are ends.
enum class ServiceState { offered, agreed, delivered, evaluated, declined, withdrawn };

/// A paper or picture of a delivery: kept by whoever made it, told apart for ever by its hash.
struct ServiceFile {
  Line<1, 120> name;
  Line<64, 64> hash;                 ///< SHA-256, lower-case hexadecimal
  bool operator==(const ServiceFile&) const = default;
};

struct CustomerService {
  ServiceId id;
  std::int64_t version = 0;          ///< number of its last event
  CustomerId customer_id;
  OfficerId account_manager_id;
  std::string item, name_zh, name_en;  ///< of the catalogue, as it was then
  ServiceKind kind{};
  ServiceState state{};
  UnitId unit_id;                    ///< who delivers; 0 = not yet said
  ServiceAgreementId agreement_id;   ///< 0 = offered on its own
  Text<0, 1000> words;               ///< what is offered, beyond the catalogue
  Date offered_on;
  Line<0, 60> agreed_by;             ///< of the customer
  std::optional<Date> agreed_on, due_on;
  std::optional<Date> delivered_on;
  std::optional<Instant> recorded_at;  ///< when the delivery was written down
  Line<0, 60> delivered_by, received_by;
  Text<0, 2000> done;
  std::vector<ServiceFile> files;
  std::int64_t score = 0;            ///< 1 bad … 5 good; 0 = not evaluated
  Text<0, 1000> evaluation;
  Line<0, 60> evaluated_by;          ///< of the customer
  OfficerId taken_down_by_id;        ///< 0 = by the representative himself
  Text<0, 1000> closed_because;
  std::vector<CaseId> case_ids;      ///< internal support requests, in order
  bool operator==(const CustomerService&) const = default;

  bool is_delivered() const { return state == ServiceState::delivered || state == ServiceState::evaluated; }
  bool is_overdue(Date today) const { return state == ServiceState::agreed && due_on && *due_on < today; }
};

/// What happened to a service: a past participle and the fields it set; what is absent stayed.
struct ServiceEvent {
  std::string kind;                  ///< service_offered, _scheduled, _agreed, _delivered, _evaluated, _declined, _withdrawn, service_support_requested
  std::optional<ServiceState> state = {};
  std::optional<CustomerId> customer_id = {};
  std::optional<OfficerId> account_manager_id = {};
  std::optional<std::string> item = {}, name_zh = {}, name_en = {};
  std::optional<ServiceKind> service_kind = {};
  std::optional<UnitId> unit_id = {};
  std::optional<ServiceAgreementId> agreement_id = {};
  std::optional<Text<0, 1000>> words = {};
  std::optional<Date> offered_on = {};
  std::optional<Line<0, 60>> agreed_by = {};
  std::optional<Date> agreed_on = {}, due_on = {}, delivered_on = {};
  std::optional<Instant> recorded_at = {};
  std::optional<Line<0, 60>> delivered_by = {}, received_by = {};
  std::optional<Text<0, 2000>> done = {};
  std::optional<std::vector<ServiceFile>> files = {};
  std::optional<std::int64_t> score = {};
  std::optional<Text<0, 1000>> evaluation = {};
  std::optional<Line<0, 60>> evaluated_by = {};
  std::optional<OfficerId> taken_down_by_id = {};
  std::optional<Text<0, 1000>> closed_because = {};
  std::optional<CaseId> case_id = {};
};

/// The service after the event; one version on.
CustomerService apply(CustomerService service, const ServiceEvent& event);

}  // namespace shouwen
