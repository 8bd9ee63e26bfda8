// Read and computed without the writer; written in one short transaction a piece.
#include "analysis_reports/key_account_run.h"

#include <algorithm>

#include "accounts/account_store.h"
#include "analysis_reports/key_account_areas.h"
#include "analysis_reports/key_account_store.h"
#include "base/text.h"
#include "customers/customer_file_store.h"
#include "usage/indicators.h"
#include "usage/usage_store.h"

namespace shouwen {

namespace {

/// A few tenths of a second of work, so that clocks strike in between.
constexpr std::size_t customers_a_piece = 50;
/// As on the customer's page, so that both say the same.
constexpr std::int32_t months_read = 60;

struct Computed {
  KeyAccountFigure figure;
  CustomerForecast forecast;
};

std::optional<Computed> compute(db::Session& session, CustomerId id, Month wanted, const Rulebook& rulebook, Instant now) {
  const auto file = load_file(session, id);
  if (!file) return std::nullopt;
  const MonthlySeries series = load_usage(session, id, months_read);
  Computed out;
  out.figure = {id, now, is_organisation(*file) ? file->name.value : mask_name(file->name.value), file->account_number.value, file->area, file->station_unit_id,
                file->contracted_capacity_kva, {}, {}, place_of(file->address.value, rulebook.districts)};
  const UseIndicators use = describe_use(series);
  out.figure.year_wh = use.year_wh;
  if (use.year_wh && series.size() > static_cast<std::size_t>(months_per_year)) {
    MonthlySeries before;
    std::copy_if(series.begin(), series.end(), std::back_inserter(before), [&](const MonthlyUse& one) { return one.month <= use.last_month.plus(-months_per_year); });
    const UseIndicators year_before = describe_use(before);
    if (year_before.last_month == use.last_month.plus(-months_per_year)) out.figure.before_wh = year_before.year_wh;
  }
  if (rulebook.usage && wanted.value != 0) out.forecast = forecast_at(series, wanted, rulebook.usage->forecast);
  return out;
}

}  // namespace

void begin_key_accounts(House& house) {
  std::vector<CustomerId> customers;
  Month month;
  {
    const auto session = house.readers().borrow();
    customers = key_customer_ids(*session);
    month = common_last_month(*session, customers);
  }
  house.writer().run([&](db::Session& session) { begin_key_account_run(session, customers, month); });
}

bool go_on_with_key_accounts(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr) return false;
  std::vector<Computed> done;
  Month wanted;
  {
    const auto session = house.readers().borrow();
    const std::vector<CustomerId> customers = key_customer_ids(*session);
    const auto waiting = waiting_key_accounts(*session, customers, customers_a_piece);
    if (waiting.empty()) return false;
    const auto known = wanted_month(*session);
    wanted = known && known->value != 0 ? *known : common_last_month(*session, customers);
    for (const CustomerId id : waiting)
      if (auto computed = compute(*session, id, wanted, *rulebook, house.now())) done.push_back(*std::move(computed));
  }
  if (done.empty()) return false;
  house.writer().run([&](db::Session& session) {
    for (const Computed& one : done) keep_key_account(session, one.figure, one.forecast, wanted);
  });
  return true;
}

}  // namespace shouwen
