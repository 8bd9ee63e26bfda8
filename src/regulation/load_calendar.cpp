// calendar.toml and holidays.csv to calendars.
#include <charconv>

#include "regulation/load_parts.h"

namespace shouwen {

namespace {

std::vector<WorkInterval> read_day(TableReader& reader, const char* day) {
  std::vector<WorkInterval> intervals;
  for (const std::string& text : reader.texts(day)) {
    const auto from = text.size() == 11 ? parse_time_of_day(text.substr(0, 5)) : std::nullopt;
    const auto to = text.size() == 11 ? parse_time_of_day(text.substr(6)) : std::nullopt;
    if (from && to && text[5] == '-') intervals.push_back({*from, *to});
    else reader.mistake(day, "rulebook.bad_interval", "“" + text + "”应如 08:30-12:00", "\"" + text + "\" must look like 08:30-12:00");
  }
  return intervals;
}

WeeklyHours read_week(TableReader& reader) {
  WeeklyHours weekly;
  for (const char* day : {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) weekly.push_back(read_day(reader, day));
  return weekly;
}

/// "06-01". What is no day of any year is found by validate.
MonthDay read_month_day(TableReader& reader, const char* key) {
  const std::string text = reader.text(key);
  int month = 0, day = 0;
  const bool shaped = text.size() == 5 && text[2] == '-' && std::from_chars(text.data(), text.data() + 2, month).ec == std::errc() &&
                      std::from_chars(text.data() + 3, text.data() + 5, day).ec == std::errc();
  if (!shaped) reader.mistake(key, "rulebook.bad_month_day", "“" + text + "”应为月-日，如 06-01", "\"" + text + "\" must be month-day such as 06-01");
  return shaped ? MonthDay{month, day} : MonthDay{};
}

/// Hours, seasons and own days of one calendar. `code` tells its rows from those of another.
WorkCalendar read_hours(TableReader& reader, const std::string& code, RulebookDraft& draft) {
  WorkCalendar calendar;
  calendar.name = reader.text("name");
  calendar.weekly = read_week(reader);
  calendar.every_day = reader.flag("every_day", false);
  reader.tables("season", [&](TableReader& row) {
    SeasonHours season{row.text("name"), read_month_day(row, "from"), read_month_day(row, "to"), read_week(row)};
    draft.place("season", code + season.name, row);
    calendar.seasons.push_back(std::move(season));
  });
  reader.tables("exception", [&](TableReader& row) {
    const Date date = row.date("date", true).value_or(Date{});
    draft.place("exception", code + to_iso(date), row);
    calendar.exceptions.set({date, row.flag("worked", false), row.text("name"), row.text("source"), true, row.date("known_on", false)});
  });
  if (const Verdict verdict = validate(calendar); !verdict)
    reader.mistake("name", verdict.refusal().code, "工作时间重叠、倒置或缺失，或作息起止日期不存在", "working intervals overlap, run backwards or are missing, or a season's day does not exist");
  return calendar;
}

}  // namespace

void read_calendars(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  Calendars& calendars = draft.rulebook.calendars;
  if (const toml::table* table = file.table("calendar", false)) {
    TableReader reader(*table, file.file(), mistakes);
    calendars.bureau = read_hours(reader, "", draft);
  }
  file.tables("own_calendar", [&](TableReader& row) {
    const std::string code = row.text("code");
    draft.place("calendar", code, row);
    NamedCalendar other{code, read_hours(row, code + "/", draft), row.texts("units")};
    for (const std::string& unit : other.units) draft.place("unit with own hours", unit, row);
    calendars.others.push_back(std::move(other));
  });
}

void read_decrees(const RulebookFile& file, RulebookDraft& draft, MistakeList& mistakes) {
  Result<DecreeTable> table = parse_decrees(file.text);
  if (!table) {
    const auto& values = table.refusal().values;
    const std::int64_t line = values.empty() ? 0 : std::stoll(values.front().second);
    const std::string text = values.size() < 2 ? "" : values[1].second;
    mistakes.add(file.name, line, table.refusal().code, "节假日表此行有误：" + text, "this row of the holiday table is wrong: " + text);
    return;
  }
  draft.rulebook.calendars.decrees = *std::move(table);
}

}  // namespace shouwen
