// Which days and hours are worked.
#include "calendar/calendar.h"

#include <algorithm>

namespace shouwen {

namespace {

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

std::vector<DayException>::iterator place_of(std::vector<DayException>& days, Date date) {
  return std::lower_bound(days.begin(), days.end(), date, [](const DayException& day, Date wanted) { return day.date < wanted; });
}

}  // namespace

void DayExceptions::set(DayException day) {
  if (!days_.empty() && days_.back().date < day.date) {  // in order, as tables are: nothing moves
    slots_.resize(static_cast<std::size_t>(day.date.days - first_.days) + 1);
    days_.push_back(std::move(day));
    slots_.back() = static_cast<std::uint32_t>(days_.size());
    return;
  }
  const auto place = place_of(days_, day.date);
  if (place != days_.end() && place->date == day.date) {
    *place = std::move(day);
    return;
  }
  days_.insert(place, std::move(day));
  lay_out();
}

void DayExceptions::erase(Date date) {
  const auto place = place_of(days_, date);
  if (place == days_.end() || place->date != date) return;
  days_.erase(place);
  lay_out();
}

void DayExceptions::lay_out() {
  slots_.clear();
  if (days_.empty()) return;
  first_ = days_.front().date;
  slots_.resize(static_cast<std::size_t>(days_.back().date.days - first_.days) + 1);
  for (std::size_t i = 0; i < days_.size(); ++i) slots_[static_cast<std::size_t>(days_[i].date.days - first_.days)] = static_cast<std::uint32_t>(i + 1);
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
  const DayException* exception = calendar.exceptions.find(date);
  const auto& weekday = weekly[static_cast<std::size_t>(date.weekday() - 1)];
  if (exception == nullptr) return weekday;
  if (!exception->worked) return none;
  return weekday.empty() ? weekly[0] : weekday;
}

Instant close_of_business(const WorkCalendar& calendar, Date date) {
  const auto& intervals = working_intervals(calendar, date);
  return at_local(date, intervals.empty() ? static_cast<std::int32_t>(seconds_per_day) : intervals.back().to_second);
}

bool is_working_time(const WorkCalendar& calendar, Instant at) {
  const std::int32_t second = local_second_of_day(at);
  const auto& intervals = working_intervals(calendar, local_date(at));
  return std::any_of(intervals.begin(), intervals.end(), [second](const WorkInterval& interval) { return interval.from_second <= second && second < interval.to_second; });
}

bool is_decreed(const WorkCalendar& calendar, int year) {
  return calendar.every_day || std::find(calendar.decreed_years.begin(), calendar.decreed_years.end(), year) != calendar.decreed_years.end();
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
