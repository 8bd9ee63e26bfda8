// What was computed of each key customer at night. All SQL of it; nothing here is anybody's decision, so no event stands behind it.
#pragma once

#include <string>
#include <vector>

#include "analysis_reports/portfolio.h"
#include "base/id.h"
#include "db/session.h"
#include "regulation/rulebook.h"

namespace shouwen {

struct KeyAccountFigure {
  CustomerId customer_id;
  Instant computed_at;                    ///< 0 = to be computed again
  std::string customer_name, account_number;
  Area area{};
  UnitId station_unit_id;
  std::int64_t capacity_kva = 0;
  std::optional<std::int64_t> year_wh, before_wh;
  std::string place;                      ///< of the rulebook's places; "" = none
};
/// By customer. Forecasts are read on their own: they are long.
std::vector<KeyAccountFigure> key_account_figures(db::Session& session);
struct StoredForecast {
  CustomerId customer_id;
  CustomerForecast forecast;
};
std::vector<StoredForecast> key_account_forecasts(db::Session& session);

/// Of those who are key customers now: who was never computed or is to be again, at most `limit`.
std::vector<CustomerId> waiting_key_accounts(db::Session& session, const std::vector<CustomerId>& customers, std::size_t limit);
/// The month forecasts should know last; nothing before the first run.
std::optional<Month> wanted_month(db::Session& session);
/// Everybody is to be computed again up to `month`; who is no key customer any more is forgotten.
void begin_key_account_run(db::Session& session, const std::vector<CustomerId>& customers, Month month);
void keep_key_account(db::Session& session, const KeyAccountFigure& figure, const CustomerForecast& forecast, Month wanted);

}  // namespace shouwen
