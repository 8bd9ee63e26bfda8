// The routes of account managers, and what this room asks of others.
#pragma once

#include <functional>

#include "accounts/managed_customer.h"
#include "accounts/record_contact.h"
#include "api/api.h"

namespace shouwen {

/// A customer as his file knows him.
struct AccountCustomer {
  std::string name, account_number;
  UnitId station_unit_id;
  TierFacts facts;
  bool is_organisation = false;           ///< its name is nobody's personal data
};

/// Other rooms' answers: this room knows no customer file, no needs, no services and no policy notices.
struct AccountWiring {
  std::function<std::optional<AccountCustomer>(db::Session&, CustomerId)> customer;  ///< nothing = there is no such customer
  /// Customers whose file may reach a threshold, besides those already managed.
  std::function<std::vector<CustomerId>(db::Session&, const AccountManagerRules&)> candidates;
  /// Whether the file was changed at `since` or later: the evidence behind a contact's "file changed".
  std::function<bool(db::Session&, CustomerId, Instant since)> file_changed_since;
  std::function<bool(db::Session&, CustomerId, std::int64_t need_id)> need_opened;
  /// A representative of the customer's file, and whether he is one on that day; nothing = the file has no such one.
  std::function<std::optional<RegisteredRepresentative>(db::Session&, CustomerId, std::int64_t representative_id, Date day)> representative;
  /// Whether a photo of this hash lies in the customer's file.
  std::function<bool(db::Session&, CustomerId, const std::string& hash)> photo_kept;
  /// Whether a service was delivered to the customer, written down at `since` or later.
  std::function<bool(db::Session&, CustomerId, std::int64_t service_id, Instant since)> service_delivered;
  /// Customers who have not confirmed a policy notice in time, by id.
  std::function<std::vector<CustomerId>(db::Session&)> notices_unconfirmed;
};

void add_accounts_api(api::Api& api, const AccountWiring& wiring);

}  // namespace shouwen
