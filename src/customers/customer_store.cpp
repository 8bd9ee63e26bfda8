// Finding customers while a clerk types: numbers by their beginning, words by bigrams and pinyin.
#include "customers/customer_store.h"

#include <algorithm>

#include "base/text.h"
#include "customers/account_number.h"

namespace shouwen {

namespace {

constexpr const char* columns = "c.id, c.account_number, c.name, c.phone, c.address, c.area, c.station_unit_id, c.usage_category, c.meter_number,"
                                " c.is_organisation, c.merged_into_id";

Customer read_row(const db::Query& query) {
  return {CustomerId{query.integer(0)}, std::string(query.text(1)), std::string(query.text(2)), std::string(query.text(3)),
          std::string(query.text(4)), static_cast<Area>(query.integer(5)), UnitId{query.integer(6)}, std::string(query.text(7)),
          std::string(query.text(8)), query.integer(9) != 0, CustomerId{query.integer(10)}};
}

std::string terms_of(const Customer& customer) {
  return search_terms(customer.name + ' ' + customer.address + ' ' + pinyin_initials(customer.name) + ' ' + pinyin(customer.name));
}

/// The least text greater than every text that begins with `prefix`; ASCII only.
std::string after_prefix(std::string prefix) {
  ++prefix.back();
  return prefix;
}

/// Letters with digits, as some account numbers are; "A座3" is an address.
bool may_be_account(std::string_view typed) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_part = [&](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == ' '; };
  return std::all_of(typed.begin(), typed.end(), is_part) && std::any_of(typed.begin(), typed.end(), is_digit) && typed.size() > 1;
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

std::optional<CustomerId> find_customer_by_meter(db::Session& session, std::string_view meter_number) {
  if (meter_number.empty()) return std::nullopt;
  auto query = session.query("SELECT id FROM customer WHERE meter_number = ?1 LIMIT 2");
  query.bind(1, meter_number);
  if (!query.step()) return std::nullopt;
  const CustomerId found{query.integer(0)};
  return query.step() ? std::nullopt : std::optional(found);
}

Peers peers_of(db::Session& session, CustomerId id, std::int64_t most) {
  Peers peers;
  std::int64_t capacity = 0;
  {
    auto query = session.query("SELECT trade, tariff_class, contracted_capacity_kva FROM customer WHERE id = ?1");
    query.bind(1, id.value);
    if (!query.step()) return peers;
    peers.by_trade = !query.text(0).empty();
    peers.named = query.text(peers.by_trade ? 0 : 1);
    capacity = query.integer(2);
  }
  if (peers.named.empty()) return peers;
  const std::string column = peers.by_trade ? "trade" : "tariff_class";
  const auto nearest = [&](const char* side, const char* order) {
    auto query = session.query("SELECT id, contracted_capacity_kva FROM customer WHERE " + column + " = ?1 AND " + column + " <> '' AND merged_into_id = 0 AND contracted_capacity_kva " + side +
                               " ?2 AND id <> ?3 ORDER BY contracted_capacity_kva " + order + " LIMIT ?4");
    query.bind(1, peers.named).bind(2, capacity).bind(3, id.value).bind(4, most);
    std::vector<Peer> found;
    while (query.step()) found.push_back({CustomerId{query.integer(0)}, query.integer(1)});
    return found;
  };
  const std::vector<Peer> smaller = nearest("<=", "DESC"), larger = nearest(">", "ASC");
  // Where one side has fewer, the other gives more.
  const auto half = static_cast<std::size_t>(most / 2), whole = static_cast<std::size_t>(most);
  const std::size_t above = std::min(larger.size(), std::max(half, whole - std::min(whole, smaller.size())));
  const std::size_t below = std::min(smaller.size(), whole - above);
  peers.customers.assign(smaller.begin(), smaller.begin() + static_cast<std::ptrdiff_t>(below));
  peers.customers.insert(peers.customers.end(), larger.begin(), larger.begin() + static_cast<std::ptrdiff_t>(above));
  return peers;
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
  } else if (const std::string words = search_query(typed); may_be_account(typed)) {
    const std::string account = account_number_of(typed);
    auto query = session.query(std::string("SELECT ") + columns +
                               " FROM customer c WHERE c.id > ?1 AND c.id IN (SELECT rowid FROM customer_terms WHERE terms MATCH ?3"
                               " UNION SELECT id FROM customer WHERE account_number >= ?4 AND account_number < ?5) ORDER BY c.id LIMIT ?2");
    query.bind(1, after.value).bind(2, limit).bind(3, words).bind(4, account).bind(5, after_prefix(account));
    collect(query);
  } else if (!words.empty()) {
    auto query = session.query(std::string("SELECT ") + columns +
                               " FROM customer_terms t JOIN customer c ON c.id = t.rowid WHERE t.terms MATCH ?3 AND t.rowid > ?1"
                               " ORDER BY t.rowid LIMIT ?2");
    query.bind(1, after.value).bind(2, limit).bind(3, words);
    collect(query);
  }
  return found;
}

CustomerId next_customer_id(db::Session& session) {
  auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM customer");
  query.step();
  return CustomerId{query.integer(0)};
}

CustomerId write_customer_row(db::Session& session, const CustomerFile& file, Instant now) {
  const Customer customer = customer_of(file);
  const CustomerId id = customer.id ? customer.id : next_customer_id(session);
  session.run("INSERT INTO customer (id, account_number, name, phone, address, area, station_unit_id, usage_category, meter_number, known_at,"
              " licence_number, contracted_capacity_kva, affiliated, merged_into_id, is_organisation, is_critical, trade, tariff_class)"
              " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)"
              " ON CONFLICT (id) DO UPDATE SET account_number=excluded.account_number, name=excluded.name, phone=excluded.phone,"
              " address=excluded.address, area=excluded.area, station_unit_id=excluded.station_unit_id, usage_category=excluded.usage_category,"
              " meter_number=excluded.meter_number, known_at=excluded.known_at, licence_number=excluded.licence_number,"
              " contracted_capacity_kva=excluded.contracted_capacity_kva, affiliated=excluded.affiliated, merged_into_id=excluded.merged_into_id,"
              " is_organisation=excluded.is_organisation, is_critical=excluded.is_critical, trade=excluded.trade, tariff_class=excluded.tariff_class",
              id, customer.account_number, customer.name, customer.phone, customer.address, static_cast<std::int64_t>(customer.area),
              customer.station_unit_id, customer.usage_category, customer.meter_number, now, file.licence_number.value, file.contracted_capacity_kva,
              static_cast<std::int64_t>(file.affiliated), file.merged_into_id, static_cast<std::int64_t>(customer.is_organisation),
              static_cast<std::int64_t>(file.critical_grade != CriticalGrade::none || !file.influence.value.empty()), file.trade.value, file.tariff_class.value);
  session.run("INSERT OR REPLACE INTO customer_terms (rowid, terms) VALUES (?1, ?2)", id, terms_of(customer));
  return id;
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
