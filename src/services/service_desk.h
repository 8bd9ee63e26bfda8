// What every call of this room needs: whose customer, who may, how names are shown. Heavy: only for this room's .cpp files.
#pragma once

#include <map>

#include "accounts/account_store.h"
#include "accounts/answerable.h"
#include "api/answers.h"
#include "services/service_describe.h"
#include "services/service_store.h"

namespace shouwen {

/// One call's view of the house.
class ServiceDesk {
 public:
  ServiceDesk(const api::Call& call, db::Session& session);
  ServiceDesk(const ServiceDesk&) = delete;

  const api::Call& call;
  db::Session& session;

  ServiceWriter writer() const { return {call.actor.officer_id, call.now, call.rulebook->version}; }
  Date today() const { return local_date(call.now); }
  /// Of the customer the rules are asked about.
  ServiceSituation situation(CustomerId customer) const;
  /// Nothing if this caller may, else why not. Own = the customer's manager and whoever answers for him now; of a service also
  /// whoever it was agreed with (`manager`); wider scopes by their units and `unit`, which delivers.
  std::optional<Refusal> refuse_unless_may(const char* verb, CustomerId customer, OfficerId manager = {}, UnitId unit = {}) const;
  /// Whether the caller answers for the customer now, or manages him: then people are named in clear.
  bool is_own(CustomerId customer) const;
  /// Whether the caller is who answers for the customer today; for one nobody took charge of, `manager` answers.
  bool answers_for(CustomerId customer, OfficerId manager) const;

  std::string officer_name(OfficerId id) const;
  std::string unit_name(UnitId id) const;
  /// A person's is masked unless he is the caller's own; "" if there is no such customer.
  std::string customer_name(CustomerId id) const;
  std::string person_name(CustomerId customer, const std::string& name) const;

 private:
  const ManagedCustomer& managed(CustomerId id) const;
  OfficerId answerable(const ManagedCustomer& customer) const;

  const std::vector<ManagerTerm> terms_;
  mutable std::map<CustomerId, ManagedCustomer> managed_;
};

http::Operation service_operation(const char* method, const std::string& path, const char* id, const char* summary, const char* clause);

/// May this caller read of services: everybody's, or at least this customer's?
std::optional<Refusal> refuse_reading(const ServiceDesk& desk, std::optional<CustomerId> customer);

}  // namespace shouwen
