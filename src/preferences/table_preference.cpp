// The tables of the desk with the columns they have, and the rows that remember a choice.
#include "preferences/table_preference.h"

#include <algorithm>
#include <map>
#include <set>

namespace shouwen {

namespace {

constexpr std::int64_t narrowest = 40, widest = 1000;
constexpr std::size_t most_defaults = 20;

const std::map<std::string, std::set<std::string>>& tables() {
  static const std::map<std::string, std::set<std::string>> known = {
      {"cases",
       {"due", "text", "number", "kind", "stage", "area", "channel", "contact", "holder", "unit", "first", "registered", "closed", "reminders", "returns",
        "waiting"}},
      {"customers", {"name", "phone", "account", "address", "area", "station", "usage", "meter", "open_cases"}},
  };
  return known;
}

}  // namespace

Verdict check_preference(const std::string& table, const TablePreference& preference) {
  const auto known = tables().find(table);
  if (known == tables().end()) return Refusal{"preference.unknown_table", "", "", {{"table", table}}};
  std::set<std::string> seen;
  for (std::size_t i = 0; i < preference.columns.size(); ++i) {
    const auto& [name, width] = preference.columns[i];
    const std::string field = "/columns/" + std::to_string(i);
    if (!known->second.contains(name.value)) return Refusal{"preference.unknown_column", "", field + "/name", {{"column", name.value}}};
    if (!seen.insert(name.value).second) return Refusal{"preference.column_twice", "", field + "/name", {{"column", name.value}}};
    if (width && (*width < narrowest || *width > widest))
      return Refusal{"preference.width_out_of_range", "", field + "/width", {{"from", std::to_string(narrowest)}, {"to", std::to_string(widest)}}};
  }
  if (preference.default_filters.size() > most_defaults) return Refusal{"preference.too_many", "", "/default_filters", {{"limit", std::to_string(most_defaults)}}};
  return Done{};
}

std::optional<std::string> load_preference(db::Session& session, OfficerId officer, const std::string& name) {
  auto query = session.query("SELECT value FROM preference WHERE officer_id = ?1 AND name = ?2");
  query.bind(1, officer.value).bind(2, name);
  if (!query.step()) return std::nullopt;
  return std::string(query.text(0));
}

void keep_preference(db::Session& session, OfficerId officer, const std::string& name, const std::string& value, Instant now) {
  session.run("INSERT INTO preference (officer_id, name, value, changed_at) VALUES (?1,?2,?3,?4)"
              " ON CONFLICT (officer_id, name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at",
              officer, name, value, now);
}

void drop_preference(db::Session& session, OfficerId officer, const std::string& name) {
  session.run("DELETE FROM preference WHERE officer_id = ?1 AND name = ?2", officer, name);
}

}  // namespace shouwen
