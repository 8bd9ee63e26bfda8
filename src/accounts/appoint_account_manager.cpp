// The post rule.
#include "accounts/appoint_account_manager.h"

#include "regulation/clauses.h"

namespace shouwen {

namespace {

bool is_station_or_center(const Unit& unit) { return unit.kind == UnitKind::supply_station || unit.kind == UnitKind::key_account_center; }

bool works_in_station_or_center(const Officer& officer, const Organisation& organisation) {
  for (const Unit* unit = organisation.unit(officer.unit_id); unit != nullptr; unit = organisation.unit(unit->parent_id))
    if (is_station_or_center(*unit)) return true;
  return false;
}

std::int64_t next_number(const std::vector<ManagerTerm>& terms, OfficerId officer) {
  std::int64_t last = 0;
  for (const ManagerTerm& term : terms)
    if (term.officer_id == officer) last = std::max(last, term.number);
  return last + 1;
}

bool overlaps(const ManagerTerm& known, const AppointManagerInput& input) {
  return (!input.to || known.from < *input.to) && (!known.to || input.from < *known.to);
}

}  // namespace

Verdict post_allows(ManagerKind kind, const Officer& officer, const Organisation& organisation) {
  const Unit* unit = organisation.unit(officer.unit_id);
  const std::string unit_name = unit == nullptr ? "" : unit->name;
  if (kind == ManagerKind::large_account_manager) {
    // The team leader below a station heads a team, not the station.
    const bool leads = officer.rank != PostRank::staff && unit != nullptr && is_station_or_center(*unit);
    if (!leads)
      return Refusal{"appoint_account_manager.not_head_of_station_or_center", clause::art_11_5_1, "/officer_id", {{"officer", officer.name}, {"unit", unit_name}, {"post", officer.post_name}}};
    return Done{};
  }
  if (!works_in_station_or_center(officer, organisation))
    return Refusal{"appoint_account_manager.not_of_station_or_center", clause::art_11_5_2, "/officer_id", {{"officer", officer.name}, {"unit", unit_name}}};
  return Done{};
}

Result<ManagerTerm> appoint_account_manager(const AppointManagerInput& input, const AccountSituation& situation) {
  const Officer* officer = situation.organisation.officer(input.officer_id);
  if (officer == nullptr || !officer->active) return Refusal{"appoint_account_manager.unknown_officer", clause::art_11_3, "/officer_id", {}};
  if (input.to && *input.to <= input.from) return Refusal{"appoint_account_manager.ends_before_it_begins", clause::art_11_3, "/to", {}};
  if (local_date(input.from) < local_date(situation.now)) return Refusal{"appoint_account_manager.into_the_past", clause::art_11_3, "/from", {}};
  if (const Verdict allowed = post_allows(input.kind, *officer, situation.organisation); !allowed) return allowed.refusal();
  for (const ManagerTerm& known : situation.terms)
    if (known.officer_id == input.officer_id && known.kind == input.kind && overlaps(known, input))
      return Refusal{"appoint_account_manager.holds_it_already", clause::art_11_3, "/from", {{"officer", officer->name}}};
  return ManagerTerm{next_number(situation.terms, input.officer_id), input.officer_id, input.kind, input.engagement, input.from, input.to, situation.actor_id};
}

Result<ManagerTerm> end_account_manager(const ManagerTerm& term, Instant at, const AccountSituation& situation) {
  if (term.to && *term.to <= situation.now) return Refusal{"manager_term.over_already", clause::art_11_3, "", {}};
  if (at < term.from || at < situation.now) return Refusal{"manager_term.ends_before_it_begins", clause::art_11_3, "/at", {}};
  ManagerTerm ended = term;
  ended.to = at;
  return ended;
}

}  // namespace shouwen
