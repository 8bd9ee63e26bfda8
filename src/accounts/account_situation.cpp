// Small questions the rules share.
#include "accounts/account_situation.h"

#include <algorithm>

namespace shouwen {

AccountEvent account_event(const AccountSituation& situation, const char* clause, AccountEventBody body) {
  return {situation.actor_id, {}, situation.now, clause, std::move(body)};
}

bool holds_term(const std::vector<ManagerTerm>& terms, OfficerId officer, ManagerKind kind, Instant at) {
  return std::any_of(terms.begin(), terms.end(), [&](const ManagerTerm& term) { return term.officer_id == officer && term.kind == kind && term.runs(at); });
}

bool holds_any_term(const std::vector<ManagerTerm>& terms, OfficerId officer, Instant at) {
  return std::any_of(terms.begin(), terms.end(), [&](const ManagerTerm& term) { return term.officer_id == officer && term.runs(at); });
}

}  // namespace shouwen
