// Goal against actual by month: what the house counts comes from the figures of the dashboard, never from anybody's typing. Arts. 5, 6.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "dashboard/figures.h"
#include "db/session.h"
#include "participation/plan.h"

namespace shouwen {

/// Of the cases registered in a month, as known now.
struct MonthFigures {
  std::string month;
  std::int64_t met = 0, breached = 0;                  ///< every clock
  std::int64_t replies_met = 0, replies_breached = 0;  ///< the clock of the answer
  std::int64_t satisfied = 0, not_satisfied = 0;
  std::int64_t returns = 0, cases = 0;
};

struct GoalMonth {
  std::string month;
  std::optional<std::int64_t> value_hundredths;  ///< absent = nothing to count, not reported, or too few to publish
  std::optional<bool> reached;
  bool operator==(const GoalMonth&) const = default;
};
/// One goal's months, from the plan's first to the present one. `smallest_shown`: rates of fewer are withheld (0 = none is).
std::vector<GoalMonth> goal_months(const Plan& plan, std::size_t goal, const std::vector<MonthFigures>& counted, Date today, std::int64_t smallest_shown);
/// Months from one day's to another's, both counted.
std::vector<std::string> months_between(Date from, Date to);

/// Dear to count and asked for by everybody: counted once a minute for a month it begins with.
class GoalFigureBoard {
 public:
  /// Nothing before `from`'s month. Whole bureau, without what is sealed.
  std::shared_ptr<const std::vector<MonthFigures>> figures(db::Session& session, const WorkCalendar& calendar, Date from, Instant now);

 private:
  struct Counted {
    Instant at;
    std::shared_ptr<const std::vector<MonthFigures>> months;
  };
  std::mutex mutex_;
  std::map<std::string, Counted> counted_;
};

}  // namespace shouwen
