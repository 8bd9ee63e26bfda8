// Read some customers, judge them, write what was found in one short transaction.
#include "usage/unusual_run.h"

#include <algorithm>

#include "usage/usage_store.h"

namespace shouwen {

namespace {

constexpr std::size_t customers_a_piece = 500;
/// Five years: older months say nothing of this one.
constexpr std::int32_t months_read = 60;

struct Found {
  CustomerId customer_id;
  std::vector<UnusualUse> months;
};

}  // namespace

UnusualRunReport look_for_unusual(House& house, const std::vector<CustomerId>& customers, Month month, const UnusualRules& rules) {
  UnusualRunReport report;
  for (std::size_t from = 0; from < customers.size(); from += customers_a_piece) {
    const std::size_t to = std::min(customers.size(), from + customers_a_piece);
    std::vector<Found> found;
    {
      const auto session = house.readers().borrow();
      for (std::size_t i = from; i < to; ++i) {
        MonthlySeries series = load_usage(*session, customers[i], months_read);
        std::erase_if(series, [month](const MonthlyUse& use) { return use.month > month; });
        ++report.customers;
        if (series.empty() || series.back().month != month) {
          ++report.without_month;
          continue;
        }
        Found of_one{customers[i], find_unusual(series, month, rules)};
        report.found += static_cast<std::int64_t>(of_one.months.size());
        if (!of_one.months.empty()) found.push_back(std::move(of_one));
      }
    }
    if (found.empty()) continue;
    house.writer().run([&](db::Session& session) {
      for (const Found& of_one : found) report.added += keep_unusual(session, of_one.customer_id, of_one.months, house.now());
    });
  }
  return report;
}

UnusualRunReport look_at_watched_customers(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || !rulebook->usage || !rulebook->usage->watched_yearly_kwh) return {};
  const Month month = month_of(local_date(house.now())).plus(-1);
  const auto customers = customers_using(*house.readers().borrow(), month, *rulebook->usage->watched_yearly_kwh * 1000);
  return look_for_unusual(house, customers, month, rulebook->usage->unusual);
}

}  // namespace shouwen
