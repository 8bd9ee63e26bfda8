// SQL of price lists.
#include "price_lists/price_list_store.h"

#include <fmt/format.h>

#include <limits>

#include "db/journal.h"
#include "json/stored.h"
#include "org/signing_key.h"
#include "price_lists/price_list_content.h"
#include "price_lists/price_list_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::string stream_of(PriceListId id) { return "price_list/" + std::to_string(id.value); }

void keep(db::Session& session, const PriceList& list) {
  const bool issued = list.state == PriceListState::issued;
  session.run("INSERT INTO price_list (id, version, price_list_state, number, in_force_from, state) VALUES (?1,?2,?3,?4,?5,?6)"
              " ON CONFLICT (id) DO UPDATE SET version=excluded.version, price_list_state=excluded.price_list_state, number=excluded.number, in_force_from=excluded.in_force_from,"
              " state=excluded.state",
              list.id, list.version, static_cast<std::int64_t>(list.state), issued ? std::optional(list.number) : std::nullopt,
              issued ? std::optional(std::int64_t{list.in_force_from.days}) : std::nullopt, json::to_text(list));
}

std::string item_text(const PublishedItem& item) {
  std::string payers;
  for (const CustomerClass payer : item.payer_classes) payers += ' ' + std::to_string(static_cast<int>(payer));
  return fmt::format("{} {} {} {} {} {} {} {} {}{}", item.number, item.code, static_cast<int>(item.kind), item.effective_from.days,
                     item.effective_to ? item.effective_to->days : std::numeric_limits<std::int32_t>::max(), item.unit, item.yuan_e8, item.name_zh, item.name_en, payers);
}

bool same_items(const std::vector<PublishedItem>& a, const std::vector<PublishedItem>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const PublishedItem& x, const PublishedItem& y) { return item_text(x) == item_text(y); });
}

bool is_proved(const std::optional<SignedText>& proof) {
  return proof && blake2b_hex(proof->text) == proof->hash && is_signed(SignedAs::price_list, proof->text, {proof->signature, proof->public_key});
}

std::optional<PriceList> rebuilt(db::Session& session, PriceListId id) {
  const auto events = db::read_stream(session, stream_of(id));
  if (events.empty()) return std::nullopt;
  PriceList list;
  list.id = id;
  for (const db::Entry& entry : events) list = apply(std::move(list), json::stored<PriceListEvent>(entry.payload));
  return list;
}

}  // namespace

std::int64_t append_price_event(db::Session& session, const PriceEvent& event, const PriceListWriter& writer) {
  db::NewEntry entry;
  entry.stream = event.stream;
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_9_1;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = event.payload;
  return db::append(session, {entry});
}

std::optional<PriceList> load_price_list(db::Session& session, PriceListId id) {
  auto query = session.query("SELECT state FROM price_list WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return json::stored<PriceList>(query.text(0));
}

PriceList add_price_list(db::Session& session, const PriceListEvent& event, const PriceListWriter& writer) {
  PriceList before;
  {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM price_list");
    query.step();
    before.id = PriceListId{query.integer(0)};
  }
  return save_price_list(session, before, event, writer);
}

PriceList save_price_list(db::Session& session, const PriceList& before, const PriceListEvent& event, const PriceListWriter& writer) {
  PriceList after = apply(before, event);
  append_price_event(session, {stream_of(after.id), event.kind, json::to_text(event)}, writer);
  keep(session, after);
  if (event.content) insert_published_items(session, published_items_of(issued_of(after)));
  return after;
}

std::vector<PriceList> list_price_lists(db::Session& session, PriceListId before, std::int64_t limit) {
  auto query = session.query("SELECT state FROM price_list WHERE ?1 = 0 OR id < ?1 ORDER BY id DESC LIMIT ?2");
  query.bind(1, before.value).bind(2, limit);
  std::vector<PriceList> lists;
  while (query.step()) lists.push_back(json::stored<PriceList>(query.text(0)));
  return lists;
}

std::optional<PriceList> load_issued_price_list(db::Session& session, std::int64_t number) {
  auto query = session.query("SELECT state FROM price_list WHERE number = ?1");
  query.bind(1, number);
  if (!query.step()) return std::nullopt;
  return json::stored<PriceList>(query.text(0));
}

std::int64_t last_price_list_number(db::Session& session) {
  auto query = session.query("SELECT coalesce(max(number), 0) FROM price_list");
  query.step();
  return query.integer(0);
}

std::optional<std::int64_t> price_list_held_before(db::Session& session, Date in_force_from, std::int64_t number) {
  auto query = session.query("SELECT number FROM price_list WHERE number IS NOT NULL AND (in_force_from < ?1 OR (in_force_from = ?1 AND (?2 = 0 OR number < ?2)))"
                             " ORDER BY in_force_from DESC, number DESC LIMIT 1");
  query.bind(1, std::int64_t{in_force_from.days}).bind(2, number);
  if (!query.step()) return std::nullopt;
  return query.integer(0);
}

std::vector<IssuedRow> list_issued_price_lists(db::Session& session, std::int64_t before, std::int64_t limit) {
  auto query = session.query("SELECT number, in_force_from, id FROM price_list WHERE number IS NOT NULL AND (?1 = 0 OR number < ?1) ORDER BY number DESC LIMIT ?2");
  query.bind(1, before).bind(2, limit);
  std::vector<IssuedRow> rows;
  while (query.step()) rows.push_back({query.integer(0), Date{static_cast<std::int32_t>(query.integer(1))}, PriceListId{query.integer(2)}});
  return rows;
}

std::int64_t issue_entry_number(db::Session& session, PriceListId id) {
  for (const db::Entry& entry : db::read_stream(session, stream_of(id)))
    if (entry.kind == "price_list_issued") return entry.number;
  return 0;
}

IssuedPriceList issued_of(const PriceList& list) { return json::stored<IssuedPriceList>(list.content.value().text); }

std::vector<std::string> verify_price_list(db::Session& session, PriceListId id) {
  const auto list = rebuilt(session, id);
  auto query = session.query("SELECT version, price_list_state, coalesce(number, 0), coalesce(in_force_from, 0), state FROM price_list WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step() || !list) return {"events and stored price list do not belong together"};
  std::vector<std::string> differing;
  const bool issued = list->state == PriceListState::issued;
  if (query.text(4) != json::to_text(*list)) differing.push_back("the stored state is not what its events make");
  if (query.integer(0) != list->version || query.integer(1) != static_cast<std::int64_t>(list->state) || query.integer(2) != (issued ? list->number : 0) ||
      query.integer(3) != (issued ? list->in_force_from.days : 0))
    differing.push_back("the row lists read is not what its events make");
  if (!issued) return differing;
  if (!is_proved(list->content) || !is_proved(list->csv)) differing.push_back("hash or signature does not fit what was issued");
  const IssuedPriceList content = issued_of(*list);
  if (content.number != list->number || content.in_force_from != list->in_force_from || content.body != list->body) differing.push_back("what was signed is not what was approved");
  if (!same_items(published_items(session, list->number), published_items_of(content))) differing.push_back("the published items are not those of the signed price list");
  return differing;
}

std::vector<std::string> verify_price_list_numbers(db::Session& session) {
  std::vector<std::string> differing;
  std::int64_t expected = 0;
  auto numbers = session.query("SELECT number FROM price_list WHERE number IS NOT NULL ORDER BY number");
  while (numbers.step())
    if (numbers.integer(0) != ++expected) {
      differing.push_back(fmt::format("price lists: number {} follows {}", numbers.integer(0), expected - 1));
      expected = numbers.integer(0);
    }
  auto strays = session.query("SELECT number, code FROM published_item WHERE number NOT IN (SELECT number FROM price_list WHERE number IS NOT NULL)"
                              " UNION SELECT p.number, p.code FROM published_item_payer p LEFT JOIN published_item i ON i.number = p.number AND i.code = p.code AND"
                              " i.effective_from = p.effective_from WHERE i.code IS NULL");
  while (strays.step()) differing.push_back(fmt::format("published item {} of price list {} belongs to nothing issued", strays.text(1), strays.integer(0)));
  return differing;
}

}  // namespace shouwen
