// Every change of a proposal is an event; the state beside it is what the events give.
#include "improvements/improvement_store.h"

#include "base/check.h"
#include "db/journal.h"
#include "improvements/improvement_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::string stream_of(ImprovementId id) { return "improvement/" + std::to_string(id.value); }

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

void verify_one(db::Session& session, ImprovementId id, std::vector<std::string>& differences) {
  Improvement rebuilt;
  rebuilt.id = id;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id))) rebuilt = apply(std::move(rebuilt), parsed<ImprovementEvent>(entry.payload));
  auto query = session.query("SELECT state FROM improvement WHERE id = ?1 AND version = ?2 AND proposed_by_id = ?3 AND stage = ?4 AND clause = ?5 AND proposed_on = ?6");
  query.bind(1, id.value).bind(2, rebuilt.version).bind(3, rebuilt.proposed_by_id.value).bind(4, static_cast<std::int64_t>(rebuilt.state));
  query.bind(5, rebuilt.clause.value).bind(6, std::int64_t{rebuilt.proposed_on.days});
  if (!query.step() || parsed<Improvement>(query.text(0)) != rebuilt) differences.push_back(stream_of(id) + ": journal " + text_of(rebuilt) + " differs from what is stored");
}

}  // namespace

std::optional<Improvement> load_improvement(db::Session& session, ImprovementId id) {
  auto query = session.query("SELECT state FROM improvement WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return parsed<Improvement>(query.text(0));
}

Improvement add_improvement(db::Session& session, const ImprovementEvent& event, const ImprovementWriter& writer) {
  Improvement before;
  {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM improvement");
    query.step();
    before.id = ImprovementId{query.integer(0)};
  }
  return save_improvement(session, before, event, writer);
}

Improvement save_improvement(db::Session& session, const Improvement& before, const ImprovementEvent& event, const ImprovementWriter& writer) {
  const Improvement after = apply(before, event);
  db::NewEntry entry;
  entry.stream = stream_of(after.id);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_11_6_1;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = text_of(event);
  db::append(session, {entry});
  session.run("INSERT INTO improvement (id, version, proposed_by_id, stage, clause, proposed_on, changed_at, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)"
              " ON CONFLICT (id) DO UPDATE SET version=excluded.version, stage=excluded.stage, changed_at=excluded.changed_at, state=excluded.state",
              after.id, after.version, after.proposed_by_id, static_cast<std::int64_t>(after.state), after.clause.value, std::int64_t{after.proposed_on.days}, writer.now,
              text_of(after));
  return after;
}

std::vector<Improvement> list_improvements(db::Session& session, Date from, Date to) {
  auto query = session.query("SELECT state FROM improvement WHERE proposed_on <= ?2 AND (proposed_on >= ?1 OR stage = ?3) ORDER BY id DESC");
  query.bind(1, std::int64_t{from.days}).bind(2, std::int64_t{to.days}).bind(3, static_cast<std::int64_t>(ImprovementState::proposed));
  std::vector<Improvement> found;
  while (query.step()) found.push_back(parsed<Improvement>(query.text(0)));
  return found;
}

ImprovementsVerified verify_improvements(db::Session& session) {
  ImprovementsVerified verified;
  std::vector<std::int64_t> ids;
  {
    auto query = session.query("SELECT id FROM improvement UNION SELECT stream_id FROM event WHERE stream_kind = 'improvement' ORDER BY 1");
    while (query.step()) ids.push_back(query.integer(0));
  }
  for (const std::int64_t id : ids) verify_one(session, ImprovementId{id}, verified.differences);
  verified.improvements = static_cast<std::int64_t>(ids.size());
  return verified;
}

}  // namespace shouwen
