// Customers in the database. All SQL of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "customers/customer_file.h"
#include "db/session.h"

namespace shouwen {

std::optional<Customer> load_customer(db::Session& session, CustomerId id);
std::optional<CustomerId> find_customer_by_account(db::Session& session, std::string_view account_number);

/// By name, pinyin initials or reading, address, or the beginning of phone, account or meter number. In the order of ids
/// after `after`; an empty text finds all.
std::vector<Customer> search_customers(db::Session& session, std::string_view text, CustomerId after, std::int64_t limit);

/// The row a customer is found by, after its file; a new one if the file has no id yet.
CustomerId write_customer_row(db::Session& session, const CustomerFile& file, Instant now);
/// When the customer's data was last written; nothing if there is no such customer.
std::optional<Instant> customer_changed_at(db::Session& session, CustomerId id);
std::int64_t count_customers(db::Session& session);

}  // namespace shouwen
