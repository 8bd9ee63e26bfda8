// What every rule of this room looks at besides its customer: who acts, when, under which numbers.
#pragma once

#include "accounts/account_event.h"
#include "org/organisation.h"

namespace shouwen {

struct AccountSituation {
  OfficerId actor_id;
  Instant now;
  const Organisation& organisation;
  const AccountManagerRules& rules;
  const WorkCalendar& calendar;
  const std::vector<ManagerTerm>& terms;             ///< of all officers
  const std::vector<std::int64_t>& warn_at_percents; ///< of a promise's time, ascending
};

using AccountDecision = Result<std::vector<AccountEvent>>;

/// An event of the situation's actor, now.
AccountEvent account_event(const AccountSituation& situation, const char* clause, AccountEventBody body);
/// Whether the officer holds a running term of the kind.
bool holds_term(const std::vector<ManagerTerm>& terms, OfficerId officer, ManagerKind kind, Instant at);
bool holds_any_term(const std::vector<ManagerTerm>& terms, OfficerId officer, Instant at);

}  // namespace shouwen
