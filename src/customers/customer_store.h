// Customers in the database. All SQL of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "customers/customer.h"
#include "db/session.h"

namespace shouwen {

std::optional<Customer> load_customer(db::Session& session, CustomerId id);
std::optional<CustomerId> find_customer_by_account(db::Session& session, std::string_view account_number);

/// By name, pinyin initials or reading, address, or the beginning of phone, account or meter number. In the order of ids
/// after `after`; an empty text finds all.
std::vector<Customer> search_customers(db::Session& session, std::string_view text, CustomerId after, std::int64_t limit);

/// Cleans and checks the fields. Refusals: customer.account_number_missing, customer.account_number_taken,
/// customer.name_missing, customer.phone_malformed.
Result<CustomerId> add_customer(db::Session& session, Customer customer, Instant now);
Verdict change_customer(db::Session& session, Customer customer, Instant now);
/// When the customer's data was last written; nothing if there is no such customer.
std::optional<Instant> customer_changed_at(db::Session& session, CustomerId id);
std::int64_t count_customers(db::Session& session);

}  // namespace shouwen
