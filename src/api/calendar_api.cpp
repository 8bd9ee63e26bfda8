// The working calendar over HTTP: a year day by day, whether a moment is worked, and when a limit ends and why.
#include <fmt/format.h>

#include "api/answers.h"
#include "api/query.h"
#include "api/routes.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"
#include "regulation/due_question.h"

namespace shouwen::api {

/// Why a day is worked or free.
enum class DayReason { working_day, make_up_day, own_working_day, weekend, holiday, own_day_off };
BOOST_DESCRIBE_ENUM(DayReason, working_day, make_up_day, own_working_day, weekend, holiday, own_day_off)

struct DayView {
  Date date;
  std::int64_t weekday = 1;  ///< 1 = Monday
  bool worked = false;
  DayReason reason{};
  std::vector<std::string> hours;  ///< "08:30–12:00"
  std::optional<std::string> name, source;
};
BOOST_DESCRIBE_STRUCT(DayView, (), (date, weekday, worked, reason, hours, name, source))
struct HoursView {
  std::string name;
  std::optional<std::string> from, to;  ///< "06-01"; absent: the rest of the year
  std::vector<std::vector<std::string>> weekdays;  ///< Monday first
};
BOOST_DESCRIBE_STRUCT(HoursView, (), (name, from, to, weekdays))
struct CalendarView {
  std::string code, name;
  std::vector<std::string> unit_names;  ///< units that keep these hours; none: everybody else
  bool every_day = false;               ///< knows no holidays
};
BOOST_DESCRIBE_STRUCT(CalendarView, (), (code, name, unit_names, every_day))
struct YearView {
  std::int64_t year = 0, rulebook_version = 0;
  std::string calendar_name;
  std::optional<Date> known_on;
  bool decreed = false;
  std::vector<std::int64_t> decreed_years;
  std::int64_t working_days = 0;
  std::vector<HoursView> hours;
  std::vector<DayView> days;
};
BOOST_DESCRIBE_STRUCT(YearView, (), (year, rulebook_version, calendar_name, known_on, decreed, decreed_years, working_days, hours, days))
struct MomentView {
  Instant at;
  bool working = false, provisional = false;
  DayView day;
  Instant next_working_at;
};
BOOST_DESCRIBE_STRUCT(MomentView, (), (at, working, provisional, day, next_working_at))
struct DueView {
  Instant start_at, due_at;
  Limit limit;
  bool provisional = false;
  std::int64_t rulebook_version = 0;
  std::string calendar_name;
  std::optional<Date> known_on;
  Counting counting;
  std::vector<PauseEffect> pauses;  ///< in order of time, each with the due time after it
  std::vector<DerivationStep> steps;  ///< without the pauses
};
BOOST_DESCRIBE_STRUCT(DueView, (), (start_at, due_at, limit, provisional, rulebook_version, calendar_name, known_on, counting, pauses, steps))

namespace {

constexpr int first_year = 2000, last_year = 2100;
constexpr std::size_t most_pauses = 50;

http::Operation calendar_operation(const char* pattern, const char* id, const char* summary) {
  return {"GET", pattern, id, "calendar", summary, clause::art_10_7};
}

std::string clock_text(std::int32_t second) { return fmt::format("{:02}:{:02}", second / 3600, second / 60 % 60); }

std::vector<std::string> hours_text(const std::vector<WorkInterval>& intervals) {
  std::vector<std::string> texts;
  for (const WorkInterval& interval : intervals) texts.push_back(clock_text(interval.from_second) + "–" + clock_text(interval.to_second));
  return texts;
}

HoursView hours_view(std::string name, const WeeklyHours& weekly) {
  HoursView view{std::move(name), {}, {}, {}};
  for (const auto& intervals : weekly) view.weekdays.push_back(hours_text(intervals));
  return view;
}

DayView day_view(const WorkCalendar& calendar, Date date) {
  const auto& intervals = working_intervals(calendar, date);
  DayView view{date, date.weekday(), !intervals.empty(), {}, hours_text(intervals), {}, {}};
  const DayException* exception = calendar.exceptions.find(date);
  if (exception == nullptr) {
    view.reason = view.worked ? DayReason::working_day : DayReason::weekend;
    return view;
  }
  const DayException& named = *exception;
  view.reason = named.local ? (view.worked ? DayReason::own_working_day : DayReason::own_day_off) : (view.worked ? DayReason::make_up_day : DayReason::holiday);
  view.name = named.name;
  view.source = named.source;
  return view;
}

/// ?calendar= and ?known_on=.
struct AskedCalendar {
  WorkCalendar calendar;
  std::optional<Date> known_on;
};

std::string text_of(const Call& call, const char* name) { return std::string(call.request.query_value(name).value_or("")); }

Result<AskedCalendar> calendar_of(const Call& call) {
  AskedCalendar asked;
  if (const auto refusal = read_date(call, "known_on", asked.known_on)) return *refusal;
  auto calendar = asked_calendar(call.rulebook->calendars, text_of(call, "calendar"), asked.known_on);
  if (!calendar) return calendar.refusal();
  asked.calendar = *std::move(calendar);
  return asked;
}

std::vector<http::QueryParameter> calendar_parameters(std::vector<http::QueryParameter> others = {}) {
  others.push_back({"calendar", "code of a calendar; absent = the bureau's own", R"({"type":"string"})"});
  others.push_back({"known_on", "only what was decreed by the end of this day", R"({"type":"string","format":"date"})"});
  return others;
}

Page<CalendarView> calendar_views(const Call& call) {
  Page<CalendarView> page;
  const Calendars& calendars = call.rulebook->calendars;
  page.items.push_back({bureau_calendar_code, calendars.bureau.name, {}, calendars.bureau.every_day});
  for (const NamedCalendar& other : calendars.others) {
    CalendarView& view = page.items.emplace_back(CalendarView{other.code, other.calendar.name, {}, other.calendar.every_day});
    for (const std::string& code : other.units) {
      const Unit* unit = call.organisation->unit_by_code(code);
      view.unit_names.push_back(unit == nullptr ? code : unit->name);
    }
  }
  return page;
}

YearView year_view(const AskedCalendar& asked, std::int64_t rulebook_version, int year) {
  const WorkCalendar& calendar = asked.calendar;
  YearView view{year, rulebook_version, calendar.name, asked.known_on, is_decreed(calendar, year), {}, 0, {}, {}};
  view.decreed_years.assign(calendar.decreed_years.begin(), calendar.decreed_years.end());
  std::sort(view.decreed_years.begin(), view.decreed_years.end());
  view.hours.push_back(hours_view(calendar.name, calendar.weekly));
  for (const SeasonHours& season : calendar.seasons) {
    view.hours.push_back(hours_view(season.name, season.weekly));
    view.hours.back().from = fmt::format("{:02}-{:02}", season.from.month, season.from.day);
    view.hours.back().to = fmt::format("{:02}-{:02}", season.to.month, season.to.day);
  }
  for (Date date = Date::of(year, 1, 1); date.year() == year; date = date.plus_days(1)) {
    view.days.push_back(day_view(calendar, date));
    view.working_days += view.days.back().worked;
  }
  return view;
}

/// ?name=, now if absent.
Result<Instant> moment_of(const Call& call, const char* name) {
  const auto text = call.request.query_value(name).value_or("");
  if (text.empty()) return call.now;
  const auto at = parse_instant(text);
  const int year = at ? local_date(*at).year() : 0;
  if (year < first_year || year > last_year) return bad_query(name);
  return *at;
}

}  // namespace

void add_calendar_api(Api& api) {
  auto list = calendar_operation("/api/v1/calendars", "list_calendars", "The bureau's own calendar and those of single units");
  list.response_body = json::schema_of<Page<CalendarView>>();
  api.read(list, [](const Call& call, db::Session&) { return answer(calendar_views(call)); });

  auto year = calendar_operation("/api/v1/calendar/years/{year}", "read_calendar_year", "Every day of a year: worked or free, why, by which decree");
  year.response_body = json::schema_of<YearView>();
  year.query = calendar_parameters();
  api.read(year, [](const Call& call, db::Session&) {
    const std::int64_t asked = call.id("year");
    if (asked < first_year || asked > last_year) return refused(call, bad_query("year"));
    const auto calendar = calendar_of(call);
    if (!calendar) return refused(call, calendar.refusal());
    return answer(year_view(*calendar, call.rulebook->version, static_cast<int>(asked)));
  });

  auto moment = calendar_operation("/api/v1/calendar/moment", "read_working_moment", "Is this moment working time, and when is the next that is?");
  moment.response_body = json::schema_of<MomentView>();
  moment.query = calendar_parameters({{"at", "moment; absent = now", R"({"type":"string","format":"date-time"})"}});
  api.read(moment, [](const Call& call, db::Session&) {
    const auto at = moment_of(call, "at");
    if (!at) return refused(call, at.refusal());
    const auto asked = calendar_of(call);
    if (!asked) return refused(call, asked.refusal());
    const WorkCalendar& calendar = asked->calendar;
    const Date date = local_date(*at);
    return answer(MomentView{*at, is_working_time(calendar, *at), !is_decreed(calendar, date.year()), day_view(calendar, date), next_working_instant(calendar, *at)});
  });

  auto due = calendar_operation("/api/v1/calendar/due", "explain_due", "When a limit that begins at a moment ends, with every counted and skipped stretch");
  due.response_body = json::schema_of<DueView>();
  due.query = calendar_parameters({{"limit", "5wd, 4wh, 24h, 30min, 7d, 1month", R"({"type":"string"})", true},
                                   {"start", "moment; absent = now", R"({"type":"string","format":"date-time"})"},
                                   {"count_from", "whether the day of the event counts; absent = next_day", R"({"type":"string","enum":["next_day","same_day"]})"},
                                   {"ends_at", "of the last day; absent = close_of_business", R"({"type":"string","enum":["close_of_business","midnight"]})"},
                                   {"free_last_day", "a last day that is free; absent = stays", R"({"type":"string","enum":["stays","next_working_day"]})"},
                                   {"pause", "FROM/TO: the clock stood still; may be given several times", R"({"type":"array","items":{"type":"string"},"maxItems":50})"}});
  api.read(due, [](const Call& call, db::Session&) {
    const auto start = moment_of(call, "start");
    if (!start) return refused(call, start.refusal());
    DueQuestion question{to_iso(*start), text_of(call, "limit"), text_of(call, "calendar"), text_of(call, "known_on"), text_of(call, "count_from"), text_of(call, "ends_at"), text_of(call, "free_last_day"), {}};
    for (const auto& [name, value] : call.request.query)
      if (name == "pause") question.pauses.push_back(value);
    if (question.pauses.size() > most_pauses) return refused(call, bad_query("pause"));
    auto found = answer_due(call.rulebook->calendars, question);
    if (!found) return refused(call, found.refusal());
    return answer(DueView{found->start_at, found->due_at, found->limit, found->provisional, call.rulebook->version, found->calendar_name, found->known_on, found->counting, std::move(found->pauses), std::move(found->steps)});
  });
}

}  // namespace shouwen::api
