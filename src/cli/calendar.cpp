// shouwen calendar: which calendars there are, a year of one, holidays out as a file. Bringing them in: calendar_import.cpp.
#include <fmt/format.h>

#include <charconv>
#include <fstream>

#include "calendar_files/day_files.h"
#include "cli/calendar_import.h"
#include "cli/commands.h"
#include "json/json.h"
#include "regulation/due_question.h"

namespace shouwen::cli {

struct CalendarReport {
  std::string code, name;
  std::vector<std::string> units;
  bool every_day = false;
  std::vector<std::vector<std::string>> hours;  ///< Monday first
  std::vector<std::string> seasons;
  std::vector<std::int64_t> decreed_years;
  std::int64_t own_days = 0;
};
BOOST_DESCRIBE_STRUCT(CalendarReport, (), (code, name, units, every_day, hours, seasons, decreed_years, own_days))
struct DayReport {
  Date date;
  bool worked = false;
  std::vector<std::string> hours;
  std::string name, source;
  bool own = false;
};
BOOST_DESCRIBE_STRUCT(DayReport, (), (date, worked, hours, name, source, own))

namespace {

constexpr int first_year = 1, last_year = 9999;

struct CalendarOptions {
  std::string year, calendar, known_at, format = "ics", output;
};

std::vector<std::string> hours_text(const std::vector<WorkInterval>& intervals) {
  std::vector<std::string> texts;
  for (const WorkInterval& interval : intervals)
    texts.push_back(fmt::format("{:02}:{:02}-{:02}:{:02}", interval.from_second / 3600, interval.from_second / 60 % 60, interval.to_second / 3600, interval.to_second / 60 % 60));
  return texts;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " ") + text;
  return all.empty() ? "-" : all;
}

CalendarReport report_of(std::string code, const WorkCalendar& calendar, std::vector<std::string> units) {
  CalendarReport report{std::move(code), calendar.name, std::move(units), calendar.every_day, {}, {}, {}, 0};
  for (const auto& day : calendar.weekly) report.hours.push_back(hours_text(day));
  for (const SeasonHours& season : calendar.seasons)
    report.seasons.push_back(fmt::format("{} {:02}-{:02}/{:02}-{:02}", season.name, season.from.month, season.from.day, season.to.month, season.to.day));
  report.decreed_years.assign(calendar.decreed_years.begin(), calendar.decreed_years.end());
  std::sort(report.decreed_years.begin(), report.decreed_years.end());
  report.own_days = std::count_if(calendar.exceptions.begin(), calendar.exceptions.end(), [](const DayException& day) { return day.local; });
  return report;
}

void list(Common& common) {
  const auto rulebook = load_rulebook_folder(common);
  if (!rulebook) return;
  std::vector<CalendarReport> reports = {report_of(bureau_calendar_code, rulebook->calendars.bureau, {})};
  for (const NamedCalendar& other : rulebook->calendars.others) reports.push_back(report_of(other.code, other.calendar, other.units));
  if (common.json) return fmt::print("{}\n", json::to_text(reports));
  static constexpr const char* weekdays[] = {"周一 Mon", "周二 Tue", "周三 Wed", "周四 Thu", "周五 Fri", "周六 Sat", "周日 Sun"};
  for (const CalendarReport& report : reports) {
    fmt::print("{}  {}\n", report.code, report.name);
    if (!report.units.empty()) fmt::print("  部门 units: {}\n", joined(report.units));
    for (std::size_t day = 0; day < report.hours.size(); ++day) fmt::print("  {}: {}\n", weekdays[day], joined(report.hours[day]));
    for (const std::string& season : report.seasons) fmt::print("  作息 season: {}\n", season);
    if (report.every_day) fmt::print("  不分节假日 knows no holidays\n");
    else if (!report.decreed_years.empty()) fmt::print("  已公布放假安排 decreed years: {}-{} ({})\n", report.decreed_years.front(), report.decreed_years.back(), report.decreed_years.size());
    fmt::print("  本单位自定日 own days: {}\n", report.own_days);
  }
}

/// The calendar asked for, as it was known then; nothing after refuse_input().
std::optional<WorkCalendar> calendar_of(Common& common, const CalendarOptions& options) {
  std::optional<Date> day;
  if (!options.known_at.empty()) {
    day = parse_date(options.known_at);
    if (!day) return refuse_input(common, {"due.bad_known_on", "", "", {{"text", options.known_at}}}), std::nullopt;
  }
  const auto rulebook = load_rulebook_folder(common);
  if (!rulebook) return std::nullopt;
  auto calendar = asked_calendar(rulebook->calendars, options.calendar, day);
  if (!calendar) return refuse_input(common, calendar.refusal()), std::nullopt;
  return *std::move(calendar);
}

std::optional<int> asked_year(Common& common, const std::string& text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error == std::errc() && end == text.data() + text.size() && first_year <= year && year <= last_year) return year;
  return refuse_input(common, {"calendar.bad_year", "", "", {{"text", text}}}), std::nullopt;
}

void show(Common& common, const CalendarOptions& options) {
  const auto year = asked_year(common, options.year);
  const auto calendar = year ? calendar_of(common, options) : std::nullopt;
  if (!calendar) return;
  std::vector<DayReport> days;
  for (Date date = Date::of(*year, 1, 1); date.year() == *year; date = date.plus_days(1)) {
    const auto& intervals = working_intervals(*calendar, date);
    const DayException* named = calendar->exceptions.find(date);
    days.push_back({date, !intervals.empty(), hours_text(intervals), named == nullptr ? "" : named->name, named == nullptr ? "" : named->source, named != nullptr && named->local});
  }
  if (common.json) return fmt::print("{}\n", json::to_text(days));
  const auto worked = std::count_if(days.begin(), days.end(), [](const DayReport& day) { return day.worked; });
  fmt::print("{} {}: 工作日 working days {}{}\n", calendar->name, *year, worked, is_decreed(*calendar, *year) ? "" : "  (暂定，放假安排未公布 / provisional, not decreed yet)");
  for (const DayReport& day : days)
    if (!day.name.empty()) fmt::print("{}  {}  {}{}  {}\n", to_iso(day.date), day.worked ? "班 worked" : "休 off   ", day.name, day.own ? " (本单位 own)" : "", day.source);
}

void export_days(Common& common, const CalendarOptions& options) {
  const auto year = options.year.empty() ? std::optional(0) : asked_year(common, options.year);
  const auto calendar = year ? calendar_of(common, options) : std::nullopt;
  if (!calendar) return;
  const DecreeTable days = named_days(*calendar, *year);
  const std::string text = options.format == "ics" ? days_as_ical(days, calendar->name) : options.format == "json" ? days_as_json(days) : to_csv(days);
  if (options.output.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return;
  }
  std::ofstream file(options.output, std::ios::binary);
  file << text;
  file.close();
  if (!file) fail(common, {"calendar.file_not_written", "", "", {{"file", options.output}}});
}

void add_calendar_choice(CLI::App* command, CalendarOptions& options) {
  command->add_option("--calendar", options.calendar, "Code or name; without it the bureau's");
  command->add_option("--known-at", options.known_at, "Day: only what was decreed by its end");
}

}  // namespace

void add_calendar(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("calendar", "Working calendars, holidays in and out / 工作日历");
  command->footer("Examples:\n  shouwen calendar list\n  shouwen calendar show 2026\n  shouwen calendar export --year 2026 --output 2026.ics\n"
                  "  shouwen calendar import 2027.json --dry-run\n  shouwen calendar import 2027.json --author SCYX01 --known-on 2026-11-05");
  command->require_subcommand(1);
  command->add_subcommand("list", "Calendars with hours, seasons, decreed years, own days")->callback([&common] { list(common); });

  const auto options = std::make_shared<CalendarOptions>();
  CLI::App* show_command = command->add_subcommand("show", "A year: every day that differs from its weekday; with --json every day");
  show_command->add_option("year", options->year, "Year")->required();
  add_calendar_choice(show_command, *options);
  show_command->callback([&common, options] { show(common, *options); });

  CLI::App* export_command = command->add_subcommand("export", "Holidays and make-up days as a file");
  export_command->add_option("--format", options->format, "ics, csv or json (the shape of holiday-cn)")->check(CLI::IsMember({"ics", "csv", "json"}))->capture_default_str();
  export_command->add_option("--output", options->output, "File; without it to the terminal");
  export_command->add_option("--year", options->year, "One year only");
  add_calendar_choice(export_command, *options);
  export_command->callback([&common, options] { export_days(common, *options); });

  add_calendar_import(*command, common);
}

}  // namespace shouwen::cli
