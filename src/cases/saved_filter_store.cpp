// Saved filters in the database, and who may share them.
#include <algorithm>

#include "cases/saved_filter.h"
#include "cases/visible_lists.h"

namespace shouwen {

namespace {

/// More than anybody finds again; keeps a runaway program from filling the file.
constexpr std::int64_t most_filters = 100;

constexpr const char* columns = "SELECT id, officer_id, name, query, shared_with, unit_id FROM saved_filter";

SavedFilter read_row(const db::Query& query) {
  return {SavedFilterId{query.integer(0)}, OfficerId{query.integer(1)}, std::string(query.text(2)), std::string(query.text(3)),
          static_cast<SharedWith>(query.integer(4)), UnitId{query.integer(5)}};
}

std::int64_t count_of(db::Session& session, OfficerId officer) {
  auto query = session.query("SELECT count(*) FROM saved_filter WHERE officer_id = ?1");
  query.bind(1, officer.value);
  query.step();
  return query.integer(0);
}

bool name_is_taken(db::Session& session, const SavedFilter& filter) {
  auto query = session.query("SELECT 1 FROM saved_filter WHERE officer_id = ?1 AND name = ?2 AND id <> ?3");
  query.bind(1, filter.officer_id.value).bind(2, filter.name).bind(3, filter.id.value);
  return query.step();
}

}  // namespace

Verdict may_share(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor, SharedWith with) {
  if (with == SharedWith::nobody) return Done{};
  const Permission permission = may(rulebook, organisation, actor, "share_filters");
  if (!permission.allowed) return permission.refusal;
  const bool everywhere = std::any_of(permission.reasons.begin(), permission.reasons.end(), [](const PermissionReason& reason) { return reason.scope == Scope::bureau; });
  if (with == SharedWith::bureau && !everywhere) return Refusal{"saved_filter.not_for_the_bureau", "", "/shared_with", {}};
  return Done{};
}

std::vector<SavedFilter> filters_of(db::Session& session, const Organisation& organisation, OfficerId officer_id) {
  std::vector<UnitId> above;
  if (const Officer* officer = organisation.officer(officer_id))
    for (const Unit* unit = organisation.unit(officer->unit_id); unit != nullptr; unit = organisation.unit(unit->parent_id)) above.push_back(unit->id);
  auto query = session.query(std::string(columns) +
                             " WHERE officer_id = ?1 OR (shared_with = 2) OR (shared_with = 1 AND unit_id" + in_list("?2") + ") ORDER BY officer_id <> ?1, name, id");
  query.bind(1, officer_id.value).bind(2, json_array(above));
  std::vector<SavedFilter> filters;
  while (query.step()) filters.push_back(read_row(query));
  return filters;
}

std::optional<SavedFilter> load_filter(db::Session& session, SavedFilterId id) {
  auto query = session.query(std::string(columns) + " WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return read_row(query);
}

Result<SavedFilterId> keep_filter(db::Session& session, const SavedFilter& filter, Instant now) {
  if (name_is_taken(session, filter)) return Refusal{"saved_filter.name_taken", "", "/name", {{"name", filter.name}}};
  const auto shared = static_cast<std::int64_t>(filter.shared_with);
  if (filter.id) {
    session.run("UPDATE saved_filter SET name = ?2, query = ?3, shared_with = ?4, unit_id = ?5, changed_at = ?6 WHERE id = ?1", filter.id, filter.name,
                filter.query, shared, filter.unit_id, now);
    return filter.id;
  }
  if (count_of(session, filter.officer_id) >= most_filters) return Refusal{"saved_filter.too_many", "", "", {{"limit", std::to_string(most_filters)}}};
  session.run("INSERT INTO saved_filter (officer_id, name, query, shared_with, unit_id, changed_at) VALUES (?1,?2,?3,?4,?5,?6)", filter.officer_id,
              filter.name, filter.query, shared, filter.unit_id, now);
  return SavedFilterId{session.last_insert_id()};
}

void drop_filter(db::Session& session, SavedFilterId id) { session.run("DELETE FROM saved_filter WHERE id = ?1", id); }

}  // namespace shouwen
