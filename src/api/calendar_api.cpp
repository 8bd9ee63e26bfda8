// The working calendar over HTTP: a year day by day, whether a moment is worked, and when a limit ends and why.
#include <fmt/format.h>

#include "api/answers.h"
#include "api/query.h"
#include "api/routes.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"

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
struct YearView {
  std::int64_t year = 0, rulebook_version = 0;
  bool decreed = false;
  std::vector<std::int64_t> decreed_years;
  std::int64_t working_days = 0;
  std::vector<HoursView> hours;
  std::vector<DayView> days;
};
BOOST_DESCRIBE_STRUCT(YearView, (), (year, rulebook_version, decreed, decreed_years, working_days, hours, days))
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
  std::vector<DerivationStep> steps;
};
BOOST_DESCRIBE_STRUCT(DueView, (), (start_at, due_at, limit, provisional, rulebook_version, steps))

namespace {

constexpr int first_year = 2000, last_year = 2100;

http::Operation operation(const char* pattern, const char* id, const char* summary) {
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

YearView year_view(const Rulebook& rulebook, int year) {
  const WorkCalendar& calendar = rulebook.calendars.bureau;
  YearView view{year, rulebook.version, is_decreed(calendar, year), {}, 0, {}, {}};
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
  auto year = operation("/api/v1/calendar/years/{year}", "read_calendar_year", "Every day of a year: worked or free, why, by which decree");
  year.response_body = json::schema_of<YearView>();
  api.read(year, [](const Call& call, db::Session&) {
    const std::int64_t asked = call.id("year");
    if (asked < first_year || asked > last_year) return refused(call, bad_query("year"));
    return answer(year_view(*call.rulebook, static_cast<int>(asked)));
  });

  auto moment = operation("/api/v1/calendar/moment", "read_working_moment", "Is this moment working time, and when is the next that is?");
  moment.response_body = json::schema_of<MomentView>();
  moment.query = {{"at", "moment; absent = now", R"({"type":"string","format":"date-time"})"}};
  api.read(moment, [](const Call& call, db::Session&) {
    const auto at = moment_of(call, "at");
    if (!at) return refused(call, at.refusal());
    const WorkCalendar& calendar = call.rulebook->calendars.bureau;
    const Date date = local_date(*at);
    return answer(MomentView{*at, is_working_time(calendar, *at), !is_decreed(calendar, date.year()), day_view(calendar, date), next_working_instant(calendar, *at)});
  });

  auto due = operation("/api/v1/calendar/due", "explain_due", "When a limit that begins at a moment ends, with every counted and skipped stretch");
  due.response_body = json::schema_of<DueView>();
  due.query = {{"limit", "5wd, 4wh, 24h, 30min, 7d, 1mo", R"({"type":"string"})", true}, {"start", "moment; absent = now", R"({"type":"string","format":"date-time"})"}};
  api.read(due, [](const Call& call, db::Session&) {
    const auto start = moment_of(call, "start");
    const auto limit = parse_limit(call.request.query_value("limit").value_or(""));
    if (!start || !limit) return refused(call, start ? limit.refusal() : start.refusal());
    DueView view{*start, {}, *limit, false, call.rulebook->version, {}};
    const Due found = explain_due(call.rulebook->calendars.bureau, *start, *limit, view.steps);
    view.due_at = found.at;
    view.provisional = found.provisional;
    return answer(view);
  });
}

}  // namespace shouwen::api
