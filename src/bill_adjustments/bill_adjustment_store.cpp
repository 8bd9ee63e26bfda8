// SQL of corrections.
#include "bill_adjustments/bill_adjustment_store.h"

#include "bill_adjustments/bill_adjustment_describe.h"
#include "db/journal.h"
#include "json/stored.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::string stream_of(BillAdjustmentId id) { return "bill_adjustment/" + std::to_string(id.value); }

std::int64_t append(db::Session& session, const BillAdjustment& after, const BillAdjustmentEvent& event) {
  db::NewEntry entry;
  entry.stream = stream_of(after.id);
  entry.stream_number = after.version;
  entry.at = event.at;
  entry.actor_id = event.actor_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_9_2;
  entry.rulebook_version = event.rulebook_version;
  entry.payload = json::to_text(event);
  return db::append(session, {entry});
}

std::vector<BillAdjustment> rows_of(db::Query& query) {
  std::vector<BillAdjustment> rows;
  while (query.step()) rows.push_back(json::stored<BillAdjustment>(query.text(0)));
  return rows;
}

}  // namespace

std::optional<BillAdjustment> load_bill_adjustment(db::Session& session, BillAdjustmentId id) {
  auto query = session.query("SELECT state FROM bill_adjustment WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return json::stored<BillAdjustment>(query.text(0));
}

SavedAdjustment add_bill_adjustment(db::Session& session, const BillAdjustmentEvent& event) {
  BillAdjustment before;
  {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM bill_adjustment");
    query.step();
    before.id = BillAdjustmentId{query.integer(0)};
  }
  return save_bill_adjustment(session, before, event);
}

SavedAdjustment save_bill_adjustment(db::Session& session, const BillAdjustment& before, const BillAdjustmentEvent& event) {
  const BillAdjustment after = apply(before, event);
  const std::int64_t journal_number = append(session, after, event);
  if (before.version == 0)
    session.run("INSERT INTO bill_adjustment (id, version, customer_id, adjustment_state, proposed_by_id, decided_by_id, total_fen, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)", after.id,
                after.version, after.customer_id, static_cast<std::int64_t>(after.state), after.proposed_by_id, after.decided_by_id, after.result.amount_fen, json::to_text(after));
  else
    session.run("UPDATE bill_adjustment SET version = ?2, adjustment_state = ?3, decided_by_id = ?4, state = ?5 WHERE id = ?1", after.id, after.version,
                static_cast<std::int64_t>(after.state), after.decided_by_id, json::to_text(after));
  return {after, journal_number};
}

std::vector<BillAdjustment> bill_adjustments_of(db::Session& session, CustomerId customer, std::int64_t limit) {
  auto query = session.query("SELECT state FROM bill_adjustment WHERE customer_id = ?1 ORDER BY id DESC LIMIT ?2");
  query.bind(1, customer.value).bind(2, limit);
  return rows_of(query);
}

std::vector<BillAdjustment> list_bill_adjustments(db::Session& session, WhichAdjustments which, BillAdjustmentId after, std::int64_t limit) {
  auto query = session.query("SELECT state FROM bill_adjustment WHERE (?1 = 0 OR adjustment_state = 0) AND (?2 = 0 OR id < ?2) ORDER BY id DESC LIMIT ?3");
  query.bind(1, std::int64_t{which == WhichAdjustments::waiting}).bind(2, after.value).bind(3, limit);
  return rows_of(query);
}

std::vector<std::string> verify_bill_adjustment(db::Session& session, BillAdjustmentId id) {
  BillAdjustment rebuilt;
  rebuilt.id = id;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id))) rebuilt = apply(std::move(rebuilt), json::stored<BillAdjustmentEvent>(entry.payload));
  auto query = session.query("SELECT version, customer_id, adjustment_state, proposed_by_id, decided_by_id, total_fen, state FROM bill_adjustment WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step() || rebuilt.version == 0) return {"events and stored correction do not belong together"};
  const bool fits = query.integer(0) == rebuilt.version && query.integer(1) == rebuilt.customer_id.value && query.integer(2) == static_cast<std::int64_t>(rebuilt.state) &&
                    query.integer(3) == rebuilt.proposed_by_id.value && query.integer(4) == rebuilt.decided_by_id.value && query.integer(5) == rebuilt.result.amount_fen;
  if (!fits || query.text(6) != json::to_text(rebuilt)) return {"journal " + json::to_text(rebuilt) + ", stored " + std::string(query.text(6))};
  return {};
}

}  // namespace shouwen
