// Writing and reading shifts; each change is a journal entry.
#include "org/roster_store.h"

#include "org/org_journal.h"

namespace shouwen {

namespace {

constexpr const char* columns = "SELECT id, unit_id, officer_id, from_at, min(to_at, coalesce(ended_at, to_at)), duty FROM duty_shift";

DutyShift shift_of(const db::Query& query) {
  return {query.integer(0), UnitId{query.integer(1)}, OfficerId{query.integer(2)}, Instant{query.integer(3)}, Instant{query.integer(4)}, std::string(query.text(5))};
}

bool unit_is_there(db::Session& session, UnitId unit) {
  auto query = session.query("SELECT 1 FROM unit WHERE id = ?1 AND valid_to IS NULL");
  query.bind(1, unit.value);
  return query.step();
}

}  // namespace

std::vector<DutyShift> shifts_between(db::Session& session, Instant from, Instant to) {
  static const std::string sql = std::string(columns) + " WHERE to_at > ?1 AND from_at < ?2 AND (ended_at IS NULL OR ended_at > max(from_at, ?1)) ORDER BY from_at, id";
  auto query = session.query(sql);
  query.bind(1, from.seconds).bind(2, to.seconds);
  std::vector<DutyShift> shifts;
  while (query.step()) shifts.push_back(shift_of(query));
  return shifts;
}

std::vector<DutyShift> shifts_at(db::Session& session, Instant at) { return shifts_between(session, at, at.plus_seconds(1)); }

std::optional<DutyShift> find_shift(db::Session& session, std::int64_t id) {
  static const std::string sql = std::string(columns) + " WHERE id = ?1";
  auto query = session.query(sql);
  query.bind(1, id);
  return query.step() ? std::optional(shift_of(query)) : std::nullopt;
}

Result<std::int64_t> plan_shift(db::Session& session, const DutyShift& shift, OfficerId actor, Instant now) {
  if (!unit_is_there(session, shift.unit_id)) return Refusal{"plan_shift.unknown_unit", "art.4", "/unit_id", {}};
  if (!officer_is_active(session, shift.officer_id)) return Refusal{"plan_shift.unknown_officer", "art.4", "/officer_id", {}};
  if (shift.to <= shift.from) return Refusal{"plan_shift.ends_before_it_starts", "art.4", "/to", {}};
  for (const DutyShift& other : shifts_between(session, shift.from, shift.to))
    if (other.officer_id == shift.officer_id)
      return Refusal{"plan_shift.overlaps", "art.4", "/from", {{"from", to_iso(other.from).substr(0, 16)}, {"to", to_iso(other.to).substr(0, 16)}}};
  const std::int64_t id = next_org_id(session, "duty_shift");
  session.run("INSERT INTO duty_shift (id, unit_id, officer_id, from_at, to_at, duty, planned_by, known_at) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)", id, shift.unit_id,
              shift.officer_id, shift.from, shift.to, shift.duty, actor, now);
  journal_org(session, "shift_planned",
              OrgFacts().add("shift_id", id).add("unit_id", shift.unit_id.value).add("officer_id", shift.officer_id.value).add("from", to_iso(shift.from)).add("to", to_iso(shift.to)),
              actor, now);
  return id;
}

Verdict end_shift(db::Session& session, std::int64_t id, OfficerId actor, Instant now) {
  session.run("UPDATE duty_shift SET ended_at = max(from_at, ?2) WHERE id = ?1 AND ended_at IS NULL AND to_at > ?2", id, now);
  if (session.changes() == 0) return Refusal{"end_shift.over", "art.4", "", {}};
  journal_org(session, "shift_ended", OrgFacts().add("shift_id", id), actor, now);
  return Done{};
}

}  // namespace shouwen
