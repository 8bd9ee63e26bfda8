// SQL of the posting register.
#include "price_lists/price_posting_store.h"

#include "cases/attachment_store.h"
#include "db/journal.h"
#include "json/stored.h"
#include "org/signing_key.h"
#include "price_lists/price_list_describe.h"

namespace shouwen {

namespace {

std::string stream_of(PricePostingId id) { return "price_posting/" + std::to_string(id.value); }

}  // namespace

std::optional<PricePosting> load_price_posting(db::Session& session, PricePostingId id) {
  auto query = session.query("SELECT state FROM price_posting WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return json::stored<PricePosting>(query.text(0));
}

PricePosting price_posting_of(db::Session& session, std::int64_t number, UnitId unit) {
  auto query = session.query("SELECT state FROM price_posting WHERE number = ?1 AND unit_id = ?2");
  query.bind(1, number).bind(2, unit.value);
  if (query.step()) return json::stored<PricePosting>(query.text(0));
  PricePosting none;
  none.number = number;
  none.unit_id = unit;
  return none;
}

std::vector<PricePosting> price_postings(db::Session& session, std::int64_t number) {
  auto query = session.query("SELECT state FROM price_posting WHERE number = ?1 ORDER BY unit_id");
  query.bind(1, number);
  std::vector<PricePosting> postings;
  while (query.step()) postings.push_back(json::stored<PricePosting>(query.text(0)));
  return postings;
}

std::optional<std::int64_t> shown_price_list(db::Session& session, UnitId unit) {
  auto query = session.query("SELECT number FROM price_posting WHERE unit_id = ?1 AND posting_state = ?2 ORDER BY number DESC LIMIT 1");
  query.bind(1, unit.value).bind(2, static_cast<std::int64_t>(PostingState::posted));
  if (!query.step()) return std::nullopt;
  return query.integer(0);
}

SavedPosting save_price_posting(db::Session& session, PricePosting before, const PricePostingEvent& event, const PriceListWriter& writer) {
  if (!before.id) {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM price_posting");
    query.step();
    before.id = PricePostingId{query.integer(0)};
  }
  SavedPosting saved{apply(std::move(before), event), 0};
  const PricePosting& after = saved.posting;
  saved.journal_number = append_price_event(session, {stream_of(after.id), event.kind, json::to_text(event)}, writer);
  session.run("INSERT INTO price_posting (id, version, number, unit_id, posting_state, state) VALUES (?1,?2,?3,?4,?5,?6)"
              " ON CONFLICT (id) DO UPDATE SET version=excluded.version, posting_state=excluded.posting_state, state=excluded.state",
              after.id, after.version, after.number, after.unit_id, static_cast<std::int64_t>(after.state), json::to_text(after));
  return saved;
}

std::vector<std::string> verify_price_posting(db::Session& session, const std::filesystem::path& folder, PricePostingId id) {
  const auto events = db::read_stream(session, stream_of(id));
  auto query = session.query("SELECT version, number, unit_id, posting_state, state FROM price_posting WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step() || events.empty()) return {"events and stored posting do not belong together"};
  std::vector<std::string> differing;
  PricePosting posting;
  posting.id = id;
  for (const db::Entry& entry : events) {
    const auto event = json::stored<PricePostingEvent>(entry.payload);
    posting = apply(std::move(posting), event);
    if (!event.proof) continue;
    const auto photo = read_file(folder, event.proof->photo_hash);
    if (!photo || blake2b_hex(*photo) != event.proof->photo_hash) differing.push_back("a photo is missing or not what was sent: " + event.proof->photo_hash);
  }
  if (query.text(4) != json::to_text(posting)) differing.push_back("the stored state is not what its events make");
  if (query.integer(0) != posting.version || query.integer(1) != posting.number || query.integer(2) != posting.unit_id.value || query.integer(3) != static_cast<std::int64_t>(posting.state))
    differing.push_back("the row lists read is not what its events make");
  return differing;
}

}  // namespace shouwen
