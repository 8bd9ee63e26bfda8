// What every call of this room needs: the customer, who may, under which numbers. Heavy: only for *_api.cpp of this room.
#pragma once

#include "accounts/account_api.h"
#include "accounts/account_describe.h"
#include "accounts/account_store.h"
#include "accounts/propose_tier.h"
#include "api/answers.h"

namespace shouwen {

/// One call's view of the house.
class AccountDesk {
 public:
  AccountDesk(const api::Call& call, db::Session& session, const AccountWiring& wiring);
  AccountDesk(const AccountDesk&) = delete;

  const api::Call& call;
  db::Session& session;
  const AccountWiring& wiring;
  const std::vector<ManagerTerm> terms;
  const AccountManagerRules rules;

  AccountSituation situation() const;
  std::int64_t rulebook_version() const { return call.rulebook->version; }
  TierFacts facts(const AccountCustomer& known, const ManagedCustomer& customer) const { return joined_facts(known.facts, customer.stated); }
  /// Own = manager, answerable, deputy or receiver; wider scopes by the units of manager and customer.
  Permission may_on(const char* verb, const ManagedCustomer& customer, UnitId home_unit_id) const;
  Answerable answerable(const ManagedCustomer& customer) const;
  /// Whether the caller has the customer as his duty: he sees the name.
  bool is_own(const ManagedCustomer& customer) const;
  std::string officer_name(OfficerId id) const;
  std::string shown_name(const AccountCustomer& known, const ManagedCustomer& customer) const;
};

/// The home unit a customer of this room has: decided with the tier, before that his station.
UnitId home_of(const AccountCustomer& known, const ManagedCustomer& customer);

http::Operation account_operation(const char* method, const char* pattern, const char* id, const char* summary, const char* clause);

void add_managed_customer_reads(api::Api& api, const AccountWiring& wiring);
void add_managed_customer_verbs(api::Api& api, const AccountWiring& wiring);
void add_contact_verbs(api::Api& api, const AccountWiring& wiring);
void add_account_manager_routes(api::Api& api, const AccountWiring& wiring);
/// Several customers in one signed hand-over, and who may receive them.
void add_hand_over_sheets(api::Api& api, const AccountWiring& wiring);

/// Loads the customer, checks the verb, goes on with desk, the known and the managed customer.
template <class Next>
http::Response with_managed_customer(const api::Call& call, db::Session& session, const AccountWiring& wiring, const char* verb, Next&& next) {
  const AccountDesk desk(call, session, wiring);
  const CustomerId id{call.id("customer_id")};
  const auto known = wiring.customer(session, id);
  if (!known) return api::refused(call, Refusal{"customer.unknown", "", "", {}});
  ManagedCustomer customer = load_managed_customer(session, id);
  const Permission permission = desk.may_on(verb, customer, home_of(*known, customer));
  if (!permission.allowed) return api::refused(call, permission.refusal);
  return next(desk, *known, std::move(customer));
}

struct AccountChanged {
  std::int64_t version = 0;  ///< events of the customer so far
};
BOOST_DESCRIBE_STRUCT(AccountChanged, (), (version))

/// Stores events in the name of whom the actor stood in for; the customer after them.
ManagedCustomer save_decided(const AccountDesk& desk, ManagedCustomer customer, std::vector<AccountEvent> events);
/// Stores what was decided.
http::Response account_answer(const AccountDesk& desk, ManagedCustomer customer, AccountDecision decision);

}  // namespace shouwen
