// One run over the cases gives every month.
#include "participation/goal_figures.h"

#include "dashboard/figure_store.h"
#include "participation/plan_steps.h"

namespace shouwen {

namespace {

constexpr std::int64_t kept_seconds = 60;
constexpr std::int64_t whole_hundredths = 10'000;
constexpr std::size_t kept_most = 50;

Reader whole_bureau() {
  Reader reader;
  reader.scope.bureau = true;
  reader.scope.secrecy_up_to = Secrecy::personal;
  return reader;
}

std::vector<MonthFigures> count(db::Session& session, const WorkCalendar& calendar, Date from, Instant now) {
  std::map<std::string, MonthFigures> months;
  const FigurePeriod period{from, local_date(now), now};
  FigureBook all(Dimension::month, calendar, 1), replies(Dimension::month, calendar, 1);
  read_figures(session, whole_bureau(), period, std::nullopt, all);
  read_figures(session, whole_bureau(), period, DutyKind::reply, replies);
  for (const Figures& row : all.rows()) {
    MonthFigures& month = months[row.key];
    month.month = row.key;
    month.met = row.met.count;
    month.breached = row.breached.count;
    month.satisfied = row.satisfied.count;
    month.not_satisfied = row.not_satisfied.count;
    month.returns = row.returns.count;
    month.cases = row.cases.count;
  }
  for (const Figures& row : replies.rows()) {
    months[row.key].month = row.key;
    months[row.key].replies_met = row.met.count;
    months[row.key].replies_breached = row.breached.count;
  }
  std::vector<MonthFigures> rows;
  for (auto& [key, month] : months) rows.push_back(std::move(month));
  return rows;
}

/// Half a hundredth up.
std::optional<std::int64_t> rate(std::int64_t part, std::int64_t rest, std::int64_t smallest) {
  const std::int64_t all = part + rest;
  if (all == 0 || all < smallest) return std::nullopt;
  return (2 * part * whole_hundredths + all) / (2 * all);
}

std::optional<std::int64_t> counted_value(GoalFigure figure, const MonthFigures& month, std::int64_t smallest) {
  constexpr std::int64_t one = 100;
  switch (figure) {
    case GoalFigure::on_time_rate: return rate(month.met, month.breached, smallest);
    case GoalFigure::answered_in_time: return rate(month.replies_met, month.replies_breached, smallest);
    case GoalFigure::satisfaction_rate: return rate(month.satisfied, month.not_satisfied, smallest);
    case GoalFigure::returns: return month.returns * one;
    case GoalFigure::own: break;
  }
  return std::nullopt;
}

std::optional<std::int64_t> reported_value(const Plan& plan, std::size_t goal, const std::string& month) {
  for (const PlanReport& report : plan.reports)
    if (report.month == month)
      for (const GoalActual& actual : report.actuals)
        if (actual.goal == static_cast<std::int64_t>(goal) + 1) return actual.value_hundredths;
  return std::nullopt;
}

}  // namespace

std::vector<std::string> months_between(Date from, Date to) {
  std::vector<std::string> months;
  for (Date day = Date::of(from.year(), from.month(), 1); day <= to; day = day.month() == 12 ? Date::of(day.year() + 1, 1, 1) : Date::of(day.year(), day.month() + 1, 1)) months.push_back(plan_month(day));
  return months;
}

std::vector<GoalMonth> goal_months(const Plan& plan, std::size_t goal, const std::vector<MonthFigures>& counted, Date today, std::int64_t smallest_shown) {
  std::vector<GoalMonth> rows;
  const PlanGoal& wanted = plan.content.goals[goal];
  for (const std::string& month : months_between(plan.content.valid_from, std::min(plan.content.valid_to, today))) {
    GoalMonth row{month, {}, {}};
    if (wanted.figure == GoalFigure::own) row.value_hundredths = reported_value(plan, goal, month);
    else
      for (const MonthFigures& figures : counted)
        if (figures.month == month) row.value_hundredths = counted_value(wanted.figure, figures, smallest_shown);
    if (row.value_hundredths) row.reached = wanted.direction == GoalDirection::at_least ? *row.value_hundredths >= wanted.target_hundredths : *row.value_hundredths <= wanted.target_hundredths;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::shared_ptr<const std::vector<MonthFigures>> GoalFigureBoard::figures(db::Session& session, const WorkCalendar& calendar, Date from, Instant now) {
  const Date first = Date::of(from.year(), from.month(), 1);
  // Whoever comes while it is counted waits for that count instead of counting too.
  const std::lock_guard lock(mutex_);
  if (counted_.size() > kept_most) counted_.clear();
  Counted& kept = counted_[plan_month(first)];
  if (kept.months == nullptr || now.seconds - kept.at.seconds >= kept_seconds || now < kept.at) kept = {now, std::make_shared<const std::vector<MonthFigures>>(count(session, calendar, first, now))};
  return kept.months;
}

}  // namespace shouwen
