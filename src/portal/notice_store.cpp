// Rows of notices: dated, ended but never edited; each change in the journal. All SQL of it.
#include "db/journal.h"
#include "json/print.h"
#include "portal/notice.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* columns = "id, title_zh, body_zh, title_en, body_en, valid_from, valid_to, author_id, known_at, ended_at";

Notice read_row(const db::Query& q) {
  Notice row{q.integer(0), std::string(q.text(1)), std::string(q.text(2)), std::string(q.text(3)), std::string(q.text(4)), Instant{q.integer(5)},
             Instant{q.integer(6)}, OfficerId{q.integer(7)}, Instant{q.integer(8)}, {}};
  if (!q.is_null(9)) row.ended_at = Instant{q.integer(9)};
  return row;
}

void journal(db::Session& session, const char* kind, std::string payload, OfficerId officer, Instant now) {
  db::NewEntry entry;
  entry.stream = "notice";
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = now;
  entry.actor_id = officer.value;
  entry.kind = kind;
  entry.clause = clause::art_8;
  entry.payload = std::move(payload);
  db::append(session, {entry});
}

std::string payload_of(std::int64_t id, const Notice& notice) {
  std::string text = "{\"notice_id\":" + std::to_string(id);
  const auto add = [&text](const char* name, const std::string& value) {
    text += std::string(",\"") + name + "\":";
    json::print_string(text, value);
  };
  add("title_zh", notice.title_zh);
  add("body_zh", notice.body_zh);
  add("title_en", notice.title_en);
  add("body_en", notice.body_en);
  add("valid_from", to_iso(notice.valid_from));
  add("valid_to", to_iso(notice.valid_to));
  return text + '}';
}

}  // namespace

Verdict check_notice(const Notice& notice, Instant now) {
  if (notice.valid_to <= notice.valid_from) return Refusal{"notice.ends_before_it_begins", clause::art_8, "/valid_to", {}};
  if (notice.valid_to <= now) return Refusal{"notice.over_already", clause::art_8, "/valid_to", {}};
  if (notice.title_en.empty() != notice.body_en.empty())
    return Refusal{"notice.half_translated", clause::art_8, notice.title_en.empty() ? "/title_en" : "/body_en", {}};
  return Done{};
}

std::int64_t add_notice(db::Session& session, const Notice& notice) {
  session.run("INSERT INTO notice (title_zh, body_zh, title_en, body_en, valid_from, valid_to, author_id, known_at) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
              notice.title_zh, notice.body_zh, notice.title_en, notice.body_en, notice.valid_from, notice.valid_to, notice.author_id, notice.known_at);
  const std::int64_t id = session.last_insert_id();
  journal(session, "notice_published", payload_of(id, notice), notice.author_id, notice.known_at);
  return id;
}

Verdict end_notice(db::Session& session, std::int64_t id, OfficerId officer, Instant now) {
  {
    auto known = session.query("SELECT ended_at, valid_to FROM notice WHERE id = ?1");
    known.bind(1, id);
    if (!known.step()) return Refusal{"notice.unknown", "", "", {}};
    if (!known.is_null(0) || known.integer(1) <= now.seconds) return Refusal{"notice.ended_already", "", "", {}};
  }
  session.run("UPDATE notice SET ended_at = ?2 WHERE id = ?1", id, now);
  journal(session, "notice_ended", "{\"notice_id\":" + std::to_string(id) + "}", officer, now);
  return Done{};
}

std::vector<Notice> list_notices(db::Session& session, std::int64_t before, std::int64_t limit) {
  auto query = session.query(std::string("SELECT ") + columns + " FROM notice WHERE ?1 = 0 OR id < ?1 ORDER BY id DESC LIMIT ?2");
  query.bind(1, before).bind(2, limit);
  std::vector<Notice> rows;
  while (query.step()) rows.push_back(read_row(query));
  return rows;
}

std::vector<Notice> shown_notices(db::Session& session, Instant at, std::int64_t limit) {
  auto query = session.query(std::string("SELECT ") + columns +
                             " FROM notice WHERE valid_to > ?1 AND valid_from <= ?1 AND ended_at IS NULL ORDER BY valid_from DESC, id DESC LIMIT ?2");
  query.bind(1, at.seconds).bind(2, limit);
  std::vector<Notice> rows;
  while (query.step()) rows.push_back(read_row(query));
  return rows;
}

}  // namespace shouwen
