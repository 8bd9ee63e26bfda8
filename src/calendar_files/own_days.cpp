// New rows stand behind the bureau's table and before the first calendar of another's.
#include "calendar_files/own_days.h"

#include <algorithm>

#include "json/print.h"

namespace shouwen {

namespace {

std::string quoted(const std::string& text) {
  std::string out;
  json::print_string(out, text);
  return out;
}

std::string row_of(const Decree& day, Date known_on) {
  return "\n[[calendar.exception]]\ndate = " + to_iso(day.date) + "\nworked = " + (day.verdict == DayVerdict::worked ? "true" : "false") + "\nname = " + quoted(day.name) +
         "\nsource = " + quoted(day.source) + "\nknown_on = " + to_iso(day.known_on.value_or(known_on)) + "\n";
}

}  // namespace

Result<OwnDays> add_own_days(const std::string& calendar_toml, const WorkCalendar& bureau, const DecreeTable& days, Date known_on) {
  OwnDays own;
  std::string rows;
  for (const Decree& day : days) {
    if (day.verdict == DayVerdict::as_weekday) return Refusal{"day_file.no_own_verdict", "", "", {{"date", to_iso(day.date)}}};
    const DayException* standing = bureau.exceptions.find(day.date);
    if (standing != nullptr && standing->local) {
      if (standing->worked != (day.verdict == DayVerdict::worked)) return Refusal{"day_file.own_day_stands", "", "", {{"date", to_iso(day.date)}, {"name", standing->name}}};
      ++own.there_already;
      continue;
    }
    rows += row_of(day, known_on);
    own.added.push_back(day);
  }
  std::size_t at = calendar_toml.starts_with("[[own_calendar]]") ? 0 : calendar_toml.find("\n[[own_calendar]]");
  if (at == std::string::npos) at = calendar_toml.size();
  own.text = calendar_toml;
  if (at > 0 && at == calendar_toml.size() && calendar_toml.back() != '\n') rows.insert(rows.begin(), '\n');
  own.text.insert(at, rows);
  return own;
}

}  // namespace shouwen
