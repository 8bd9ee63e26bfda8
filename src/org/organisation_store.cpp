// Writing and reading the organisation: every change is a dated row and a journal entry.
#include "org/organisation_store.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "org/org_journal.h"

namespace shouwen {

namespace {

constexpr const char* office_code = "JBGS";
constexpr std::int64_t head_rank = static_cast<std::int64_t>(PostRank::head);

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
      "SELECT u.id, t.parent_id, u.code, t.name, u.kind, t.phone, t.area, u.is_bureau_office,"
      " (SELECT p.officer_id FROM post p WHERE p.unit_id = u.id AND p.rank = ?2 AND p.valid_from <= ?1"
      "  AND (p.valid_to IS NULL OR p.valid_to > ?1) ORDER BY p.id DESC LIMIT 1)"
      " FROM unit u JOIN unit_term t ON t.id = (SELECT max(x.id) FROM unit_term x WHERE x.unit_id = u.id AND x.valid_from <= ?1 AND"
      "  (x.valid_to IS NULL OR x.valid_to > ?1)) ORDER BY u.id");
  query.bind(1, at.seconds).bind(2, head_rank);
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
      "  d.valid_to > ?1) ORDER BY d.id DESC LIMIT 1), p.valid_to, p.rank"
      " FROM officer o LEFT JOIN post p ON p.id = (SELECT max(q.id) FROM post q WHERE q.officer_id = o.id AND"
      "  q.valid_from <= ?1 AND"
      "  (q.valid_to IS NULL OR q.valid_to > q.valid_from)) WHERE o.valid_from <= ?1 ORDER BY o.id");
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
    if (in_post) {
      officer.roles = split_words(query.text(7));
      officer.rank = static_cast<PostRank>(query.integer(10));
    }
    officer.deputy_id = OfficerId{query.integer(8)};
    if (const auto found = absences.find(officer.id.value); found != absences.end()) officer.absences = found->second;
    officers.push_back(std::move(officer));
  }
  return officers;
}

/// Ends what runs at `from`; what was planned for later never begins.
void end_posts(db::Session& session, OfficerId officer, Instant from) {
  session.run("UPDATE post SET valid_to = max(valid_from, ?2) WHERE officer_id = ?1 AND (valid_to IS NULL OR valid_to > ?2)", officer, from);
}

void write_post(db::Session& session, OfficerId officer, const NewOfficer& post, UnitId unit, Instant now) {
  const Instant from = post.from.value_or(now);
  end_posts(session, officer, from);
  if (post.rank == PostRank::head) {
    // The earlier head stays in the unit, in the same post but no longer as its head.
    auto head = session.query("SELECT officer_id, name, roles FROM post WHERE unit_id = ?1 AND rank = ?3 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2)");
    head.bind(1, unit.value).bind(2, from.seconds).bind(3, head_rank);
    if (head.step()) {
      const OfficerId earlier{head.integer(0)};
      const std::string name(head.text(1)), roles(head.text(2));
      end_posts(session, earlier, from);
      session.run("INSERT INTO post (id, officer_id, unit_id, name, roles, rank, valid_from, known_at) VALUES (?1,?2,?3,?4,?5,0,?6,?7)",
                  next_org_id(session, "post"), earlier, unit, name, roles, from, now);
    }
  }
  session.run("INSERT INTO post (id, officer_id, unit_id, name, roles, rank, valid_from, known_at) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
              next_org_id(session, "post"), officer, unit, post.post_name, join_words(post.roles), static_cast<std::int64_t>(post.rank), from, now);
}

}  // namespace

Organisation load_organisation(db::Session& session, Instant at) { return {load_units(session, at), load_officers(session, at)}; }

Result<UnitId> add_unit(db::Session& session, const NewUnit& unit, OfficerId actor, Instant now) {
  if (unit.code.empty() || unit.name.empty()) return Refusal{"add_unit.code_or_name_missing", "art.4", "/code", {}};
  if (unit_id(session, unit.code)) return Refusal{"add_unit.code_taken", "art.4", "/code", {{"code", unit.code}}};
  const UnitId parent = unit.parent_code.empty() ? UnitId{} : unit_id(session, unit.parent_code);
  if (!unit.parent_code.empty() && !parent) return Refusal{"add_unit.unknown_parent", "art.4", "/parent_code", {{"code", unit.parent_code}}};
  const UnitId id{next_org_id(session, "unit")};
  session.run("INSERT INTO unit (id, parent_id, code, name, kind, phone, area, is_bureau_office, valid_from, known_at) VALUES"
              " (?1,?2,?3,?4,?5,?6,?7,?8,?9,?9)",
              id, parent, unit.code, unit.name, static_cast<std::int64_t>(unit.kind), unit.phone,
              unit.area ? std::optional(static_cast<std::int64_t>(*unit.area)) : std::nullopt, unit.code == office_code, now);
  session.run("INSERT INTO unit_term (unit_id, parent_id, name, phone, area, valid_from, known_at) SELECT id, parent_id, name, phone, area, valid_from, known_at"
              " FROM unit WHERE id = ?1",
              id);
  journal_org(session, "unit_added", OrgFacts().add("unit_id", id.value).add("code", unit.code).add("name", unit.name), actor, now);
  return id;
}

Result<OfficerId> add_officer(db::Session& session, const NewOfficer& officer, OfficerId actor, Instant now) {
  if (officer.code.empty() || officer.name.empty()) return Refusal{"add_officer.code_or_name_missing", "art.4", "/code", {}};
  if (id_of(session, "SELECT id FROM officer WHERE code = ?1", officer.code) != 0)
    return Refusal{"add_officer.code_taken", "art.4", "/code", {{"code", officer.code}}};
  const UnitId unit = unit_id(session, officer.unit_code);
  if (!unit) return Refusal{"add_officer.unknown_unit", "art.4", "/unit_code", {{"code", officer.unit_code}}};
  const OfficerId id{next_org_id(session, "officer")};
  session.run("INSERT INTO officer (id, code, name, phone, valid_from, known_at) VALUES (?1,?2,?3,?4,?5,?5)", id, officer.code,
              officer.name, normalise_phone(officer.phone), now);
  write_post(session, id, officer, unit, now);
  journal_org(session, "officer_added",
          OrgFacts().add("officer_id", id.value).add("code", officer.code).add("unit_id", unit.value).add("roles", join_words(officer.roles)),
          actor, now);
  return id;
}

Verdict appoint(db::Session& session, OfficerId officer, const NewOfficer& post, OfficerId actor, Instant now) {
  if (!officer_is_active(session, officer)) return Refusal{"appoint.unknown_officer", "art.4", "/officer_id", {}};
  const UnitId unit = unit_id(session, post.unit_code);
  if (!unit) return Refusal{"appoint.unknown_unit", "art.4", "/unit_code", {{"code", post.unit_code}}};
  if (post.from && *post.from < now) return Refusal{"appoint.into_the_past", "art.4", "/from", {}};
  write_post(session, officer, post, unit, now);
  journal_org(session, "appointed",
              OrgFacts()
                  .add("officer_id", officer.value)
                  .add("unit_id", unit.value)
                  .add("post", post.post_name)
                  .add("roles", join_words(post.roles))
                  .add("from", to_iso(post.from.value_or(now))),
              actor, now);
  return Done{};
}

Verdict end_officer(db::Session& session, OfficerId officer, OfficerId actor, Instant now) {
  if (!officer_is_active(session, officer)) return Refusal{"end_officer.unknown_officer", "art.4", "", {}};
  if (officer == actor) return Refusal{"end_officer.yourself", "art.4", "", {}};
  session.run("UPDATE officer SET valid_to = ?2 WHERE id = ?1", officer, now);
  end_posts(session, officer, now);
  session.run("DELETE FROM session WHERE officer_id = ?1", officer);
  journal_org(session, "officer_ended", OrgFacts().add("officer_id", officer.value), actor, now);
  return Done{};
}

Verdict set_deputy(db::Session& session, OfficerId officer, OfficerId deputy, OfficerId actor, Instant now) {
  if (!officer_is_active(session, officer) || !officer_is_active(session, deputy)) return Refusal{"set_deputy.unknown_officer", "art.4", "/deputy_id", {}};
  if (officer == deputy) return Refusal{"set_deputy.yourself", "art.4", "/deputy_id", {}};
  session.run("UPDATE deputy SET valid_to = ?2 WHERE officer_id = ?1 AND valid_to IS NULL", officer, now);
  session.run("INSERT INTO deputy (id, officer_id, deputy_id, valid_from, known_at) VALUES (?1,?2,?3,?4,?4)", next_org_id(session, "deputy"),
              officer, deputy, now);
  journal_org(session, "deputy_set", OrgFacts().add("officer_id", officer.value).add("deputy_id", deputy.value), actor, now);
  return Done{};
}

Verdict record_absence(db::Session& session, OfficerId officer, Absence absence, const std::string& reason, OfficerId actor, Instant now) {
  if (!officer_is_active(session, officer)) return Refusal{"record_absence.unknown_officer", "art.4", "", {}};
  if (absence.to <= absence.from) return Refusal{"record_absence.ends_before_it_starts", "art.4", "/to", {}};
  auto other = session.query("SELECT from_at, to_at FROM absence WHERE officer_id = ?1 AND ended_at IS NULL AND from_at < ?3 AND to_at > ?2 LIMIT 1");
  other.bind(1, officer.value).bind(2, absence.from.seconds).bind(3, absence.to.seconds);
  if (other.step())
    return Refusal{"record_absence.overlaps", "art.4", "/from", {{"from", to_iso(Instant{other.integer(0)}).substr(0, 10)}, {"to", to_iso(Instant{other.integer(1)}).substr(0, 10)}}};
  session.run("INSERT INTO absence (id, officer_id, from_at, to_at, reason, known_at) VALUES (?1,?2,?3,?4,?5,?6)", next_org_id(session, "absence"),
              officer, absence.from, absence.to, reason, now);
  journal_org(session, "absence_recorded",
          OrgFacts().add("officer_id", officer.value).add("from", to_iso(absence.from)).add("to", to_iso(absence.to)), actor, now);
  return Done{};
}

Verdict end_absence(db::Session& session, OfficerId officer, OfficerId actor, Instant now) {
  session.run("UPDATE absence SET ended_at = ?2 WHERE officer_id = ?1 AND ended_at IS NULL AND from_at <= ?2 AND to_at > ?2", officer, now);
  if (session.changes() == 0) return Refusal{"end_absence.none_running", "art.4", "", {}};
  journal_org(session, "absence_ended", OrgFacts().add("officer_id", officer.value), actor, now);
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
