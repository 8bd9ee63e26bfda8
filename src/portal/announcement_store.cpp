// Rows of announcements: dated, ended but never edited; each change in the journal. All SQL of it.
#include "db/journal.h"
#include "json/print.h"
#include "portal/announcement.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* columns = "id, title_zh, body_zh, title_en, body_en, valid_from, valid_to, author_id, known_at, ended_at";

Announcement read_row(const db::Query& q) {
  Announcement row{q.integer(0), std::string(q.text(1)), std::string(q.text(2)), std::string(q.text(3)), std::string(q.text(4)), Instant{q.integer(5)},
             Instant{q.integer(6)}, OfficerId{q.integer(7)}, Instant{q.integer(8)}, {}};
  if (!q.is_null(9)) row.ended_at = Instant{q.integer(9)};
  return row;
}

void journal(db::Session& session, const char* kind, std::string payload, OfficerId officer, Instant now) {
  db::NewEntry entry;
  entry.stream = "announcement";
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = now;
  entry.actor_id = officer.value;
  entry.kind = kind;
  entry.clause = clause::art_8;
  entry.payload = std::move(payload);
  db::append(session, {entry});
}

std::string payload_of(std::int64_t id, const Announcement& announcement) {
  std::string text = "{\"announcement_id\":" + std::to_string(id);
  const auto add = [&text](const char* name, const std::string& value) {
    text += std::string(",\"") + name + "\":";
    json::print_string(text, value);
  };
  add("title_zh", announcement.title_zh);
  add("body_zh", announcement.body_zh);
  add("title_en", announcement.title_en);
  add("body_en", announcement.body_en);
  add("valid_from", to_iso(announcement.valid_from));
  add("valid_to", to_iso(announcement.valid_to));
  return text + '}';
}

}  // namespace

Verdict check_announcement(const Announcement& announcement, Instant now) {
  if (announcement.valid_to <= announcement.valid_from) return Refusal{"announcement.ends_before_it_begins", clause::art_8, "/valid_to", {}};
  if (announcement.valid_to <= now) return Refusal{"announcement.over_already", clause::art_8, "/valid_to", {}};
  if (announcement.title_en.empty() != announcement.body_en.empty())
    return Refusal{"announcement.half_translated", clause::art_8, announcement.title_en.empty() ? "/title_en" : "/body_en", {}};
  return Done{};
}

std::int64_t add_announcement(db::Session& session, const Announcement& announcement) {
  session.run("INSERT INTO announcement (title_zh, body_zh, title_en, body_en, valid_from, valid_to, author_id, known_at) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
              announcement.title_zh, announcement.body_zh, announcement.title_en, announcement.body_en, announcement.valid_from, announcement.valid_to, announcement.author_id, announcement.known_at);
  const std::int64_t id = session.last_insert_id();
  journal(session, "announcement_published", payload_of(id, announcement), announcement.author_id, announcement.known_at);
  return id;
}

Verdict end_announcement(db::Session& session, std::int64_t id, OfficerId officer, Instant now) {
  {
    auto known = session.query("SELECT ended_at, valid_to FROM announcement WHERE id = ?1");
    known.bind(1, id);
    if (!known.step()) return Refusal{"announcement.unknown", "", "", {}};
    if (!known.is_null(0) || known.integer(1) <= now.seconds) return Refusal{"announcement.ended_already", "", "", {}};
  }
  session.run("UPDATE announcement SET ended_at = ?2 WHERE id = ?1", id, now);
  journal(session, "announcement_ended", "{\"announcement_id\":" + std::to_string(id) + "}", officer, now);
  return Done{};
}

std::vector<Announcement> list_announcements(db::Session& session, std::int64_t before, std::int64_t limit) {
  auto query = session.query(std::string("SELECT ") + columns + " FROM announcement WHERE ?1 = 0 OR id < ?1 ORDER BY id DESC LIMIT ?2");
  query.bind(1, before).bind(2, limit);
  std::vector<Announcement> rows;
  while (query.step()) rows.push_back(read_row(query));
  return rows;
}

std::vector<Announcement> published_announcements(db::Session& session, Instant at, std::int64_t limit) {
  // One taken down before it was ever shown was never published.
  auto query = session.query(std::string("SELECT ") + columns +
                             " FROM announcement WHERE valid_from <= ?1 AND (ended_at IS NULL OR ended_at > valid_from) ORDER BY valid_from DESC, id DESC LIMIT ?2");
  query.bind(1, at.seconds).bind(2, limit);
  std::vector<Announcement> rows;
  while (query.step()) rows.push_back(read_row(query));
  return rows;
}

std::vector<Announcement> shown_announcements(db::Session& session, Instant at, std::int64_t limit) {
  auto query = session.query(std::string("SELECT ") + columns +
                             " FROM announcement WHERE valid_to > ?1 AND valid_from <= ?1 AND ended_at IS NULL ORDER BY valid_from DESC, id DESC LIMIT ?2");
  query.bind(1, at.seconds).bind(2, limit);
  std::vector<Announcement> rows;
  while (query.step()) rows.push_back(read_row(query));
  return rows;
}

}  // namespace shouwen
