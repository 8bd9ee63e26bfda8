// Who answers for a managed customer at an instant: never nobody. Art. 11(3).
#pragma once

#include "accounts/account_situation.h"

namespace shouwen {

enum class AnswerableBecause { manager, deputy, head };
struct Answerable {
  OfficerId officer_id;                   ///< 0 only for a customer without a tier
  OfficerId instead_of_id;                ///< whom he stands in for; 0 = nobody
  AnswerableBecause because{};
};

/// The manager while his term runs and he is here; absent, his deputy; else the nearest head above who is here (an absent
/// head's deputy before the head above him). When nobody of the line is here, the nearest head keeps the duty.
Answerable answerable_for(const ManagedCustomer& customer, const std::vector<ManagerTerm>& terms, const Organisation& organisation, Instant at);

/// The unit a customer's work belongs to: his manager's, or his home unit.
UnitId unit_of(const ManagedCustomer& customer, const Organisation& organisation);

}  // namespace shouwen
