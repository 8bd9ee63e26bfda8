// Rows of key_account_figure.
#include "analysis_reports/key_account_store.h"

#include <algorithm>
#include <unordered_set>

#include "base/check.h"
#include "json/json.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(PastForecast, (), (month, forecast_wh, baseline_wh, found_wh))
BOOST_DESCRIBE_STRUCT(PastOrigin, (), (origin, months))
BOOST_DESCRIBE_STRUCT(CustomerForecast, (), (base_month, wh, past))

namespace {

std::optional<std::int64_t> number_at(const db::Query& query, int column) { return query.is_null(column) ? std::nullopt : std::optional(query.integer(column)); }

CustomerForecast parsed(std::string_view text) {
  CustomerForecast value;
  const auto document = json::parse_document(text);
  SHOUWEN_CHECK(document && json::parse(*document, value, json::ParseMode::lenient).empty());
  return value;
}

}  // namespace

std::vector<KeyAccountFigure> key_account_figures(db::Session& session) {
  std::vector<KeyAccountFigure> figures;
  auto query = session.query("SELECT customer_id, computed_at, customer_name, account_number, area, station_unit_id, capacity_kva, year_wh, before_wh, place FROM key_account_figure ORDER BY customer_id");
  while (query.step())
    figures.push_back({CustomerId{query.integer(0)}, Instant{query.integer(1)}, std::string(query.text(2)), std::string(query.text(3)), static_cast<Area>(query.integer(4)),
                       UnitId{query.integer(5)}, query.integer(6), number_at(query, 7), number_at(query, 8), std::string(query.text(9))});
  return figures;
}

std::vector<StoredForecast> key_account_forecasts(db::Session& session) {
  std::vector<StoredForecast> forecasts;
  auto query = session.query("SELECT customer_id, forecast FROM key_account_figure ORDER BY customer_id");
  while (query.step()) forecasts.push_back({CustomerId{query.integer(0)}, parsed(query.text(1))});
  return forecasts;
}

std::vector<CustomerId> waiting_key_accounts(db::Session& session, const std::vector<CustomerId>& customers, std::size_t limit) {
  std::unordered_set<std::int64_t> computed;
  auto query = session.query("SELECT customer_id FROM key_account_figure WHERE computed_at > 0");
  while (query.step()) computed.insert(query.integer(0));
  std::vector<CustomerId> waiting;
  for (const CustomerId id : customers) {
    if (waiting.size() == limit) break;
    if (!computed.contains(id.value)) waiting.push_back(id);
  }
  return waiting;
}

std::optional<Month> wanted_month(db::Session& session) {
  auto query = session.query("SELECT max(wanted_month) FROM key_account_figure");
  query.step();
  return query.is_null(0) ? std::nullopt : std::optional(Month{static_cast<std::int32_t>(query.integer(0))});
}

void begin_key_account_run(db::Session& session, const std::vector<CustomerId>& customers, Month month) {
  std::vector<CustomerId> gone;
  {
    auto query = session.query("SELECT customer_id FROM key_account_figure ORDER BY customer_id");
    while (query.step())
      if (!std::binary_search(customers.begin(), customers.end(), CustomerId{query.integer(0)})) gone.push_back(CustomerId{query.integer(0)});
  }
  for (const CustomerId id : gone) session.run("DELETE FROM key_account_figure WHERE customer_id = ?1", id);
  session.run("UPDATE key_account_figure SET computed_at = 0, wanted_month = ?1", month.value);
}

void keep_key_account(db::Session& session, const KeyAccountFigure& figure, const CustomerForecast& forecast, Month wanted) {
  session.run("INSERT OR REPLACE INTO key_account_figure (customer_id, computed_at, wanted_month, customer_name, account_number, area, station_unit_id, capacity_kva, year_wh, before_wh, forecast, place)"
              " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
              figure.customer_id, figure.computed_at, wanted.value, figure.customer_name, figure.account_number, static_cast<std::int64_t>(figure.area), figure.station_unit_id,
              figure.capacity_kva, figure.year_wh, figure.before_wh, json::to_text(forecast), figure.place);
}

}  // namespace shouwen
