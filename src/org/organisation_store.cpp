// Writing and reading the organisation: every change is a dated row and a journal entry.
#include "org/organisation_store.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "db/journal.h"
#include "json/print.h"

namespace shouwen {

namespace {

constexpr const char* office_code = "JBGS";

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string join_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::int64_t id_of(db::Session& session, std::string_view sql, std::string_view code) {
  auto query = session.query(sql);
  query.bind(1, code);
  return query.step() ? query.integer(0) : 0;
}

UnitId unit_id(db::Session& session, std::string_view code) {
  return UnitId{id_of(session, "SELECT id FROM unit WHERE code = ?1 AND valid_to IS NULL", code)};
}

std::int64_t next_id(db::Session& session, const char* table) {
  auto query = session.query(std::string("SELECT max(id) FROM ") + table);
  query.step();
  return query.integer(0) + 1;
}

bool officer_exists(db::Session& session, OfficerId id) {
  auto query = session.query("SELECT 1 FROM officer WHERE id = ?1 AND valid_to IS NULL");
  query.bind(1, id.value);
  return query.step();
}

/// {"what":"…","id":…} and so on: small, readable facts.
class Payload {
 public:
  Payload& add(const char* name, std::string_view text) {
    key(name);
    json::print_string(text_, text);
    return *this;
  }
  Payload& add(const char* name, std::int64_t number) {
    key(name);
    text_ += std::to_string(number);
    return *this;
  }
  std::string done() const { return text_ + '}'; }

 private:
  void key(const char* name) {
    text_ += text_.size() > 1 ? ",\"" : "\"";
    text_ += name;
    text_ += "\":";
  }
  std::string text_ = "{";
};

void journal(db::Session& session, const char* kind, const Payload& payload, OfficerId actor, Instant now) {
  db::NewEntry entry;
  entry.stream = "org";
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = now;
  entry.actor_id = actor.value;
  entry.kind = kind;
  entry.clause = "art.4";
  entry.payload = payload.done();
  db::append(session, {entry});
}

std::map<std::int64_t, std::vector<Absence>> load_absences(db::Session& session) {
  std::map<std::int64_t, std::vector<Absence>> absences;
  auto query = session.query("SELECT officer_id, from_at, to_at, ended_at FROM absence ORDER BY id");
  while (query.step()) {
    const Instant to{query.is_null(3) ? query.integer(2) : std::min(query.integer(2), query.integer(3))};
    absences[query.integer(0)].push_back({Instant{query.integer(1)}, to});
  }
  return absences;
}

std::vector<Unit> load_units(db::Session& session, Instant at) {
  std::vector<Unit> units;
  auto query = session.query(
      "SELECT u.id, u.parent_id, u.code, u.name, u.kind, u.phone, u.area, u.is_bureau_office,"
      " (SELECT p.officer_id FROM post p WHERE p.unit_id = u.id AND p.is_head = 1 AND p.valid_from <= ?1"
      "  AND (p.valid_to IS NULL OR p.valid_to > ?1) ORDER BY p.id DESC LIMIT 1)"
      " FROM unit u WHERE u.valid_from <= ?1 AND (u.valid_to IS NULL OR u.valid_to > ?1) ORDER BY u.id");
  query.bind(1, at.seconds);
  while (query.step()) {
    Unit unit;
    unit.id = UnitId{query.integer(0)};
    unit.parent_id = UnitId{query.integer(1)};
    unit.code = query.text(2);
    unit.name = query.text(3);
    unit.kind = static_cast<UnitKind>(query.integer(4));
    unit.phone = query.text(5);
    if (!query.is_null(6)) unit.area = static_cast<Area>(query.integer(6));
    unit.is_bureau_office = query.integer(7) != 0;
    unit.head_id = OfficerId{query.integer(8)};
    units.push_back(std::move(unit));
  }
  return units;
}

std::vector<Officer> load_officers(db::Session& session, Instant at) {
  const auto absences = load_absences(session);
  std::vector<Officer> officers;
  auto query = session.query(
      "SELECT o.id, o.code, o.name, o.phone, o.valid_to, p.unit_id, p.name, p.roles,"
      " (SELECT d.deputy_id FROM deputy d WHERE d.officer_id = o.id AND d.valid_from <= ?1 AND (d.valid_to IS NULL OR"
      "  d.valid_to > ?1) ORDER BY d.id DESC LIMIT 1), p.valid_to"
      " FROM officer o LEFT JOIN post p ON p.id = (SELECT max(q.id) FROM post q WHERE q.officer_id = o.id AND"
      "  q.valid_from <= ?1) WHERE o.valid_from <= ?1 ORDER BY o.id");
  query.bind(1, at.seconds);
  while (query.step()) {
    Officer officer;
    officer.id = OfficerId{query.integer(0)};
    officer.code = query.text(1);
    officer.name = query.text(2);
    officer.phone = query.text(3);
    officer.active = query.is_null(4) || query.integer(4) > at.seconds;
    officer.unit_id = UnitId{query.integer(5)};
    officer.post_name = query.text(6);
    const bool in_post = query.is_null(9) || query.integer(9) > at.seconds;
    if (in_post) officer.roles = split_words(query.text(7));
    officer.deputy_id = OfficerId{query.integer(8)};
    if (const auto found = absences.find(officer.id.value); found != absences.end()) officer.absences = found->second;
    officers.push_back(std::move(officer));
  }
  return officers;
}

void write_post(db::Session& session, OfficerId officer, const NewOfficer& post, UnitId unit, Instant now) {
  session.run("UPDATE post SET valid_to = ?2 WHERE officer_id = ?1 AND valid_to IS NULL", officer, now);
  if (post.is_head) {
    // The earlier head stays in the unit, in the same post but no longer as its head.
    auto head = session.query("SELECT id, officer_id, name, roles FROM post WHERE unit_id = ?1 AND is_head = 1 AND valid_to IS NULL");
    head.bind(1, unit.value);
    if (head.step()) {
      session.run("INSERT INTO post (id, officer_id, unit_id, name, roles, is_head, valid_from, known_at) VALUES (?1,?2,?3,?4,?5,0,?6,?6)",
                  next_id(session, "post"), head.integer(1), unit, head.text(2), head.text(3), now);
      session.run("UPDATE post SET valid_to = ?2 WHERE id = ?1", head.integer(0), now);
    }
  }
  session.run("INSERT INTO post (id, officer_id, unit_id, name, roles, is_head, valid_from, known_at) VALUES (?1,?2,?3,?4,?5,?6,?7,?7)",
              next_id(session, "post"), officer, unit, post.post_name, join_words(post.roles), post.is_head, now);
}

}  // namespace

Organisation load_organisation(db::Session& session, Instant at) { return {load_units(session, at), load_officers(session, at)}; }

Result<UnitId> add_unit(db::Session& session, const NewUnit& unit, OfficerId actor, Instant now) {
  if (unit.code.empty() || unit.name.empty()) return Refusal{"add_unit.code_or_name_missing", "art.4", "/code", {}};
  if (unit_id(session, unit.code)) return Refusal{"add_unit.code_taken", "art.4", "/code", {{"code", unit.code}}};
  const UnitId parent = unit.parent_code.empty() ? UnitId{} : unit_id(session, unit.parent_code);
  if (!unit.parent_code.empty() && !parent) return Refusal{"add_unit.unknown_parent", "art.4", "/parent_code", {{"code", unit.parent_code}}};
  const UnitId id{next_id(session, "unit")};
  session.run("INSERT INTO unit (id, parent_id, code, name, kind, phone, area, is_bureau_office, valid_from, known_at) VALUES"
              " (?1,?2,?3,?4,?5,?6,?7,?8,?9,?9)",
              id, parent, unit.code, unit.name, static_cast<std::int64_t>(unit.kind), unit.phone,
              unit.area ? std::optional(static_cast<std::int64_t>(*unit.area)) : std::nullopt, unit.code == office_code, now);
  journal(session, "unit_added", Payload().add("unit_id", id.value).add("code", unit.code).add("name", unit.name), actor, now);
  return id;
}

Result<OfficerId> add_officer(db::Session& session, const NewOfficer& officer, OfficerId actor, Instant now) {
  if (officer.code.empty() || officer.name.empty()) return Refusal{"add_officer.code_or_name_missing", "art.4", "/code", {}};
  if (id_of(session, "SELECT id FROM officer WHERE code = ?1", officer.code) != 0)
    return Refusal{"add_officer.code_taken", "art.4", "/code", {{"code", officer.code}}};
  const UnitId unit = unit_id(session, officer.unit_code);
  if (!unit) return Refusal{"add_officer.unknown_unit", "art.4", "/unit_code", {{"code", officer.unit_code}}};
  const OfficerId id{next_id(session, "officer")};
  session.run("INSERT INTO officer (id, code, name, phone, valid_from, known_at) VALUES (?1,?2,?3,?4,?5,?5)", id, officer.code,
              officer.name, normalise_phone(officer.phone), now);
  write_post(session, id, officer, unit, now);
  journal(session, "officer_added",
          Payload().add("officer_id", id.value).add("code", officer.code).add("unit_id", unit.value).add("roles", join_words(officer.roles)),
          actor, now);
  return id;
}

Verdict appoint(db::Session& session, OfficerId officer, const NewOfficer& post, OfficerId actor, Instant now) {
  if (!officer_exists(session, officer)) return Refusal{"appoint.unknown_officer", "art.4", "/officer_id", {}};
  const UnitId unit = unit_id(session, post.unit_code);
  if (!unit) return Refusal{"appoint.unknown_unit", "art.4", "/unit_code", {{"code", post.unit_code}}};
  write_post(session, officer, post, unit, now);
  journal(session, "appointed",
          Payload().add("officer_id", officer.value).add("unit_id", unit.value).add("post", post.post_name).add("roles", join_words(post.roles)),
          actor, now);
  return Done{};
}

Verdict end_officer(db::Session& session, OfficerId officer, OfficerId actor, Instant now) {
  if (!officer_exists(session, officer)) return Refusal{"end_officer.unknown_officer", "art.4", "", {}};
  if (officer == actor) return Refusal{"end_officer.yourself", "art.4", "", {}};
  session.run("UPDATE officer SET valid_to = ?2 WHERE id = ?1", officer, now);
  session.run("UPDATE post SET valid_to = ?2 WHERE officer_id = ?1 AND valid_to IS NULL", officer, now);
  session.run("DELETE FROM session WHERE officer_id = ?1", officer);
  journal(session, "officer_ended", Payload().add("officer_id", officer.value), actor, now);
  return Done{};
}

Verdict set_deputy(db::Session& session, OfficerId officer, OfficerId deputy, OfficerId actor, Instant now) {
  if (!officer_exists(session, officer) || !officer_exists(session, deputy)) return Refusal{"set_deputy.unknown_officer", "art.4", "/deputy_id", {}};
  if (officer == deputy) return Refusal{"set_deputy.yourself", "art.4", "/deputy_id", {}};
  session.run("UPDATE deputy SET valid_to = ?2 WHERE officer_id = ?1 AND valid_to IS NULL", officer, now);
  session.run("INSERT INTO deputy (id, officer_id, deputy_id, valid_from, known_at) VALUES (?1,?2,?3,?4,?4)", next_id(session, "deputy"),
              officer, deputy, now);
  journal(session, "deputy_set", Payload().add("officer_id", officer.value).add("deputy_id", deputy.value), actor, now);
  return Done{};
}

Verdict record_absence(db::Session& session, OfficerId officer, Absence absence, const std::string& reason, OfficerId actor, Instant now) {
  if (!officer_exists(session, officer)) return Refusal{"record_absence.unknown_officer", "art.4", "", {}};
  if (absence.to <= absence.from) return Refusal{"record_absence.ends_before_it_starts", "art.4", "/to", {}};
  session.run("INSERT INTO absence (id, officer_id, from_at, to_at, reason, known_at) VALUES (?1,?2,?3,?4,?5,?6)", next_id(session, "absence"),
              officer, absence.from, absence.to, reason, now);
  journal(session, "absence_recorded",
          Payload().add("officer_id", officer.value).add("from", to_iso(absence.from)).add("to", to_iso(absence.to)), actor, now);
  return Done{};
}

Verdict end_absence(db::Session& session, OfficerId officer, OfficerId actor, Instant now) {
  session.run("UPDATE absence SET ended_at = ?2 WHERE officer_id = ?1 AND ended_at IS NULL AND from_at <= ?2 AND to_at > ?2", officer, now);
  if (session.changes() == 0) return Refusal{"end_absence.none_running", "art.4", "", {}};
  journal(session, "absence_ended", Payload().add("officer_id", officer.value), actor, now);
  return Done{};
}

void set_bureau(db::Session& session, const std::string& name, Instant now) {
  session.run("INSERT INTO bureau (id, name, created_at) VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET name = excluded.name", name, now);
}

std::string bureau_name(db::Session& session) {
  auto query = session.query("SELECT name FROM bureau");
  return query.step() ? std::string(query.text(0)) : "";
}

}  // namespace shouwen
