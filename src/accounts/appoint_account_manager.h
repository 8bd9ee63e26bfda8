// Who may be an account manager: the post decides. Arts. 11(3), 11(5)(1), 11(5)(2).
#pragma once

#include "accounts/account_situation.h"

namespace shouwen {

struct AppointManagerInput {
  OfficerId officer_id;
  ManagerKind kind{};
  Engagement engagement{};
  Instant from;
  std::optional<Instant> to;
};

/// Large-account managers: heads and deputy heads of supply stations and of the key account centre. General ones: those, and
/// whoever works there or in a team below. Refusals: appoint_account_manager.unknown_officer, .ends_before_it_begins,
/// .into_the_past, .not_head_of_station_or_center (art. 11(5)(1)), .not_of_station_or_center (art. 11(5)(2)), .holds_it_already.
Result<ManagerTerm> appoint_account_manager(const AppointManagerInput& input, const AccountSituation& situation);

/// The term ends at `at`; its customers fall to the head of the unit until they are handed on.
/// Refusals: manager_term.unknown, manager_term.ends_before_it_begins, manager_term.over_already.
Result<ManagerTerm> end_account_manager(const ManagerTerm& term, Instant at, const AccountSituation& situation);

/// Whether the officer's present post allows the kind; the refusal says why not.
Verdict post_allows(ManagerKind kind, const Officer& officer, const Organisation& organisation);

}  // namespace shouwen
