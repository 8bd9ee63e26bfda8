// Changing, ending and taking up again: units, officers, absences. Rows get an end and a successor; none is deleted.
#include "base/text.h"
#include "org/org_journal.h"
#include "org/organisation_store.h"

namespace shouwen {

namespace {

std::optional<std::int64_t> stored(std::optional<Area> area) { return area ? std::optional(static_cast<std::int64_t>(*area)) : std::nullopt; }

void end_term(db::Session& session, UnitId unit, Instant now) {
  session.run("UPDATE unit_term SET valid_to = ?2 WHERE unit_id = ?1 AND valid_to IS NULL", unit, now);
}

void begin_term(db::Session& session, UnitId unit, Instant now) {
  session.run("INSERT INTO unit_term (unit_id, parent_id, name, phone, area, valid_from, known_at) SELECT id, parent_id, name, phone, area, ?2, ?2 FROM unit WHERE id = ?1",
              unit, now);
}

bool unit_has_ended(db::Session& session, UnitId unit) {
  auto query = session.query("SELECT 1 FROM unit WHERE id = ?1 AND valid_to IS NOT NULL");
  query.bind(1, unit.value);
  return query.step();
}

}  // namespace

Verdict change_unit(db::Session& session, UnitId id, const UnitChange& change, OfficerId actor, Instant now) {
  const Organisation organisation = load_organisation(session, now);
  const Unit* unit = organisation.unit(id);
  if (unit == nullptr) return Refusal{"unit.unknown", "art.4", "", {}};
  if (change.name.empty()) return Refusal{"change_unit.name_missing", "art.4", "/name", {}};
  const Unit* parent = organisation.unit_by_code(change.parent_code);
  if (!change.parent_code.empty() && parent == nullptr) return Refusal{"add_unit.unknown_parent", "art.4", "/parent_code", {{"code", change.parent_code}}};
  if (parent != nullptr && organisation.is_within(parent->id, id)) return Refusal{"change_unit.below_itself", "art.4", "/parent_code", {{"name", parent->name}}};
  if (parent == nullptr && unit->parent_id) return Refusal{"change_unit.parent_missing", "art.4", "/parent_code", {}};
  session.run("UPDATE unit SET parent_id = ?2, name = ?3, phone = ?4, area = ?5 WHERE id = ?1", id, parent == nullptr ? UnitId{} : parent->id, change.name,
              change.phone, stored(change.area));
  end_term(session, id, now);
  begin_term(session, id, now);
  journal_org(session, "unit_changed",
              OrgFacts()
                  .add("unit_id", id.value)
                  .add("name_before", unit->name)
                  .add("name", change.name)
                  .add("phone_before", unit->phone)
                  .add("phone", change.phone)
                  .add("parent_before", unit->parent_id.value)
                  .add("parent", parent == nullptr ? 0 : parent->id.value),
              actor, now);
  return Done{};
}

Verdict end_unit(db::Session& session, UnitId unit, OfficerId actor, Instant now) {
  session.run("UPDATE unit SET valid_to = ?2 WHERE id = ?1 AND valid_to IS NULL", unit, now);
  if (session.changes() == 0) return Refusal{"unit.unknown", "art.4", "", {}};
  end_term(session, unit, now);
  journal_org(session, "unit_ended", OrgFacts().add("unit_id", unit.value), actor, now);
  return Done{};
}

Verdict reopen_unit(db::Session& session, UnitId unit, OfficerId actor, Instant now) {
  if (!unit_has_ended(session, unit)) return Refusal{"reopen_unit.not_ended", "art.4", "", {}};
  session.run("UPDATE unit SET valid_to = NULL WHERE id = ?1", unit);
  begin_term(session, unit, now);
  journal_org(session, "unit_reopened", OrgFacts().add("unit_id", unit.value), actor, now);
  return Done{};
}

Verdict correct_officer(db::Session& session, OfficerId officer, const std::string& name, const std::string& phone, OfficerId actor, Instant now) {
  auto query = session.query("SELECT name, phone FROM officer WHERE id = ?1");
  query.bind(1, officer.value);
  if (!query.step()) return Refusal{"officer.unknown", "art.4", "", {}};
  if (name.empty()) return Refusal{"add_officer.code_or_name_missing", "art.4", "/name", {}};
  const std::string name_before(query.text(0)), phone_before(query.text(1)), phone_after = normalise_phone(phone);
  session.run("UPDATE officer SET name = ?2, phone = ?3 WHERE id = ?1", officer, name, phone_after);
  journal_org(session, "officer_corrected",
              OrgFacts().add("officer_id", officer.value).add("name_before", name_before).add("name", name).add("phone_before", phone_before).add("phone", phone_after),
              actor, now);
  return Done{};
}

Verdict reinstate_officer(db::Session& session, OfficerId officer, const NewOfficer& post, OfficerId actor, Instant now) {
  auto query = session.query("SELECT 1 FROM officer WHERE id = ?1 AND valid_to IS NOT NULL");
  query.bind(1, officer.value);
  if (!query.step()) return Refusal{"reinstate_officer.not_ended", "art.4", "", {}};
  session.run("UPDATE officer SET valid_to = NULL WHERE id = ?1", officer);
  journal_org(session, "officer_reinstated", OrgFacts().add("officer_id", officer.value), actor, now);
  return appoint(session, officer, post, actor, now);
}

Verdict cancel_absence(db::Session& session, OfficerId officer, std::int64_t absence_id, OfficerId actor, Instant now) {
  session.run("UPDATE absence SET ended_at = max(from_at, ?3) WHERE id = ?1 AND officer_id = ?2 AND ended_at IS NULL AND to_at > ?3", absence_id, officer, now);
  if (session.changes() == 0) return Refusal{"cancel_absence.over", "art.4", "", {}};
  journal_org(session, "absence_cancelled", OrgFacts().add("officer_id", officer.value).add("absence_id", absence_id), actor, now);
  return Done{};
}

void record_password_reset(db::Session& session, OfficerId officer, OfficerId actor, Instant now) {
  journal_org(session, "password_reset", OrgFacts().add("officer_id", officer.value), actor, now);
}

}  // namespace shouwen
