// The latest standing decree of each day against the imported one.
#include "calendar_files/decree_changes.h"

#include <algorithm>
#include <map>
#include <set>

namespace shouwen {

namespace {

std::map<Date, Decree> latest_of(const DecreeTable& table) {
  std::map<Date, Decree> latest;
  for (const Decree& decree : table) {
    const auto [standing, is_new] = latest.emplace(decree.date, decree);
    if (!is_new && standing->second.known_on <= decree.known_on) standing->second = decree;
  }
  return latest;
}

}  // namespace

Result<DecreeChanges> compare_decrees(const DecreeTable& standing, const DecreeTable& incoming, Date known_on) {
  DecreeChanges changes;
  changes.table = standing;
  std::map<Date, Decree> latest = latest_of(standing);
  std::set<int> years;
  std::set<Date> named;
  DecreeTable ordered = incoming;
  std::stable_sort(ordered.begin(), ordered.end(), [](const Decree& a, const Decree& b) { return a.date < b.date || (a.date == b.date && a.known_on < b.known_on); });
  for (Decree& decree : ordered) {
    years.insert(decree.date.year());
    named.insert(decree.date);
    const auto known = latest.find(decree.date);
    if (known != latest.end() && known->second.verdict == decree.verdict) {
      ++changes.there_already;
      continue;
    }
    if (!decree.known_on) decree.known_on = known_on;
    if (known != latest.end() && known->second.known_on >= decree.known_on)
      return Refusal{"day_file.decreed_before", "", "", {{"date", to_iso(decree.date)}, {"known_on", to_iso(*known->second.known_on)}}};
    changes.rows.push_back({known == latest.end() ? std::nullopt : std::optional(known->second), decree});
    changes.table.push_back(decree);
    latest.insert_or_assign(decree.date, decree);
  }
  for (const auto& [date, decree] : latest)
    if (years.contains(date.year()) && !named.contains(date) && decree.verdict != DayVerdict::as_weekday) changes.missing.push_back(decree);
  std::stable_sort(changes.table.begin(), changes.table.end(), [](const Decree& a, const Decree& b) { return a.date < b.date; });
  return changes;
}

}  // namespace shouwen
