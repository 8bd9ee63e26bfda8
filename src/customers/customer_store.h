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

/// Nothing if nobody or more than one has a meter of this number.
std::optional<CustomerId> find_customer_by_meter(db::Session& session, std::string_view meter_number);

struct Peer {
  CustomerId id;
  std::int64_t contracted_capacity_kva = 0;
};
/// Whom a customer may be compared with: of the same trade, or where his file names none of the same tariff class; the
/// `most` nearest in contracted capacity, half of them smaller and half larger where there are so many, himself left out.
struct Peers {
  bool by_trade = false;
  std::string named;             ///< the trade or class; "" = the file names neither
  std::vector<Peer> customers;
};
Peers peers_of(db::Session& session, CustomerId id, std::int64_t most);

/// By name, pinyin initials or reading, address, or the beginning of phone, account or meter number. In the order of ids
/// after `after`; an empty text finds all.
std::vector<Customer> search_customers(db::Session& session, std::string_view text, CustomerId after, std::int64_t limit);

/// The row a customer is found by, after its file; a new one if the file has no id yet.
CustomerId write_customer_row(db::Session& session, const CustomerFile& file, Instant now);
/// When the customer's data was last written; nothing if there is no such customer.
std::optional<Instant> customer_changed_at(db::Session& session, CustomerId id);
std::int64_t count_customers(db::Session& session);

}  // namespace shouwen
