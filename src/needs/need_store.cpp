// Every change of a need is an event; the state beside it is what the events give.
#include "needs/need_store.h"

#include "base/check.h"
#include "db/journal.h"
#include "needs/need_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::string stream_of(NeedId id) { return "need/" + std::to_string(id.value); }

template <class T>
std::string text_of(const T& value) {
  std::string text;
  json::print(text, value);
  return text;
}

template <class T>
T parsed(std::string_view text) {
  T value;
  const auto document = json::parse_document(text);
  SHOUWEN_CHECK(document && json::parse(*document, value, json::ParseMode::lenient).empty());
  return value;
}

void append(db::Session& session, NeedId id, const NeedEvent& event, const NeedWriter& writer) {
  db::NewEntry entry;
  entry.stream = stream_of(id);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = event.kind;
  entry.clause = event.case_id ? clause::art_11_2 : clause::art_11_1;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = text_of(event);
  db::append(session, {entry});
}

void keep(db::Session& session, const Need& need, Instant now) {
  session.run("INSERT INTO need (id, version, customer_id, account_manager_id, kind, stage, capacity_kva, power_kw, yearly_energy_wh, lost_reason, changed_at, state)"
              " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) ON CONFLICT (id) DO UPDATE SET version=excluded.version, customer_id=excluded.customer_id,"
              " account_manager_id=excluded.account_manager_id, kind=excluded.kind, stage=excluded.stage, capacity_kva=excluded.capacity_kva,"
              " power_kw=excluded.power_kw, yearly_energy_wh=excluded.yearly_energy_wh, lost_reason=excluded.lost_reason, changed_at=excluded.changed_at, state=excluded.state",
              need.id, need.version, need.customer_id, need.account_manager_id, static_cast<std::int64_t>(need.kind), static_cast<std::int64_t>(need.stage),
              need.capacity_kva, need.power_kw, need.yearly_energy_wh, need.lost_reason.value, now, text_of(need));
}

/// ?1 … ?4 of every question about some needs; -1 and 0 ask for all.
constexpr const char* fits = " (?1 < 0 OR stage = ?1) AND (?2 < 0 OR kind = ?2) AND (?3 = 0 OR account_manager_id = ?3) AND (?4 = 0 OR customer_id = ?4)";

db::Query asked(db::Session& session, const std::string& sql, const NeedFilter& filter) {
  db::Query query = session.query(sql);
  query.bind(1, filter.stage ? static_cast<std::int64_t>(*filter.stage) : std::int64_t{-1});
  query.bind(2, filter.kind ? static_cast<std::int64_t>(*filter.kind) : std::int64_t{-1});
  query.bind(3, filter.account_manager_id.value_or(OfficerId{}).value);
  query.bind(4, filter.customer_id.value_or(CustomerId{}).value);
  return query;
}

std::vector<Need> rows_of(db::Query& query) {
  std::vector<Need> needs;
  while (query.step()) needs.push_back(parsed<Need>(query.text(0)));
  return needs;
}

std::vector<CaseId> linked_cases(db::Session& session, NeedId id) {
  std::vector<CaseId> found;
  auto query = session.query("SELECT case_id FROM need_case WHERE need_id = ?1 ORDER BY case_id");
  query.bind(1, id.value);
  while (query.step()) found.push_back(CaseId{query.integer(0)});
  return found;
}

}  // namespace

std::optional<Need> load_need(db::Session& session, NeedId id) {
  auto query = session.query("SELECT state FROM need WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return parsed<Need>(query.text(0));
}

Need add_need(db::Session& session, const NeedEvent& event, const NeedWriter& writer) {
  NeedId id;
  {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM need");
    query.step();
    id = NeedId{query.integer(0)};
  }
  Need before;
  before.id = id;
  return save_need(session, before, event, writer);
}

Need save_need(db::Session& session, const Need& before, const NeedEvent& event, const NeedWriter& writer) {
  const Need after = apply(before, event);
  append(session, after.id, event, writer);
  keep(session, after, writer.now);
  if (event.case_id) session.run("INSERT INTO need_case (case_id, need_id) VALUES (?1,?2)", *event.case_id, after.id);
  return after;
}

std::vector<NeedStep> need_story(db::Session& session, NeedId id) {
  std::vector<NeedStep> story;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id)))
    story.insert(story.begin(), {entry.stream_number, entry.at, OfficerId{entry.actor_id}, parsed<NeedEvent>(entry.payload)});
  return story;
}

std::vector<Need> list_needs(db::Session& session, const NeedFilter& filter, NeedId after, std::int64_t limit) {
  auto query = asked(session, std::string("SELECT state FROM need WHERE") + fits + " AND (?5 = 0 OR id < ?5) ORDER BY id DESC LIMIT ?6", filter);
  query.bind(5, after.value).bind(6, limit);
  return rows_of(query);
}

std::vector<StageFigures> stage_figures(db::Session& session, const NeedFilter& filter) {
  std::vector<StageFigures> figures;
  for (const NeedStage stage : {NeedStage::latent, NeedStage::identified, NeedStage::proposed, NeedStage::in_progress, NeedStage::realised, NeedStage::lost})
    figures.push_back({stage, 0, 0, 0, 0});
  auto query = asked(session, std::string("SELECT stage, count(*), sum(capacity_kva), sum(power_kw), sum(yearly_energy_wh) FROM need WHERE") + fits + " GROUP BY stage", filter);
  while (query.step()) {
    StageFigures& row = figures.at(static_cast<std::size_t>(query.integer(0)));
    row.count = query.integer(1);
    row.capacity_kva = query.integer(2);
    row.power_kw = query.integer(3);
    row.yearly_energy_wh = query.integer(4);
  }
  return figures;
}

std::vector<LostFigures> lost_figures(db::Session& session, const NeedFilter& filter) {
  std::vector<LostFigures> figures;
  auto query = asked(session, std::string("SELECT lost_reason, count(*), sum(capacity_kva), sum(power_kw) FROM need WHERE") + fits +
                                  " AND lost_reason <> '' GROUP BY lost_reason ORDER BY 2 DESC, 1", filter);
  while (query.step()) figures.push_back({std::string(query.text(0)), query.integer(1), query.integer(2), query.integer(3)});
  return figures;
}

std::vector<CustomerNeedSum> open_need_sums(db::Session& session, CustomerId customer) {
  std::vector<CustomerNeedSum> sums;
  auto query = session.query("SELECT customer_id, count(*), sum(power_kw), sum(capacity_kva) FROM need WHERE stage < ?1 AND (?2 = 0 OR customer_id = ?2) GROUP BY customer_id");
  query.bind(1, static_cast<std::int64_t>(NeedStage::realised)).bind(2, customer.value);
  while (query.step()) sums.push_back({CustomerId{query.integer(0)}, query.integer(1), query.integer(2), query.integer(3)});
  return sums;
}

std::vector<Need> needs_with_requests(db::Session& session, const NeedFilter& filter) {
  auto query = asked(session, std::string("SELECT state FROM need WHERE") + fits + " AND stage < ?5 AND id IN (SELECT need_id FROM need_case) ORDER BY id", filter);
  query.bind(5, static_cast<std::int64_t>(NeedStage::realised));
  return rows_of(query);
}

bool is_internal_request(db::Session& session, CaseId id) {
  auto query = session.query("SELECT 1 FROM need_case WHERE case_id = ?1");
  query.bind(1, id.value);
  return query.step();
}

std::vector<std::string> verify_need(db::Session& session, NeedId id) {
  const auto events = db::read_stream(session, stream_of(id));
  const auto stored = load_need(session, id);
  if (events.empty() || !stored) return {"events and stored need do not belong together"};
  Need rebuilt;
  rebuilt.id = id;
  for (const db::Entry& entry : events) rebuilt = apply(std::move(rebuilt), parsed<NeedEvent>(entry.payload));
  std::vector<std::string> differing;
  if (rebuilt != *stored) differing.push_back("journal " + text_of(rebuilt) + ", stored " + text_of(*stored));
  if (linked_cases(session, id) != rebuilt.case_ids) differing.push_back("internal requests: journal and links differ");
  const auto row = list_needs(session, {rebuilt.stage, rebuilt.kind, rebuilt.account_manager_id, rebuilt.customer_id}, NeedId{id.value + 1}, 1);
  if (row.empty() || row.front().id != id) differing.push_back("no row to be found by");
  return differing;
}

}  // namespace shouwen
