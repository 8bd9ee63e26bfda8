// The portfolio of key customers over HTTP: table, sums by unit, forecast. Leaders and marketing see all, heads their units,
// managers their own.
#include <algorithm>
#include <unordered_map>

#include "accounts/contact_plan.h"
#include "analysis_reports/key_account_areas.h"
#include "analysis_reports/key_account_desk.h"
#include "analysis_reports/key_account_run.h"
#include "analysis_reports/key_account_store.h"
#include "analysis_reports/report_desk.h"
#include "api/query.h"
#include "base/text.h"
#include "needs/need_store.h"
#include "regulation/clauses.h"
#include "usage/usage_store.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(KeyAccountOnly, contact_overdue, promise_broken, needs, unusual, year_unknown)
BOOST_DESCRIBE_ENUM(KeyAccountOrder, name, tier, capacity, year, change, last_contact, needs, unusual)

struct KeyAccountRowView {
  CustomerId customer_id;
  std::string customer_name, account_number;
  AccountTier tier{};
  std::optional<Area> area;
  std::string station_name, unit_name, account_manager_name;
  std::optional<std::int64_t> capacity_kva, year_wh, change_permille;
  std::optional<Instant> last_contact_at;
  bool contact_overdue = false;
  std::int64_t promises_broken = 0, needs = 0, needs_kw = 0, unusual = 0;
};
BOOST_DESCRIBE_STRUCT(KeyAccountRowView, (), (customer_id, customer_name, account_number, tier, area, station_name, unit_name, account_manager_name, capacity_kva, year_wh,
                                              change_permille, last_contact_at, contact_overdue, promises_broken, needs, needs_kw, unusual))
struct KeyAccountChoice {
  std::int64_t id = 0;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(KeyAccountChoice, (), (id, name))
struct KeyAccountsView {
  std::int64_t total = 0;          ///< that fit
  std::vector<KeyAccountRowView> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(KeyAccountsView, (), (total, items, next))
struct KeyAccountSumView {
  UnitId unit_id;                  ///< 0 = all
  std::string unit_name;
  std::int64_t customers = 0, large_accounts = 0, key_accounts = 0, capacity_kva = 0, year_wh = 0, year_unknown = 0;
  std::optional<std::int64_t> change_permille;            ///< of customers known in both years
  std::optional<std::int64_t> contacts_kept_percent;      ///< of customers with a contact plan; absent: none has one
  std::int64_t contacts_overdue = 0, promises_broken = 0, needs = 0, needs_kw = 0, unusual = 0;
};
BOOST_DESCRIBE_STRUCT(KeyAccountSumView, (), (unit_id, unit_name, customers, large_accounts, key_accounts, capacity_kva, year_wh, year_unknown, change_permille,
                                              contacts_kept_percent, contacts_overdue, promises_broken, needs, needs_kw, unusual))
struct KeyAccountOverviewView {
  KeyAccountSumView all;
  std::vector<KeyAccountSumView> units;
  std::int64_t waiting = 0;                ///< customers whose figures are still to be computed
  std::optional<Instant> computed_at;      ///< the oldest figure of those that are
  std::vector<KeyAccountChoice> managers, stations;  ///< for filters, by name
  bool may_refresh = false;
};
BOOST_DESCRIBE_STRUCT(KeyAccountOverviewView, (), (all, units, waiting, computed_at, managers, stations, may_refresh))
BOOST_DESCRIBE_ENUM(CustomerState, contact_overdue, unusual, needs, quiet)
struct AreaCustomerView {
  CustomerId customer_id;
  std::string customer_name, account_number;
  std::optional<std::int64_t> capacity_kva, year_wh;
  CustomerState state{};           ///< the most urgent
  bool contact_overdue = false;
  std::int64_t needs = 0, unusual = 0;
};
BOOST_DESCRIBE_STRUCT(AreaCustomerView, (), (customer_id, customer_name, account_number, capacity_kva, year_wh, state, contact_overdue, needs, unusual))
struct AreaPlaceView {
  std::string place;               ///< "" = none of the rulebook's
  std::int64_t customers = 0, capacity_kva = 0, year_wh = 0, contacts_overdue = 0, needs = 0, unusual = 0;
  std::vector<AreaCustomerView> items;  ///< largest capacity first
  std::int64_t left_off = 0;       ///< smaller ones beyond what is shown
};
BOOST_DESCRIBE_STRUCT(AreaPlaceView, (), (place, customers, capacity_kva, year_wh, contacts_overdue, needs, unusual, items, left_off))
struct AreaDistrictView {
  std::string name;                ///< "" = none of the rulebook's
  std::int64_t customers = 0, capacity_kva = 0, year_wh = 0;
  std::vector<AreaPlaceView> places;
};
BOOST_DESCRIBE_STRUCT(AreaDistrictView, (), (name, customers, capacity_kva, year_wh, places))
struct KeyAccountAreasView {
  std::int64_t total = 0;
  std::vector<AreaDistrictView> districts;
};
BOOST_DESCRIBE_STRUCT(KeyAccountAreasView, (), (total, districts))
BOOST_DESCRIBE_STRUCT(PortfolioMonth, (), (month, wh, low_wh, high_wh))
BOOST_DESCRIBE_STRUCT(Portfolio, (), (customers, forecast_customers, months, wh, interval_percent, origins, forecasts, error_wh, error_permille, baseline_error_wh,
                                      baseline_error_permille))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 100;
constexpr std::int64_t longest_page = 500;
/// More rectangles nobody can tell apart.
constexpr std::size_t areas_customers_most = 1000;

bool may_see(const Call& call, const ManagedCustomer& customer, UnitId unit) {
  CaseFacts facts;
  facts.secrecy = Secrecy::personal;
  facts.responsible_officer_id = customer.manager_id;
  facts.handling_unit_id = unit;
  return may(*call.rulebook, *call.organisation, call.actor, "read_key_accounts", facts).allowed;
}

template <class Count>
std::unordered_map<std::int64_t, Count> by_customer(const std::vector<Count>& counts) {
  std::unordered_map<std::int64_t, Count> map;
  for (const Count& one : counts) map.emplace(one.customer_id.value, one);
  return map;
}

void add_figures(const std::unordered_map<std::int64_t, KeyAccountFigure>& figures, KeyAccountRow& row) {
  const auto found = figures.find(row.customer_id.value);
  if (found == figures.end()) return;
  const KeyAccountFigure& figure = found->second;
  row.customer_name = figure.customer_name;
  row.account_number = figure.account_number;
  row.place = figure.place;
  row.area = figure.area;
  row.station_unit_id = figure.station_unit_id;
  row.capacity_kva = figure.capacity_kva;
  row.year_wh = figure.year_wh;
  row.before_wh = figure.before_wh;
}

struct Seen {
  std::vector<KeyAccountRow> rows;
  std::int64_t waiting = 0;
  std::optional<Instant> computed_at;
};

/// Care as it is now, use and file as they were computed.
Seen seen_rows(const Call& call, db::Session& session) {
  Seen seen;
  const AccountManagerRules rules = call.rulebook->account_managers.value_or(AccountManagerRules{});
  const auto figures = by_customer(key_account_figures(session));
  const auto needs = by_customer(open_need_sums(session));
  std::unordered_map<std::int64_t, std::int64_t> unusual;
  for (const auto& [id, count] : open_unusual_counts(session)) unusual[id.value] = count;
  for (const ManagedCustomer& customer : managed_customers(session)) {
    const UnitId unit = unit_of(customer, *call.organisation);
    if (customer.present_tier() == AccountTier::ordinary || !may_see(call, customer, unit)) continue;
    KeyAccountRow row;
    row.customer_id = customer.id;
    row.tier = customer.present_tier();
    row.unit_id = unit;
    row.account_manager_id = customer.manager_id;
    row.last_contact_at = customer.last_contact_at;
    const auto next = next_contact_at(customer, rules, call.rulebook->calendars.bureau);
    row.contact_planned = next.has_value();
    row.contact_overdue = next && *next < call.now;
    row.promises_broken = std::count_if(customer.promises.begin(), customer.promises.end(), [](const AccountPromise& one) { return one.broken; });
    if (const auto found = needs.find(customer.id.value); found != needs.end()) row.needs = found->second.needs, row.needs_kw = found->second.power_kw;
    if (const auto found = unusual.find(customer.id.value); found != unusual.end()) row.unusual = found->second;
    add_figures(figures, row);
    // What a person stated counts until the file says it.
    if (row.capacity_kva.value_or(0) == 0 && customer.stated) row.capacity_kva = customer.stated->contracted_capacity_kva;
    const auto figure = figures.find(customer.id.value);
    if (figure == figures.end() || figure->second.computed_at.seconds == 0) ++seen.waiting;
    else if (!seen.computed_at || figure->second.computed_at < *seen.computed_at) seen.computed_at = figure->second.computed_at;
    seen.rows.push_back(std::move(row));
  }
  return seen;
}

KeyAccountRowView view_of(const Call& call, const KeyAccountRow& row) {
  return {row.customer_id, row.customer_name, row.account_number, row.tier, row.area, unit_name(call, row.station_unit_id), unit_name(call, row.unit_id),
          officer_name(call, row.account_manager_id), row.capacity_kva, row.year_wh, change_permille(row.year_wh, row.before_wh), row.last_contact_at, row.contact_overdue,
          row.promises_broken, row.needs, row.needs_kw, row.unusual};
}

KeyAccountSumView view_of(const Call& call, const KeyAccountSum& sum) {
  KeyAccountSumView view{sum.unit_id, unit_name(call, sum.unit_id), sum.customers, sum.large_accounts, sum.key_accounts, sum.capacity_kva, sum.year_wh, sum.customers - sum.year_known,
                         change_permille(sum.compared_wh, sum.before_wh), {}, sum.contacts_overdue, sum.promises_broken, sum.needs, sum.needs_kw, sum.unusual};
  if (sum.contacts_planned > 0) view.contacts_kept_percent = (sum.contacts_planned - sum.contacts_overdue) * 100 / sum.contacts_planned;
  return view;
}

Result<KeyAccountFilter> filter_of(const Call& call) {
  KeyAccountFilter filter;
  std::optional<Refusal> bad = api::read_enum(call, "tier", filter.tier);
  if (!bad) bad = api::read_enum(call, "area", filter.area);
  if (!bad) bad = api::read_enum(call, "only", filter.only);
  if (!bad) bad = api::read_id(call, "account_manager_id", filter.account_manager_id);
  if (!bad) bad = api::read_id(call, "station_unit_id", filter.station_unit_id);
  if (!bad) bad = api::read_id(call, "unit_id", filter.unit_id);
  if (bad) return *bad;
  filter.text = to_half_width(call.request.query_value("text").value_or(""));
  return filter;
}

const std::vector<http::QueryParameter>& filter_query() {
  static const std::vector<http::QueryParameter> query{{"tier", "large_account or key_account"},
                                                       {"area", "urban, rural or remote"},
                                                       {"account_manager_id", "whose", R"({"type":"integer"})"},
                                                       {"station_unit_id", "of one supply station", R"({"type":"integer"})"},
                                                       {"unit_id", "of the managers of one unit", R"({"type":"integer"})"},
                                                       {"only", "contact_overdue, promise_broken, needs, unusual or year_unknown"},
                                                       {"text", "of name or account number"}};
  return query;
}

http::Operation key_account_operation(const char* method, const char* rest, const char* id, const char* summary, const char* clause) {
  return {method, std::string("/api/v1/key_accounts") + rest, id, "analysis_reports", summary, clause};
}

http::Response table_answer(const Call& call, db::Session& session) {
  const auto asked = asked_rows(call, session);
  if (!asked) return refused(call, asked.refusal());
  const std::vector<KeyAccountRow>& rows = *asked;
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
  if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
  const auto total = static_cast<std::int64_t>(rows.size());
  const std::int64_t from = std::clamp<std::int64_t>(after->value_or(0), 0, total);
  const std::int64_t to = std::min(total, from + std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page));
  KeyAccountsView view{total, {}, {}};
  for (std::int64_t at = from; at < to; ++at) view.items.push_back(view_of(call, rows[static_cast<std::size_t>(at)]));
  if (to < total) view.next = std::to_string(to);
  return api::answer(view);
}

template <class IdOf, class NameOf>
std::vector<KeyAccountChoice> choices(const std::vector<KeyAccountRow>& rows, IdOf&& id_of, NameOf&& name_of) {
  std::unordered_map<std::int64_t, std::string> names;
  for (const KeyAccountRow& row : rows)
    if (const auto id = id_of(row); id) names.try_emplace(id.value, name_of(id));
  std::vector<KeyAccountChoice> out;
  for (auto& [id, name] : names) out.push_back({id, std::move(name)});
  std::sort(out.begin(), out.end(), [](const KeyAccountChoice& a, const KeyAccountChoice& b) { return a.name < b.name; });
  return out;
}

http::Response overview_answer(const Call& call, db::Session& session) {
  const Seen seen = seen_rows(call, session);
  const auto sums = sums_by_unit(seen.rows);
  KeyAccountOverviewView view;
  view.all = view_of(call, sums.front());
  for (std::size_t i = 1; i < sums.size(); ++i) view.units.push_back(view_of(call, sums[i]));
  view.waiting = seen.waiting;
  view.computed_at = seen.computed_at;
  view.managers = choices(seen.rows, [](const KeyAccountRow& row) { return row.account_manager_id; }, [&call](OfficerId id) { return officer_name(call, id); });
  view.stations = choices(seen.rows, [](const KeyAccountRow& row) { return row.station_unit_id; }, [&call](UnitId id) { return unit_name(call, id); });
  view.may_refresh = may(*call.rulebook, *call.organisation, call.actor, "refresh_key_accounts").allowed;
  return api::answer(view);
}

AreaPlaceView view_of(const PlaceRows& place) {
  AreaPlaceView view{place.place, place.sum.customers, place.sum.capacity_kva, place.sum.year_wh, place.sum.contacts_overdue, place.sum.needs, place.sum.unusual, {}, place.left_off};
  for (const KeyAccountRow* row : place.rows)
    view.items.push_back({row->customer_id, row->customer_name, row->account_number, row->capacity_kva, row->year_wh, state_of(*row), row->contact_overdue, row->needs, row->unusual});
  return view;
}

http::Response areas_answer(const Call& call, db::Session& session) {
  const auto filter = filter_of(call);
  if (!filter) return refused(call, filter.refusal());
  std::vector<KeyAccountRow> rows = seen_rows(call, session).rows;
  std::erase_if(rows, [&filter](const KeyAccountRow& row) { return !fits(row, *filter); });
  KeyAccountAreasView view{static_cast<std::int64_t>(rows.size()), {}};
  for (const DistrictRows& one : rows_by_place(rows, call.rulebook->districts, areas_customers_most)) {
    AreaDistrictView district{one.district == nullptr ? "" : call.said(one.district->name_zh, one.district->name_en), one.sum.customers, one.sum.capacity_kva, one.sum.year_wh, {}};
    for (const PlaceRows& place : one.places) district.places.push_back(view_of(place));
    view.districts.push_back(std::move(district));
  }
  return api::answer(view);
}

http::Response forecast_answer(const Call& call, db::Session& session) {
  const auto filter = filter_of(call);
  if (!filter) return refused(call, filter.refusal());
  if (!call.rulebook->usage) return refused(call, Refusal{"usage.rules_missing", "", "", {}});
  std::unordered_map<std::int64_t, CustomerForecast> known;
  for (StoredForecast& one : key_account_forecasts(session)) known.emplace(one.customer_id.value, std::move(one.forecast));
  std::vector<CustomerForecast> forecasts;
  for (const KeyAccountRow& row : seen_rows(call, session).rows)
    if (fits(row, *filter)) forecasts.push_back(known[row.customer_id.value]);
  return api::answer(add_up(forecasts, call.rulebook->usage->forecast));
}

}  // namespace

Result<std::vector<KeyAccountRow>> asked_rows(const Call& call, db::Session& session) {
  const auto filter = filter_of(call);
  if (!filter) return filter.refusal();
  std::optional<KeyAccountOrder> order;
  if (const auto bad = api::read_enum(call, "order", order)) return *bad;
  std::vector<KeyAccountRow> rows = seen_rows(call, session).rows;
  std::erase_if(rows, [&filter](const KeyAccountRow& row) { return !fits(row, *filter); });
  sort_rows(rows, order.value_or(KeyAccountOrder::year), call.request.query_value("ascending").value_or("") == "true");
  return rows;
}

std::vector<http::QueryParameter> asked_query() {
  std::vector<http::QueryParameter> query = filter_query();
  query.push_back({"order", "name, tier, capacity, year, change, last_contact, needs or unusual"});
  query.push_back({"ascending", "smallest first", R"({"type":"boolean"})"});
  return query;
}

void add_key_accounts_api(Api& api) {
  auto table = key_account_operation("GET", "", "list_key_accounts", "Key customers with what stands out, filtered and in any order", clause::art_11_3);
  table.response_body = json::schema_of<KeyAccountsView>();
  table.query = asked_query();
  table.query.push_back({"after", "rows to pass over", R"({"type":"integer"})"});
  table.query.push_back({"limit", "rows", R"({"type":"integer"})"});
  api.read(table, [](const Call& call, db::Session& session) { return with_permission(call, "read_key_accounts", [&] { return table_answer(call, session); }); });

  auto overview = key_account_operation("GET", "/overview", "read_key_account_overview", "Key customers by unit: tiers, capacity, use, contacts kept, needs, unusual months", clause::art_11_3);
  overview.response_body = json::schema_of<KeyAccountOverviewView>();
  api.read(overview, [](const Call& call, db::Session& session) { return with_permission(call, "read_key_accounts", [&] { return overview_answer(call, session); }); });

  auto areas = key_account_operation("GET", "/areas", "list_key_accounts_by_area", "Key customers by district and place with what waits at each", clause::art_11_3);
  areas.response_body = json::schema_of<KeyAccountAreasView>();
  areas.query = filter_query();
  api.read(areas, [](const Call& call, db::Session& session) { return with_permission(call, "read_key_accounts", [&] { return areas_answer(call, session); }); });

  auto forecast = key_account_operation("GET", "/forecast", "read_portfolio_forecast", "Twelve months of a manager's, a unit's or all key customers together, with what such sums missed by", clause::art_11_6_2);
  forecast.response_body = json::schema_of<Portfolio>();
  forecast.query = filter_query();
  api.read(forecast, [](const Call& call, db::Session& session) { return with_permission(call, "read_key_accounts", [&] { return forecast_answer(call, session); }); });

  auto refresh = key_account_operation("POST", "/refreshes", "refresh_key_accounts", "Compute the figures again now rather than at night; within minutes", clause::art_11_6_2);
  refresh.success_status = 204;
  api.slow(refresh, [&api](const Call& call, db::Session&) {
    return with_permission(call, "refresh_key_accounts", [&] {
      begin_key_accounts(api.house());
      return api::no_content();
    });
  });
  add_key_account_exports_api(api);
}

}  // namespace shouwen
