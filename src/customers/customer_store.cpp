// Finding customers while a clerk types: numbers by their beginning, words by bigrams and pinyin.
#include "customers/customer_store.h"

#include <algorithm>

#include "base/text.h"

namespace shouwen {

namespace {

constexpr const char* columns = "c.id, c.account_number, c.name, c.phone, c.address, c.area, c.station_unit_id, c.usage_category, c.meter_number";

Customer read_row(const db::Query& query) {
  return {CustomerId{query.integer(0)}, std::string(query.text(1)), std::string(query.text(2)), std::string(query.text(3)),
          std::string(query.text(4)), static_cast<Area>(query.integer(5)), UnitId{query.integer(6)}, std::string(query.text(7)),
          std::string(query.text(8))};
}

std::string terms_of(const Customer& customer) {
  return search_terms(customer.name + ' ' + customer.address + ' ' + pinyin_initials(customer.name) + ' ' + pinyin(customer.name));
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The least text greater than every text that begins with `prefix`; digits only.
std::string after_prefix(std::string prefix) {
  ++prefix.back();
  return prefix;
}

std::optional<Refusal> clean_and_check(Customer& customer) {
  customer.account_number = normalise_phone(customer.account_number);
  customer.name = clean_text(customer.name, false);
  customer.address = clean_text(customer.address, false);
  customer.usage_category = clean_text(customer.usage_category, false);
  customer.meter_number = to_half_width(clean_text(customer.meter_number, false));
  const std::string phone = normalise_phone(customer.phone);
  if (customer.account_number.empty()) return Refusal{"customer.account_number_missing", "", "/account_number", {}};
  if (customer.name.empty()) return Refusal{"customer.name_missing", "", "/name", {}};
  const std::string_view digits = std::string_view(phone).substr(phone.starts_with('+') ? 1 : 0);
  const bool typed = !clean_text(customer.phone, false).empty();
  if (typed && (!is_number(digits) || digits.size() < 5 || digits.size() > 15))
    return Refusal{"customer.phone_malformed", "", "/phone", {{"phone", customer.phone}}};
  customer.phone = phone;
  return std::nullopt;
}

void write_terms(db::Session& session, const Customer& customer) {
  session.run("INSERT OR REPLACE INTO customer_terms (rowid, terms) VALUES (?1, ?2)", customer.id, terms_of(customer));
}

}  // namespace

std::optional<Customer> load_customer(db::Session& session, CustomerId id) {
  auto query = session.query(std::string("SELECT ") + columns + " FROM customer c WHERE c.id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return read_row(query);
}

std::optional<CustomerId> find_customer_by_account(db::Session& session, std::string_view account_number) {
  auto query = session.query("SELECT id FROM customer WHERE account_number = ?1");
  query.bind(1, account_number);
  if (!query.step()) return std::nullopt;
  return CustomerId{query.integer(0)};
}

std::vector<Customer> search_customers(db::Session& session, std::string_view text, CustomerId after, std::int64_t limit) {
  std::vector<Customer> found;
  const std::string typed = clean_text(to_half_width(text), false);
  const auto number = typed_number(typed);
  const auto collect = [&found](db::Query& query) {
    while (query.step()) found.push_back(read_row(query));
  };
  if (typed.empty()) {
    auto query = session.query(std::string("SELECT ") + columns + " FROM customer c WHERE c.id > ?1 ORDER BY c.id LIMIT ?2");
    query.bind(1, after.value).bind(2, limit);
    collect(query);
  } else if (number) {
    auto query = session.query(std::string("SELECT ") + columns +
                               " FROM customer c WHERE c.id > ?1 AND c.id IN (SELECT id FROM customer WHERE phone >= ?3 AND phone < ?4"
                               " UNION SELECT id FROM customer WHERE account_number >= ?3 AND account_number < ?4"
                               " UNION SELECT id FROM customer WHERE meter_number >= ?3 AND meter_number < ?4) ORDER BY c.id LIMIT ?2");
    query.bind(1, after.value).bind(2, limit).bind(3, *number).bind(4, after_prefix(*number));
    collect(query);
  } else if (const std::string words = search_query(typed); !words.empty()) {
    auto query = session.query(std::string("SELECT ") + columns +
                               " FROM customer_terms t JOIN customer c ON c.id = t.rowid WHERE t.terms MATCH ?3 AND t.rowid > ?1"
                               " ORDER BY t.rowid LIMIT ?2");
    query.bind(1, after.value).bind(2, limit).bind(3, words);
    collect(query);
  }
  return found;
}

Result<CustomerId> add_customer(db::Session& session, Customer customer, Instant now) {
  if (auto refusal = clean_and_check(customer)) return *refusal;
  if (find_customer_by_account(session, customer.account_number))
    return Refusal{"customer.account_number_taken", "", "/account_number", {{"account_number", customer.account_number}}};
  session.run("INSERT INTO customer (account_number, name, phone, address, area, station_unit_id, usage_category, meter_number, known_at)"
              " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
              customer.account_number, customer.name, customer.phone, customer.address, static_cast<std::int64_t>(customer.area),
              customer.station_unit_id, customer.usage_category, customer.meter_number, now);
  customer.id = CustomerId{session.last_insert_id()};
  write_terms(session, customer);
  return customer.id;
}

Verdict change_customer(db::Session& session, Customer customer, Instant now) {
  if (!load_customer(session, customer.id)) return Refusal{"customer.unknown", "", "", {}};
  if (auto refusal = clean_and_check(customer)) return *refusal;
  if (const auto other = find_customer_by_account(session, customer.account_number); other && *other != customer.id)
    return Refusal{"customer.account_number_taken", "", "/account_number", {{"account_number", customer.account_number}}};
  session.run("UPDATE customer SET account_number=?2, name=?3, phone=?4, address=?5, area=?6, station_unit_id=?7, usage_category=?8,"
              " meter_number=?9, known_at=?10 WHERE id = ?1",
              customer.id, customer.account_number, customer.name, customer.phone, customer.address, static_cast<std::int64_t>(customer.area),
              customer.station_unit_id, customer.usage_category, customer.meter_number, now);
  write_terms(session, customer);
  return Done{};
}

std::optional<Instant> customer_changed_at(db::Session& session, CustomerId id) {
  auto query = session.query("SELECT known_at FROM customer WHERE id = ?1");
  query.bind(1, id.value);
  return query.step() ? std::optional(Instant{query.integer(0)}) : std::nullopt;
}

std::int64_t count_customers(db::Session& session) {
  auto query = session.query("SELECT count(*) FROM customer");
  query.step();
  return query.integer(0);
}

}  // namespace shouwen
