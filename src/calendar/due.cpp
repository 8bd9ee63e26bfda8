// Counting a period: one walk over the days, recorded when somebody wants to see it.
#include "calendar/due.h"

#include <algorithm>
#include <charconv>

namespace shouwen {

namespace {

constexpr std::int64_t longest_amount = 3660;  // ten years of days: more is a typing mistake

/// Art. 202: the corresponding day, or the last of a month that has none.
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
  Steps(const WorkCalendar& calendar, std::vector<DerivationStep>* steps) : calendar_(calendar), steps_(steps) {}

  void day(Date date, std::int64_t counted_days, StepReason reason) {
    if (steps_ != nullptr) add(date, at_local(date, 0), at_local(date.plus_days(1), 0), 0, counted_days, reason);
  }
  void span(Date date, Instant from, Instant to, StepReason reason) {
    if (steps_ != nullptr) add(date, from, to, to.seconds - from.seconds, 0, reason);
  }
  /// A day that does not count, and why.
  void skipped(Date date) {
    if (steps_ != nullptr) day(date, 0, calendar_.exceptions.find(date) != nullptr ? StepReason::holiday : StepReason::weekend);
  }
  void worked(Date date) {
    if (steps_ != nullptr) day(date, 1, calendar_.exceptions.find(date) != nullptr ? StepReason::make_up_day : StepReason::working_day);
  }

 private:
  void add(Date date, Instant from, Instant to, std::int64_t seconds, std::int64_t days, StepReason reason) {
    DerivationStep& step = steps_->emplace_back(DerivationStep{date, from, to, seconds, days, reason, {}, {}});
    if (const DayException* exception = calendar_.exceptions.find(date)) {
      step.name = exception->name;
      step.source = exception->source;
    }
  }
  const WorkCalendar& calendar_;
  std::vector<DerivationStep>* steps_;
};

/// The day before the first that counts. The day of the event counts only if its rule says so and business was not over.
Date day_before_first(const WorkCalendar& calendar, Instant start, Counting counting, Steps& steps) {
  const Date day = local_date(start);
  if (counting.from == CountFrom::same_day && start < close_of_business(calendar, day)) return day.plus_days(-1);
  steps.day(day, 0, StepReason::start_day);
  return day;
}

Date count_working_days(const WorkCalendar& calendar, Date date, std::int64_t days, Steps& steps) {
  while (days > 0) {
    date = date.plus_days(1);
    if (is_working_day(calendar, date)) {
      --days;
      steps.worked(date);
    } else {
      steps.skipped(date);
    }
  }
  return date;
}

Instant count_working_seconds(const WorkCalendar& calendar, Instant start, std::int64_t left, Steps& steps) {
  for (Date date = local_date(start);; date = date.plus_days(1)) {
    const auto& intervals = working_intervals(calendar, date);
    if (intervals.empty()) steps.skipped(date);
    for (const WorkInterval& interval : intervals) {
      const Instant from = std::max(start, at_local(date, interval.from_second));
      const Instant to = at_local(date, interval.to_second);
      if (from >= to) continue;
      const Instant at{std::min(to.seconds, from.seconds + left)};
      left -= at.seconds - from.seconds;
      steps.span(date, from, at, StepReason::working_time);
      if (left == 0) return at;
    }
  }
}

/// Art. 203: a last day that is free may give way to the next that is worked.
Date settled_last_day(const WorkCalendar& calendar, Date last, Counting counting, Steps& steps) {
  if (counting.free_last_day == FreeLastDay::stays || is_working_day(calendar, last)) return last;
  for (last = last.plus_days(1); !is_working_day(calendar, last); last = last.plus_days(1)) steps.skipped(last);
  steps.day(last, 0, StepReason::moved_to_working_day);
  return last;
}

Instant end_of(const WorkCalendar& calendar, Date last, Counting counting) {
  return counting.end == PeriodEnd::close_of_business ? close_of_business(calendar, last) : at_local(last.plus_days(1), 0);
}

Due due(const WorkCalendar& calendar, Instant start, Limit limit, Counting counting, std::vector<DerivationStep>* recorded) {
  SHOUWEN_CHECK(calendar.weekly.size() == 7 && limit.amount > 0);
  Steps steps(calendar, recorded);
  const Date start_date = local_date(start);
  Due result;
  switch (limit.unit) {
    case TimeUnit::min:
    case TimeUnit::h:
      result.at = start.plus_seconds(limit.amount * (limit.unit == TimeUnit::h ? 3600 : 60));
      steps.span(start_date, start, result.at, StepReason::clock_time);
      return result;
    case TimeUnit::wh:
      result.at = count_working_seconds(calendar, start, limit.amount * 3600, steps);
      break;
    case TimeUnit::wd: {
      const Date before = day_before_first(calendar, start, counting, steps);
      result.at = end_of(calendar, count_working_days(calendar, before, limit.amount, steps), counting);
      break;
    }
    case TimeUnit::d: {
      const Date before = day_before_first(calendar, start, counting, steps);
      const Date last = before.plus_days(static_cast<std::int32_t>(limit.amount));
      for (Date date = before.plus_days(1); recorded != nullptr && date <= last; date = date.plus_days(1)) steps.day(date, 1, StepReason::calendar_day);
      result.at = end_of(calendar, settled_last_day(calendar, last, counting, steps), counting);
      break;
    }
    case TimeUnit::month: {
      const Date before = day_before_first(calendar, start, counting, steps);
      const Date last = plus_months(before, limit.amount);
      steps.day(last, 1, StepReason::calendar_day);
      result.at = end_of(calendar, settled_last_day(calendar, last, counting, steps), counting);
      break;
    }
  }
  result.provisional = crosses_undecreed(calendar, start, result.at);
  return result;
}

/// The smallest value from low + 1 to high for which `holds`; it holds for high and whatever is above a value it holds for.
template <class Predicate>
std::int64_t first_that(std::int64_t low, std::int64_t high, Predicate holds) {
  while (low + 1 < high) {
    const std::int64_t middle = low + (high - low) / 2;
    (holds(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace

Result<Limit> parse_limit(std::string_view text) {
  Limit limit;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), limit.amount);
  const std::string_view unit(parsed.ptr, static_cast<std::size_t>(text.data() + text.size() - parsed.ptr));
  const std::pair<std::string_view, TimeUnit> units[] = {{"min", TimeUnit::min}, {"h", TimeUnit::h},   {"wh", TimeUnit::wh},      {"d", TimeUnit::d},
                                                         {"wd", TimeUnit::wd},   {"mo", TimeUnit::month}, {"month", TimeUnit::month}};
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
  static constexpr const char* names[] = {"min", "h", "wh", "d", "wd", "month"};
  return std::to_string(limit.amount) + names[static_cast<std::size_t>(limit.unit)];
}

Due due_at(const WorkCalendar& calendar, Instant start, Limit limit, Counting counting) { return due(calendar, start, limit, counting, nullptr); }

Due explain_due(const WorkCalendar& calendar, Instant start, Limit limit, std::vector<DerivationStep>& steps, Counting counting) {
  steps.reserve(steps.size() + 2 * static_cast<std::size_t>(std::min<std::int64_t>(limit.amount, 200)) + 8);
  return due(calendar, start, limit, counting, &steps);
}

Instant latest_start_over_by(const WorkCalendar& calendar, Limit limit, Instant now, Counting counting) {
  const auto is_over = [&](std::int64_t ago) { return due_at(calendar, now.plus_seconds(-ago), limit, counting).at <= now; };
  std::int64_t high = seconds_per_day;
  while (!is_over(high)) high *= 2;
  return now.plus_seconds(-first_that(-1, high, is_over));
}

// By bisection over the monotone count of working seconds: rare, so short beats fast.
Instant advance_working_time(const WorkCalendar& calendar, Instant from, std::int64_t working_seconds) {
  if (working_seconds <= 0) return from;
  const auto is_enough = [&](std::int64_t seconds) { return working_seconds_between(calendar, from, from.plus_seconds(seconds)) >= working_seconds; };
  std::int64_t high = seconds_per_day;
  while (!is_enough(high)) high *= 2;
  return from.plus_seconds(first_that(0, high, is_enough));
}

Instant shift_due(const WorkCalendar& calendar, Instant due_at, Limit limit, StandStill pause) {
  if (due_at <= pause.from) return due_at;
  if (limit.unit == TimeUnit::min || limit.unit == TimeUnit::h) return due_at.plus_seconds(pause.to.seconds - pause.from.seconds);
  return advance_working_time(calendar, pause.to, working_seconds_between(calendar, pause.from, due_at));
}

bool crosses_undecreed(const WorkCalendar& calendar, Instant from, Instant to) {
  if (calendar.every_day) return false;
  for (int year = local_date(from).year(), last = local_date(to).year(); year <= last; ++year)
    if (!is_decreed(calendar, year)) return true;
  return false;
}

}  // namespace shouwen
