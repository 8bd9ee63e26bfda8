// An internal request: an ordinary case that the manager registers and offers to the department he asks. Art. 11(2).
#pragma once

#include "cases/cases.h"
#include "customers/customer_file.h"
#include "needs/need_store.h"

namespace shouwen {

struct SupportRequestInput {
  std::int64_t version = 0;                      ///< of the need that was seen; 0 = whatever it is now
  UnitId to_unit_id;
  Text<1, 2000> text;
  std::optional<Line<1, 80>> category = {};      ///< of service requests; support for an account manager, if absent
};

/// The registration of it, about a need or whatever else the manager serves with; the customer's contact out of his file.
RegisterInput registration_of(const std::string& about, const CustomerFile& file, const SupportRequestInput& input, Date today);
/// Registers and offers it; who asks links it. Refusals: those of registering; customer.unknown, need.unknown_unit,
/// need.category_not_service_request.
Result<Performed> register_support_request(const CaseDesk& desk, const std::string& about, CustomerId customer, const SupportRequestInput& input);

/// The case as asking would make it, so that its clocks can be seen before it is sent; nothing is saved. Refusals as above.
Result<ServiceCase> rehearse_support_request(const CaseDesk& desk, const std::string& about, CustomerId customer, const SupportRequestInput& input);

struct SupportRequested {
  Need need;
  Performed performed;
};
/// Registers, offers and links, all in the caller's transaction. Refusals: those of request_support and of registering;
/// need.unknown_unit, need.category_not_service_request.
Result<SupportRequested> perform_support_request(const CaseDesk& desk, const Need& need, const SupportRequestInput& input);

}  // namespace shouwen
