// Managed customers, their contacts and the terms of managers in the database and the journal. All SQL of this room.
#pragma once

#include "accounts/account_situation.h"
#include "db/session.h"

namespace shouwen {

/// An empty one, version 0, if nothing ever happened to the customer.
ManagedCustomer load_managed_customer(db::Session& session, CustomerId id);
/// Everything ever stated or decided, in order of ids.
std::vector<ManagedCustomer> managed_customers(db::Session& session);
/// Customers the officer is the recorded manager of.
std::vector<ManagedCustomer> managed_customers_of(db::Session& session, OfficerId manager);
/// Everybody with a tier above ordinary, by id, without reading his state.
std::vector<CustomerId> key_customer_ids(db::Session& session);
std::int64_t customers_held(db::Session& session, OfficerId manager);

/// Applies, journals and stores in the caller's transaction; the state after them.
ManagedCustomer save_account_events(db::Session& session, ManagedCustomer customer, const std::vector<AccountEvent>& events, std::int64_t rulebook_version);

struct StoredContact {
  CustomerId customer_id;
  std::int64_t number = 0;  ///< of the event in the customer's stream
};
std::optional<StoredContact> contact_by_client_id(db::Session& session, const std::string& client_id);

struct AccountStoryEntry {
  std::int64_t number = 0;
  std::string kind;
  AccountEvent event;
};
/// What happened to the customer, in order.
std::vector<AccountStoryEntry> account_story(db::Session& session, CustomerId id);

/// Of all officers, in order of officer and number.
std::vector<ManagerTerm> manager_terms(db::Session& session);
void add_manager_term(db::Session& session, const ManagerTerm& term, const char* clause, const AccountSituation& situation, std::int64_t rulebook_version);
/// Writes the new end of a known term.
void end_manager_term(db::Session& session, const ManagerTerm& term, const AccountSituation& situation, std::int64_t rulebook_version);

/// Customers with a promise whose warning or due time has come.
std::vector<CustomerId> customers_to_strike(db::Session& session, Instant now, std::int64_t limit);

struct AccountsVerified {
  std::int64_t customers = 0;
  std::vector<std::string> differences;  ///< rows that are not what their events make
};
AccountsVerified verify_accounts(db::Session& session);

}  // namespace shouwen
