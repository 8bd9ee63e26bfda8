// Receipts: written once with their lines, marked by later events.
#include "charges/receipt_store.h"

#include <limits>

#include "base/overloaded.h"
#include "charges/charge_journal.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t open_end = std::numeric_limits<std::int32_t>::max();

std::string stream_of(ReceiptId id) { return "receipt/" + std::to_string(id.value); }

const char* kind_name(const ReceiptEventBody& body) {
  return std::visit(Overloaded{[](const ReceiptIssued&) { return "receipt_issued"; }, [](const CancellationAsked&) { return "cancellation_asked"; },
                               [](const CancellationDenied&) { return "cancellation_denied"; }, [](const ReceiptCancelled&) { return "receipt_cancelled"; }},
                    body);
}

std::int64_t last_day(const ChargeLine& line) { return line.effective_to ? line.effective_to->days : open_end; }

void insert_row(db::Session& session, const Receipt& receipt) {
  session.run("INSERT INTO receipt (id, version, origin, year, sequence, receipt_state, issued_on, charged_on, customer_id, payer_class, officer_id, unit_id, payment_way,"
              " total_fen, cancels_id, source, source_number, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)",
              receipt.id, receipt.version, static_cast<std::int64_t>(receipt.origin), receipt.year, receipt.sequence, static_cast<std::int64_t>(receipt.state),
              receipt.issued_on().days, receipt.charged_on.days, receipt.payer.customer_id, static_cast<std::int64_t>(receipt.payer.payer_class), receipt.officer_id,
              receipt.unit_id, receipt.payment_way, receipt.total_fen, receipt.cancels_id ? std::optional(receipt.cancels_id) : std::nullopt, receipt.source,
              receipt.source_number, json::to_text(receipt));
  std::int64_t place = 0;
  for (const ChargeLine& line : receipt.lines) {
    ++place;
    if (line.arrear && line.quantity_thousandths > 0)
      session.run("INSERT INTO charge_arrear (receipt_id, line, principal_fen, last_day, days) VALUES (?1,?2,?3,?4,?5)", receipt.id, place, line.arrear->principal_fen,
                  line.arrear->last_day_on.days, line.late_days());
    session.run("INSERT INTO charge (receipt_id, line, number, code, effective_from, effective_to, unit, yuan_e8, payer_class, charged_on, quantity_thousandths, amount_fen)"
                " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
                receipt.id, place, line.number, line.code, line.effective_from.days, last_day(line), line.unit, line.yuan_e8, static_cast<std::int64_t>(line.payer_class),
                line.charged_on.days, line.quantity_thousandths, line.amount_fen);
  }
}

/// The event into the journal, and the state after it.
Receipt record(db::Session& session, const Receipt& before, const ReceiptEventBody& body, const ChargeWriter& writer) {
  const Receipt after = apply(before, {writer.officer_id, writer.now, body});
  std::visit([&](const auto& event) { charge_journal::append(session, {stream_of(after.id), after.version, kind_name(body), clause::art_9_2}, event, writer); }, body);
  if (before.version == 0) insert_row(session, after);
  else
    session.run("UPDATE receipt SET version = ?2, receipt_state = ?3, state = ?4 WHERE id = ?1", after.id, after.version, static_cast<std::int64_t>(after.state),
                json::to_text(after));
  return after;
}

std::int64_t next_sequence(db::Session& session, ReceiptOrigin origin, std::int64_t year) {
  auto query = session.query("SELECT coalesce(max(sequence), 0) + 1 FROM receipt WHERE origin = ?1 AND year = ?2");
  query.bind(1, static_cast<std::int64_t>(origin)).bind(2, year);
  query.step();
  return query.integer(0);
}

std::optional<ReceiptId> first_id(db::Query& query) { return query.step() ? std::optional(ReceiptId{query.integer(0)}) : std::nullopt; }

bool lines_fit(db::Session& session, const Receipt& receipt) {
  auto query = session.query("SELECT number, code, effective_from, effective_to, unit, yuan_e8, payer_class, charged_on, quantity_thousandths, amount_fen FROM charge WHERE receipt_id = ?1 ORDER BY line");
  query.bind(1, receipt.id.value);
  std::size_t place = 0;
  for (; query.step(); ++place) {
    if (place == receipt.lines.size()) return false;
    const ChargeLine& line = receipt.lines[place];
    const bool fits = query.integer(0) == line.number && query.text(1) == line.code && query.integer(2) == line.effective_from.days && query.integer(3) == last_day(line) &&
                      query.text(4) == line.unit && query.integer(5) == line.yuan_e8 && query.integer(6) == static_cast<std::int64_t>(line.payer_class) &&
                      query.integer(7) == line.charged_on.days && query.integer(8) == line.quantity_thousandths && query.integer(9) == line.amount_fen;
    if (!fits) return false;
  }
  return place == receipt.lines.size();
}

/// What late fees were counted from, in the order of their lines.
bool arrears_fit(db::Session& session, const Receipt& receipt) {
  auto query = session.query("SELECT line, principal_fen, last_day, days FROM charge_arrear WHERE receipt_id = ?1 ORDER BY line");
  query.bind(1, receipt.id.value);
  std::int64_t place = 0;
  for (const ChargeLine& line : receipt.lines) {
    ++place;
    if (!line.arrear || line.quantity_thousandths < 0) continue;
    if (!query.step() || query.integer(0) != place || query.integer(1) != line.arrear->principal_fen || query.integer(2) != line.arrear->last_day_on.days || query.integer(3) != line.late_days())
      return false;
  }
  return !query.step();
}

/// The receipt before it in its year is there, unless it is the first.
bool follows_its_neighbour(db::Session& session, const Receipt& receipt) {
  return receipt.sequence == 1 || find_receipt(session, {receipt.origin, receipt.year, receipt.sequence - 1});
}

}  // namespace

ChargeGround charge_ground(db::Session& session, std::string_view code, Date on, CustomerClass payer_class, const ChargeRules& rules) {
  ChargeGround ground{on, payer_class, rules, price_list_in_force(session, on)};
  if (!ground.number) return ground;
  const auto with_code = [&](std::int64_t number) {
    std::vector<PublishedItem> items = published_items(session, number);
    std::erase_if(items, [code](const PublishedItem& item) { return item.code != code; });
    return items;
  };
  if (auto item = published_item_on(session, code, on)) ground.items.push_back(*std::move(item));
  else ground.items = with_code(*ground.number);
  for (std::int64_t number = *ground.number - 1; ground.items.empty() && number > 0 && ground.earlier_number == 0; --number)
    if (!with_code(number).empty()) ground.earlier_number = number;
  return ground;
}

TriedCharges try_charges(db::Session& session, const std::vector<ChargeWish>& wishes, Date on, CustomerClass payer_class, const ChargeRules& rules) {
  TriedCharges tried;
  for (std::size_t place = 0; place < wishes.size(); ++place) {
    const auto made = charge(wishes[place], charge_ground(session, wishes[place].item.value, on, payer_class, rules));
    if (made) {
      tried.charges.push_back(*made);
      continue;
    }
    Refusal refusal = made.refusal();
    if (refusal.field != "/payer_class") refusal.field = "/lines/" + std::to_string(place) + refusal.field;
    tried.refused.emplace_back(place, std::move(refusal));
  }
  return tried;
}

Receipt add_receipt(db::Session& session, const NewReceipt& fresh, const ChargeWriter& writer) {
  ReceiptIssued issued{fresh.origin, local_date(writer.now).year(), 0, fresh.charged_on, fresh.unit_id, fresh.payer, fresh.payment_way, {}, fresh.remarks, fresh.case_id,
                       fresh.case_number, fresh.cancels_id, fresh.cancels_number, fresh.source, fresh.source_number};
  issued.sequence = next_sequence(session, issued.origin, issued.year);
  for (const Charge& charge : fresh.charges) issued.lines.push_back(charge.line());
  Receipt before;
  before.id = ReceiptId{charge_journal::next_id(session, "SELECT coalesce(max(id), 0) + 1 FROM receipt")};
  return record(session, before, issued, writer);
}

Receipt ask_for_cancellation(db::Session& session, const Receipt& before, const CancellationAsked& body, const ChargeWriter& writer) { return record(session, before, body, writer); }
Receipt deny_cancellation(db::Session& session, const Receipt& before, const CancellationDenied& body, const ChargeWriter& writer) { return record(session, before, body, writer); }

Receipt cancel_receipt(db::Session& session, const Receipt& before, const NewReceipt& entry, const Text<1, 500>& words, const ChargeWriter& writer) {
  const Receipt made = add_receipt(session, entry, writer);
  record(session, before, ReceiptCancelled{made.id, {words.value}}, writer);
  return made;
}

std::optional<Receipt> load_receipt(db::Session& session, ReceiptId id) {
  auto query = session.query("SELECT state FROM receipt WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return json::stored<Receipt>(query.text(0));
}

std::optional<ReceiptId> find_receipt(db::Session& session, const ReceiptNumber& number) {
  auto query = session.query("SELECT id FROM receipt WHERE origin = ?1 AND year = ?2 AND sequence = ?3");
  query.bind(1, static_cast<std::int64_t>(number.origin)).bind(2, number.year).bind(3, number.sequence);
  return first_id(query);
}

std::optional<ReceiptId> find_imported_receipt(db::Session& session, std::string_view source, std::string_view source_number) {
  auto query = session.query("SELECT id FROM receipt WHERE source = ?1 AND source_number = ?2 AND cancels_id IS NULL");
  query.bind(1, source).bind(2, source_number);
  return first_id(query);
}

std::vector<Receipt> list_receipts(db::Session& session, const ReceiptFilter& filter, ReceiptId after, std::int64_t limit) {
  // Only what is asked stands in the question, so that a customer's or a day's receipts are found by their index.
  std::string sql = "SELECT state FROM receipt WHERE 1 = 1";
  if (filter.from) sql += " AND issued_on >= ?1";
  if (filter.to) sql += " AND issued_on <= ?2";
  if (filter.officer_id) sql += " AND officer_id = ?3";
  if (filter.customer_id) sql += " AND customer_id = ?4 AND customer_id <> 0";
  if (filter.state) sql += " AND receipt_state = ?5";
  if (filter.origin) sql += " AND origin = ?6";
  if (!filter.item.empty()) sql += " AND EXISTS (SELECT 1 FROM charge WHERE charge.receipt_id = receipt.id AND charge.code = ?7)";
  if (after) sql += " AND id < ?8";
  auto query = session.query(sql + " ORDER BY id DESC LIMIT ?9");
  if (filter.from) query.bind(1, std::int64_t{filter.from->days});
  if (filter.to) query.bind(2, std::int64_t{filter.to->days});
  if (filter.officer_id) query.bind(3, filter.officer_id->value);
  if (filter.customer_id) query.bind(4, filter.customer_id->value);
  if (filter.state) query.bind(5, static_cast<std::int64_t>(*filter.state));
  if (filter.origin) query.bind(6, static_cast<std::int64_t>(*filter.origin));
  if (!filter.item.empty()) query.bind(7, std::string_view(filter.item));
  if (after) query.bind(8, after.value);
  query.bind(9, limit);
  std::vector<Receipt> receipts;
  while (query.step()) receipts.push_back(json::stored<Receipt>(query.text(0)));
  return receipts;
}

std::vector<DaySum> day_sums(db::Session& session, Date on, DayGroup group) {
  const char* sql = nullptr;
  switch (group) {
    case DayGroup::item:
      sql = "SELECT charge.code, max(published_item.name_zh), max(published_item.name_en), count(*), sum(amount_fen < 0), sum(amount_fen) FROM receipt"
            " JOIN charge ON charge.receipt_id = receipt.id JOIN published_item USING (number, code, effective_from)"
            " WHERE issued_on = ?1 AND origin = 0 GROUP BY charge.code ORDER BY charge.code";
      break;
    case DayGroup::officer:
      sql = "SELECT CAST(officer_id AS TEXT), '', '', count(*), sum(total_fen < 0), sum(total_fen) FROM receipt WHERE issued_on = ?1 AND origin = 0 GROUP BY officer_id ORDER BY officer_id";
      break;
    case DayGroup::payment_way:
      sql = "SELECT payment_way, '', '', count(*), sum(total_fen < 0), sum(total_fen) FROM receipt WHERE issued_on = ?1 AND origin = 0 GROUP BY payment_way ORDER BY payment_way";
      break;
  }
  auto query = session.query(sql);
  query.bind(1, std::int64_t{on.days});
  std::vector<DaySum> sums;
  while (query.step())
    sums.push_back({std::string(query.text(0)), std::string(query.text(1)), std::string(query.text(2)), query.integer(3), query.integer(4), query.integer(5)});
  return sums;
}

DayNumbers day_numbers(db::Session& session, Date on) {
  auto query = session.query("SELECT coalesce(min(sequence), 0), coalesce(max(sequence), 0), count(*), coalesce(sum(total_fen < 0), 0), coalesce(sum(total_fen), 0) FROM receipt"
                             " WHERE issued_on = ?1 AND origin = 0");
  query.bind(1, std::int64_t{on.days});
  query.step();
  return {query.integer(0), query.integer(1), query.integer(2), query.integer(3), query.integer(4)};
}

void keep_receipt_code(db::Session& session, ReceiptId id, const std::string& sealed) { session.run("INSERT INTO receipt_code (receipt_id, sealed) VALUES (?1,?2)", id, sealed); }

std::string receipt_code_sealed(db::Session& session, ReceiptId id) {
  auto query = session.query("SELECT sealed FROM receipt_code WHERE receipt_id = ?1");
  query.bind(1, id.value);
  return query.step() ? std::string(query.text(0)) : std::string();
}

std::vector<std::string> verify_receipt(db::Session& session, ReceiptId id) {
  Receipt rebuilt;
  rebuilt.id = id;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id)))
    rebuilt = apply(std::move(rebuilt), {OfficerId{entry.actor_id}, entry.at, json::stored_body<ReceiptEventBody>(entry.kind, entry.payload, &kind_name)});
  auto query = session.query("SELECT version, receipt_state, origin, year, sequence, issued_on, charged_on, customer_id, payer_class, officer_id, total_fen, cancels_id, state, unit_id, payment_way,"
                             " source, source_number FROM receipt WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step() || rebuilt.version == 0) return {"events and stored receipt do not belong together"};
  const bool row_fits = query.integer(0) == rebuilt.version && query.integer(1) == static_cast<std::int64_t>(rebuilt.state) && query.integer(2) == static_cast<std::int64_t>(rebuilt.origin) &&
                        query.integer(3) == rebuilt.year && query.integer(4) == rebuilt.sequence && query.integer(5) == rebuilt.issued_on().days &&
                        query.integer(6) == rebuilt.charged_on.days && query.integer(7) == rebuilt.payer.customer_id.value &&
                        query.integer(8) == static_cast<std::int64_t>(rebuilt.payer.payer_class) && query.integer(9) == rebuilt.officer_id.value &&
                        query.integer(10) == rebuilt.total_fen && query.integer(11) == rebuilt.cancels_id.value && query.integer(13) == rebuilt.unit_id.value &&
                        query.text(14) == rebuilt.payment_way && query.text(15) == rebuilt.source && query.text(16) == rebuilt.source_number;
  std::vector<std::string> differences;
  if (!row_fits || query.text(12) != json::to_text(rebuilt)) differences.push_back("journal " + json::to_text(rebuilt) + ", stored " + std::string(query.text(12)));
  if (!lines_fit(session, rebuilt) || !arrears_fit(session, rebuilt)) differences.push_back("its charges are not what was issued");
  if (!follows_its_neighbour(session, rebuilt)) differences.push_back("the receipt before " + number_text(rebuilt) + " is missing");
  return differences;
}

}  // namespace shouwen
