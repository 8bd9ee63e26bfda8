// Published items as rows.
#include "price_lists/published_item.h"

#include <limits>

namespace shouwen {

namespace {

constexpr std::int64_t open_end = std::numeric_limits<std::int32_t>::max();

constexpr std::string_view item_columns = "SELECT number, code, item_kind, effective_from, effective_to, unit, yuan_e8, name_zh, name_en FROM published_item ";

std::vector<CustomerClass> payer_classes_of(db::Session& session, const PublishedItem& item) {
  auto query = session.query("SELECT customer_class FROM published_item_payer WHERE number = ?1 AND code = ?2 AND effective_from = ?3 ORDER BY customer_class");
  query.bind(1, item.number).bind(2, std::string_view(item.code)).bind(3, static_cast<std::int64_t>(item.effective_from.days));
  std::vector<CustomerClass> classes;
  while (query.step()) classes.push_back(static_cast<CustomerClass>(query.integer(0)));
  return classes;
}

PublishedItem read_item(const db::Query& query) {
  PublishedItem item;
  item.number = query.integer(0);
  item.code = query.text(1);
  item.kind = static_cast<PublishedItemKind>(query.integer(2));
  item.effective_from = Date{static_cast<std::int32_t>(query.integer(3))};
  if (const std::int64_t last = query.integer(4); last != open_end) item.effective_to = Date{static_cast<std::int32_t>(last)};
  item.unit = query.text(5);
  item.yuan_e8 = query.integer(6);
  item.name_zh = query.text(7);
  item.name_en = query.text(8);
  return item;
}

}  // namespace

void insert_published_items(db::Session& session, const std::vector<PublishedItem>& items) {
  for (const PublishedItem& item : items) {
    session.run("INSERT INTO published_item (number, code, effective_from, effective_to, item_kind, unit, yuan_e8, name_zh, name_en) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
                item.number, item.code, item.effective_from.days, item.effective_to ? item.effective_to->days : open_end, static_cast<std::int64_t>(item.kind), item.unit,
                item.yuan_e8, item.name_zh, item.name_en);
    for (const CustomerClass payer : item.payer_classes)
      session.run("INSERT INTO published_item_payer (number, code, effective_from, customer_class) VALUES (?1,?2,?3,?4)", item.number, item.code, item.effective_from.days,
                  static_cast<std::int64_t>(payer));
  }
}

std::vector<PublishedItem> published_items(db::Session& session, std::int64_t number) {
  auto query = session.query(std::string(item_columns) + "WHERE number = ?1 ORDER BY code, effective_from");
  query.bind(1, number);
  std::vector<PublishedItem> items;
  while (query.step()) items.push_back(read_item(query));
  for (PublishedItem& item : items) item.payer_classes = payer_classes_of(session, item);
  return items;
}

std::optional<std::int64_t> price_list_in_force(db::Session& session, Date on) {
  auto query = session.query("SELECT number FROM price_list WHERE number IS NOT NULL AND in_force_from <= ?1 ORDER BY in_force_from DESC, number DESC LIMIT 1");
  query.bind(1, static_cast<std::int64_t>(on.days));
  if (!query.step()) return std::nullopt;
  return query.integer(0);
}

std::optional<PublishedItem> published_item_on(db::Session& session, std::string_view code, Date on) {
  const auto number = price_list_in_force(session, on);
  if (!number) return std::nullopt;
  auto query = session.query(std::string(item_columns) + "WHERE number = ?1 AND code = ?2 AND effective_from <= ?3 AND effective_to >= ?3");
  query.bind(1, *number).bind(2, code).bind(3, static_cast<std::int64_t>(on.days));
  if (!query.step()) return std::nullopt;
  PublishedItem item = read_item(query);
  item.payer_classes = payer_classes_of(session, item);
  return item;
}

}  // namespace shouwen
