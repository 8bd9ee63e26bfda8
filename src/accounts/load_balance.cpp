// Counting portfolios.
#include "accounts/load_balance.h"

#include <algorithm>
#include <map>

namespace shouwen {

namespace {

using Loads = std::map<OfficerId, ManagerLoad>;

ManagerLoad& load_of(Loads& loads, OfficerId officer) {
  ManagerLoad& load = loads[officer];
  load.officer_id = officer;
  return load;
}

void count(Loads& loads, const ManagedCustomer& customer, const AccountSituation& situation) {
  const Answerable who = answerable_for(customer, situation.terms, situation.organisation, situation.now);
  if (customer.hand_over) ++load_of(loads, customer.hand_over->to_officer_id).hand_overs_to_sign;
  if (who.officer_id != customer.manager_id) ++load_of(loads, who.officer_id).stands_in;
  if (!customer.manager_id) return;
  ManagerLoad& load = load_of(loads, customer.manager_id);
  ++(customer.present_tier() == AccountTier::large_account ? load.large_accounts : load.key_accounts);
  const auto next = next_contact_at(customer, situation.rules, situation.calendar);
  load.contacts_overdue += next && *next < situation.now;
  for (const AccountPromise& promise : customer.promises) ++(promise.broken ? load.promises_broken : load.promises_open);
}

}  // namespace

LoadBalance load_balance(const std::vector<ManagedCustomer>& customers, const AccountSituation& situation) {
  Loads loads;
  LoadBalance balance;
  for (const ManagerTerm& term : situation.terms)
    if (term.runs(situation.now)) load_of(loads, term.officer_id).kinds.push_back(term.kind);
  for (const ManagedCustomer& customer : customers) {
    if (customer.present_tier() == AccountTier::ordinary) continue;
    ++balance.customers;
    balance.without_manager += !customer.manager_id;
    count(loads, customer, situation);
  }
  bool first = true;
  for (auto& [officer, load] : loads) {
    load.is_full = situation.rules.customers_max && load.customers() >= *situation.rules.customers_max;
    if (!load.kinds.empty()) {
      balance.fewest = first ? load.customers() : std::min(balance.fewest, load.customers());
      balance.most = std::max(balance.most, load.customers());
      first = false;
    }
    balance.managers.push_back(std::move(load));
  }
  std::stable_sort(balance.managers.begin(), balance.managers.end(), [](const ManagerLoad& a, const ManagerLoad& b) { return a.customers() > b.customers(); });
  return balance;
}

}  // namespace shouwen
