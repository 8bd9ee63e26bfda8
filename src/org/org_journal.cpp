// Facts and entries of the organisation's journal.
#include "org/org_journal.h"

#include "db/journal.h"
#include "json/print.h"

namespace shouwen {

OrgFacts& OrgFacts::add(const char* name, std::string_view text) {
  key(name);
  json::print_string(text_, text);
  return *this;
}

OrgFacts& OrgFacts::add(const char* name, std::int64_t number) {
  key(name);
  text_ += std::to_string(number);
  return *this;
}

void OrgFacts::key(const char* name) {
  text_ += text_.size() > 1 ? ",\"" : "\"";
  text_ += name;
  text_ += "\":";
}

void journal_org(db::Session& session, const char* kind, const OrgFacts& facts, OfficerId actor, Instant now) {
  db::NewEntry entry;
  entry.stream = "org";
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = now;
  entry.actor_id = actor.value;
  entry.kind = kind;
  entry.clause = "art.4";
  entry.payload = facts.done();
  db::append(session, {entry});
}

std::int64_t next_org_id(db::Session& session, const char* table) {
  auto query = session.query(std::string("SELECT max(id) FROM ") + table);
  query.step();
  return query.integer(0) + 1;
}

bool officer_is_active(db::Session& session, OfficerId id) {
  auto query = session.query("SELECT 1 FROM officer WHERE id = ?1 AND valid_to IS NULL");
  query.bind(1, id.value);
  return query.step();
}

}  // namespace shouwen
