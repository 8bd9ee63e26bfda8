// Counting working time. Civil Code arts. 200-204: days from the next day, hours from the event.
#include "calendar/calendar.h"

#include <algorithm>
#include <charconv>

namespace shouwen {

namespace {

constexpr std::int64_t longest_amount = 3660;  // ten years of days: more is a typing mistake

const DayException* exception_of(const WorkCalendar& calendar, Date date) {
  const auto found = calendar.exceptions.find(date);
  return found == calendar.exceptions.end() ? nullptr : &found->second;
}

bool crosses_undecreed(const WorkCalendar& calendar, Date from, Date to) {
  for (int year = from.year(); year <= to.year(); ++year)
    if (!is_decreed(calendar, year)) return true;
  return false;
}

/// Close of business of a worked day, midnight of another.
Instant end_of_day(const WorkCalendar& calendar, Date date) {
  const auto& intervals = working_intervals(calendar, date);
  return at_local(date, intervals.empty() ? static_cast<std::int32_t>(seconds_per_day) : intervals.back().to_second);
}

Date plus_months(Date date, std::int64_t months) {
  const std::int64_t index = date.year() * 12LL + date.month() - 1 + months;
  const int year = static_cast<int>(index / 12), month = static_cast<int>(index % 12) + 1;
  const Date first_of_next = month == 12 ? Date::of(year + 1, 1, 1) : Date::of(year, month + 1, 1);
  const int last_day = first_of_next.plus_days(-1).day();
  return Date::of(year, month, std::min(date.day(), last_day));
}

/// Records steps when somebody wants to see them; counting itself is the same.
class Steps {
 public:
  explicit Steps(const WorkCalendar& calendar, std::vector<DerivationStep>* steps) : calendar_(calendar), steps_(steps) {}

  void day(Date date, std::int64_t counted_days, const char* reason) {
    if (steps_ != nullptr) add(date, at_local(date, 0), at_local(date.plus_days(1), 0), 0, counted_days, reason);
  }
  void span(Date date, Instant from, Instant to, const char* reason) {
    if (steps_ != nullptr) add(date, from, to, to.seconds - from.seconds, 0, reason);
  }
  /// A day that does not count, and why.
  void skipped(Date date) {
    if (steps_ == nullptr) return;
    const bool named = exception_of(calendar_, date) != nullptr;
    add(date, at_local(date, 0), at_local(date.plus_days(1), 0), 0, 0, named ? "holiday" : "weekend");
  }

 private:
  void add(Date date, Instant from, Instant to, std::int64_t seconds, std::int64_t days, const char* reason) {
    DerivationStep step{date, from, to, seconds, days, reason, "", ""};
    if (const DayException* exception = exception_of(calendar_, date)) {
      step.name = exception->name;
      step.source = exception->source;
    }
    steps_->push_back(std::move(step));
  }
  const WorkCalendar& calendar_;
  std::vector<DerivationStep>* steps_;
};

const char* working_reason(const WorkCalendar& calendar, Date date) {
  return exception_of(calendar, date) != nullptr ? "make_up_day" : "working_day";
}

Date count_working_days(const WorkCalendar& calendar, Date start, std::int64_t days, Steps& steps) {
  steps.day(start, 0, "start_day");
  Date date = start;
  while (days > 0) {
    date = date.plus_days(1);
    if (is_working_day(calendar, date)) {
      --days;
      steps.day(date, 1, working_reason(calendar, date));
    } else {
      steps.skipped(date);
    }
  }
  return date;
}

Instant count_working_seconds(const WorkCalendar& calendar, Instant start, std::int64_t left, Steps& steps) {
  Instant at = start;
  for (Date date = local_date(start);; date = date.plus_days(1)) {
    const auto& intervals = working_intervals(calendar, date);
    if (intervals.empty()) steps.skipped(date);
    for (const WorkInterval& interval : intervals) {
      const Instant from = std::max(start, at_local(date, interval.from_second));
      const Instant to = at_local(date, interval.to_second);
      if (from >= to) continue;
      at = Instant{std::min(to.seconds, from.seconds + left)};
      left -= at.seconds - from.seconds;
      steps.span(date, from, at, "working_time");
      if (left == 0) return at;
    }
  }
}

bool works_at_all(const WeeklyHours& weekly) {
  return weekly.size() == 7 && std::any_of(weekly.begin(), weekly.end(), [](const auto& intervals) { return !intervals.empty(); });
}

bool is_a_day(MonthDay day) {
  if (day.month < 1 || day.month > 12 || day.day < 1) return false;
  const Date date = Date::of(2024, day.month, day.day);  // a leap year: 29 February is a day
  return date.month() == day.month && date.day() == day.day;
}

bool intervals_fit(const WeeklyHours& weekly) {
  for (const auto& intervals : weekly) {
    std::int32_t last = 0;
    for (const WorkInterval& interval : intervals) {
      const bool fits = interval.from_second >= last && interval.from_second < interval.to_second && interval.to_second <= seconds_per_day;
      if (!fits) return false;
      last = interval.to_second;
    }
  }
  return true;
}

Due due(const WorkCalendar& calendar, Instant start, Limit limit, std::vector<DerivationStep>* recorded) {
  SHOUWEN_CHECK(works_at_all(calendar.weekly));
  Steps steps(calendar, recorded);
  const Date start_date = local_date(start);
  Due result;
  switch (limit.unit) {
    case TimeUnit::min:
    case TimeUnit::h:
      result.at = start.plus_seconds(limit.amount * (limit.unit == TimeUnit::h ? 3600 : 60));
      steps.span(start_date, start, result.at, "clock_time");
      return result;
    case TimeUnit::wh:
      result.at = count_working_seconds(calendar, start, limit.amount * 3600, steps);
      break;
    case TimeUnit::wd:
      result.at = end_of_day(calendar, count_working_days(calendar, start_date, limit.amount, steps));
      break;
    case TimeUnit::d: {
      steps.day(start_date, 0, "start_day");
      const Date last = start_date.plus_days(static_cast<std::int32_t>(limit.amount));
      for (Date date = start_date.plus_days(1); date <= last; date = date.plus_days(1)) steps.day(date, 1, "calendar_day");
      result.at = end_of_day(calendar, last);
      break;
    }
    case TimeUnit::mo: {
      steps.day(start_date, 0, "start_day");
      const Date last = plus_months(start_date, limit.amount);
      steps.day(last, 1, "calendar_day");
      result.at = end_of_day(calendar, last);
      break;
    }
  }
  result.provisional = crosses_undecreed(calendar, start_date, local_date(result.at));
  return result;
}

}  // namespace

Result<Limit> parse_limit(std::string_view text) {
  Limit limit;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), limit.amount);
  const std::string_view unit(parsed.ptr, static_cast<std::size_t>(text.data() + text.size() - parsed.ptr));
  const std::pair<std::string_view, TimeUnit> units[] = {{"min", TimeUnit::min}, {"h", TimeUnit::h}, {"wh", TimeUnit::wh},
                                                         {"d", TimeUnit::d},     {"wd", TimeUnit::wd}, {"mo", TimeUnit::mo}};
  const auto found = std::find_if(std::begin(units), std::end(units), [unit](const auto& row) { return row.first == unit; });
  if (parsed.ec == std::errc::result_out_of_range)
    return Refusal{"limit.too_long", "", "", {{"text", std::string(text)}, {"longest", std::to_string(longest_amount)}}};
  if (parsed.ec != std::errc() || found == std::end(units))
    return Refusal{"limit.malformed", "", "", {{"text", std::string(text)}}};
  if (limit.amount <= 0) return Refusal{"limit.zero", "", "", {{"text", std::string(text)}}};
  limit.unit = found->second;
  const bool is_minutes = limit.unit == TimeUnit::min;
  if (limit.amount > longest_amount * (is_minutes ? 1440 : 1))
    return Refusal{"limit.too_long", "", "", {{"text", std::string(text)}, {"longest", std::to_string(longest_amount)}}};
  return limit;
}

std::string to_text(Limit limit) {
  static constexpr const char* names[] = {"min", "h", "wh", "d", "wd", "mo"};
  return std::to_string(limit.amount) + names[static_cast<std::size_t>(limit.unit)];
}

Due due_at(const WorkCalendar& calendar, Instant start, Limit limit) { return due(calendar, start, limit, nullptr); }

Due explain_due(const WorkCalendar& calendar, Instant start, Limit limit, std::vector<DerivationStep>& steps) {
  return due(calendar, start, limit, &steps);
}

const SeasonHours* season_of(const WorkCalendar& calendar, Date date) {
  const MonthDay day{date.month(), date.day()};
  const auto found = std::find_if(calendar.seasons.begin(), calendar.seasons.end(), [day](const SeasonHours& season) {
    return season.from <= season.to ? season.from <= day && day <= season.to : season.from <= day || day <= season.to;
  });
  return found == calendar.seasons.end() ? nullptr : &*found;
}

const std::vector<WorkInterval>& working_intervals(const WorkCalendar& calendar, Date date) {
  static const std::vector<WorkInterval> none;
  const SeasonHours* season = calendar.seasons.empty() ? nullptr : season_of(calendar, date);
  const WeeklyHours& weekly = season == nullptr ? calendar.weekly : season->weekly;
  if (weekly.size() != 7) return none;
  const DayException* exception = exception_of(calendar, date);
  const auto& weekday = weekly[static_cast<std::size_t>(date.weekday() - 1)];
  if (exception == nullptr) return weekday;
  if (!exception->worked) return none;
  return weekday.empty() ? weekly[0] : weekday;
}

bool is_working_time(const WorkCalendar& calendar, Instant at) {
  const std::int32_t second = local_second_of_day(at);
  const auto& intervals = working_intervals(calendar, local_date(at));
  return std::any_of(intervals.begin(), intervals.end(), [second](const WorkInterval& interval) { return interval.from_second <= second && second < interval.to_second; });
}

bool is_decreed(const WorkCalendar& calendar, int year) {
  return std::find(calendar.decreed_years.begin(), calendar.decreed_years.end(), year) != calendar.decreed_years.end();
}

bool is_working_day(const WorkCalendar& calendar, Date date) { return !working_intervals(calendar, date).empty(); }

std::int64_t working_seconds_between(const WorkCalendar& calendar, Instant from, Instant to) {
  std::int64_t seconds = 0;
  for (Date date = local_date(from); at_local(date, 0) < to; date = date.plus_days(1)) {
    for (const WorkInterval& interval : working_intervals(calendar, date)) {
      const Instant begin = std::max(from, at_local(date, interval.from_second));
      const Instant end = std::min(to, at_local(date, interval.to_second));
      if (begin < end) seconds += end.seconds - begin.seconds;
    }
  }
  return seconds;
}

Instant next_working_instant(const WorkCalendar& calendar, Instant at) {
  SHOUWEN_CHECK(works_at_all(calendar.weekly));
  for (Date date = local_date(at);; date = date.plus_days(1))
    for (const WorkInterval& interval : working_intervals(calendar, date))
      if (at < at_local(date, interval.to_second)) return std::max(at, at_local(date, interval.from_second));
}

Verdict validate(const WorkCalendar& calendar) {
  for (const SeasonHours& season : calendar.seasons)
    if (!is_a_day(season.from) || !is_a_day(season.to)) return Refusal{"calendar.no_such_day", "", "", {{"calendar", season.name}}};
  const auto check = [](const std::string& name, const WeeklyHours& weekly) -> Verdict {
    if (!works_at_all(weekly)) return Refusal{"calendar.weekly_incomplete", "", "", {{"calendar", name}}};
    if (!intervals_fit(weekly)) return Refusal{"calendar.intervals_overlap", "", "", {{"calendar", name}}};
    return Done{};
  };
  if (const Verdict verdict = check(calendar.name, calendar.weekly); !verdict) return verdict;
  for (const SeasonHours& season : calendar.seasons)
    if (const Verdict verdict = check(season.name, season.weekly); !verdict) return verdict;
  return Done{};
}

}  // namespace shouwen
