// Evaluation both ways: the manager of the customer's cooperation, the customer of the manager's service. Arts. 11(3), 11(6)(2).
#pragma once

#include "accounts/account_situation.h"

namespace shouwen {

struct EvaluateInput {
  std::int64_t score = 0;  ///< 1 bad … 5 good
  std::string words;
  std::string by_name;     ///< of the service: who of the customer said so
};

/// Refusals: evaluate.no_tier, evaluate.score_out_of_range.
Result<Evaluation> evaluation_of_customer(const ManagedCustomer& customer, const EvaluateInput& input, const AccountSituation& situation);
AccountDecision evaluate_customer(const ManagedCustomer& customer, const EvaluateInput& input, const AccountSituation& situation);
/// Nobody writes down his own mark. Refusals: as above, evaluate.nobody_served, evaluate.own_service, evaluate.by_whom_missing.
AccountDecision evaluate_service(const ManagedCustomer& customer, const EvaluateInput& input, const AccountSituation& situation);

}  // namespace shouwen
