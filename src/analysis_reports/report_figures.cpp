// One reading a part; counting is done in report_parts.
#include "analysis_reports/report_figures.h"

#include <algorithm>

#include "account_records/account_record_store.h"
#include "account_records/record_figures.h"
#include "accounts/account_store.h"
#include "base/check.h"
#include "base/text.h"
#include "cases/customer_cases.h"
#include "customers/completeness.h"
#include "customers/customer_file_store.h"
#include "needs/need_store.h"
#include "usage/indicators.h"
#include "usage/peer_view.h"
#include "usage/usage_store.h"
#include "usage/usage_words.h"

namespace shouwen {

namespace {

constexpr std::int64_t needs_shown = 30;
constexpr std::int64_t cases_shown = 30;
constexpr std::int64_t records_read = 1000;
/// As on the customer's page, so that both say the same.
constexpr std::int32_t months_read = report_months_max + months_per_year;

SaidTwice tier_name(const Rulebook& rulebook, AccountTier tier) {
  if (rulebook.account_managers)
    for (const AccountTierRule& rule : rulebook.account_managers->tiers)
      if (rule.tier == tier) return {rule.name_zh, rule.name_en};
  return {"一般客户", "Ordinary customer"};
}

ReportCustomer customer_part(const CustomerFile& file, const ManagedCustomer& managed, const Rulebook& rulebook, const Organisation& organisation) {
  ReportCustomer out;
  out.name = is_organisation(file) ? file.name.value : mask_name(file.name.value);
  out.account_number = file.account_number.value;
  if (const Unit* station = organisation.unit(file.station_unit_id)) out.station_name = station->name;
  if (const Officer* manager = organisation.officer(managed.manager_id)) out.manager_name = manager->name;
  out.trade = file.trade.value;
  out.tariff_class = file.tariff_class.value;
  // What a person stated counts until the file says it.
  out.contracted_capacity_kva = file.contracted_capacity_kva > 0 || !managed.stated ? file.contracted_capacity_kva : managed.stated->contracted_capacity_kva.value_or(0);
  out.voltage = file.voltage;
  out.critical_grade = file.critical_grade;
  out.tier = managed.present_tier();
  out.tier_name = tier_name(rulebook, out.tier);
  return out;
}

std::vector<ReportUnusual> unusual_part(db::Session& session, CustomerId customer, const MonthlySeries& series, const ReportPeriod& period, const UsageRules& rules) {
  std::vector<ReportUnusual> out;
  const auto kept = unusual_of(session, customer);
  for (const UnusualUse& one : find_unusual(series, period.from, rules.unusual)) {
    if (one.month > period.to) continue;
    ReportUnusual row{one.month.value, one.kind, one.expected, one.found, one.change_permille, one.distance_tenths, one.months_before, one.period, {}};
    const std::string kind = json::name_of(one.kind);
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const UnusualRow& each) { return each.month == one.month && each.kind == kind; });
    if (same != kept.end()) row.settled_how = same->settled_how;
    out.push_back(std::move(row));
  }
  return out;
}

/// As on the customer's page: by the latest twelve months, whatever the report's period.
std::optional<ReportPeers> peers_part(db::Session& session, const CustomerFile& file, const UsageRules& rules) {
  const PeerFigures own = figures_of(describe_use(load_usage(session, file.id, months_per_year)), file.contracted_capacity_kva);
  const PeersView found = peers_view(session, file.id, own, rules);
  if (!found.load_factor && !found.wh_per_kva && !found.valley) return std::nullopt;
  return ReportPeers{found.by_trade, found.named, found.load_factor, found.wh_per_kva, found.valley};
}

ReportNeeds needs_part(db::Session& session, CustomerId customer) {
  ReportNeeds out;
  for (const CustomerNeedSum& sum : open_need_sums(session, customer)) {
    out.open = sum.needs;
    out.power_kw = sum.power_kw;
    out.capacity_kva = sum.capacity_kva;
  }
  NeedFilter filter;
  filter.customer_id = customer;
  for (const Need& need : list_needs(session, filter, {}, needs_shown))
    out.items.push_back({need.id, need.title.value, need.kind, need.stage, need.power_kw, need.capacity_kva, need.expected_on});
  return out;
}

ReportCases cases_part(db::Session& session, CustomerId customer, const PeriodInstants& period, Instant now, const Rulebook& rulebook) {
  CustomerCaseQuestion question{customer, {}};
  for (const CaseCategory& category : rulebook.categories)
    if (category.internal) question.internal_categories.push_back(category.code);
  const CustomerCaseFigures figures = case_figures_of(session, question, period.from, period.until, now);
  ReportCases out{figures.registered, figures.duties, figures.duties_on_time, figures.open, figures.open_overdue, {}};
  for (const OpenCustomerCase& one : open_cases_of(session, question, cases_shown)) {
    const CaseCategory* category = rulebook.category(one.category);
    out.items.push_back({one.number, category == nullptr ? SaidTwice{one.category, one.category} : SaidTwice{category->name_zh, category->name_en}, one.registered_at, one.next_due_at});
  }
  return out;
}

/// Nothing while nothing was ever imported.
std::optional<ReportRecords> records_part(db::Session& session, CustomerId customer, const ReportPeriod& period) {
  const PeriodInstants instants = instants_of(period);
  ReportRecords out;
  for (const BillRecord& bill : load_records<BillRecord>(session, customer, period.from.value, records_read)) {
    if (bill.month > period.to.value) continue;
    ++out.bills;
    out.billed_fen += bill.amount_fen;
    out.unpaid_fen += std::max<std::int64_t>(0, bill.amount_fen - bill.paid_fen);
  }
  const auto arrears = load_records<ArrearsRecord>(session, customer, 0, 1);
  if (!arrears.empty()) {
    out.arrears_as_of_on = arrears.front().as_of_on;
    out.arrears_fen = arrears.front().amount_fen;
    out.arrears_days = age_days(arrears.front());
  }
  for (const OutageRecord& outage : load_records<OutageRecord>(session, customer, instants.from.seconds, records_read)) {
    if (outage.from_at >= instants.until) continue;
    ++out.outages;
    out.outages_unplanned += outage.outage_kind == OutageKind::unplanned;
    out.outage_minutes += minutes_of(outage).value_or(0);
  }
  if (out.bills == 0 && out.outages == 0 && !out.arrears_as_of_on) return std::nullopt;
  return out;
}

ReportContacts contacts_part(db::Session& session, const ManagedCustomer& managed, const ReportPeriod& period) {
  std::vector<AccountEvent> events;
  for (AccountStoryEntry& entry : account_story(session, managed.id)) events.push_back(std::move(entry.event));
  return contacts_in(events, managed, period);
}

}  // namespace

ReportFigures read_figures(db::Session& session, const FiguresQuestion& question, const Rulebook& rulebook, const Organisation& organisation, const std::string& bureau_name) {
  const auto file = load_file(session, question.customer_id);
  SHOUWEN_CHECK(file.has_value());
  const ManagedCustomer managed = load_managed_customer(session, question.customer_id);
  const MonthlySeries series = load_usage(session, question.customer_id, months_read);
  ReportFigures out;
  out.bureau_name = bureau_name;
  out.customer = customer_part(*file, managed, rulebook, organisation);
  out.use = use_in(series, question.period);
  if (rulebook.usage) {
    out.unusual = unusual_part(session, question.customer_id, series, question.period, *rulebook.usage);
    out.peers = peers_part(session, *file, *rulebook.usage);
    const Forecast forecast = forecast_use(series, rulebook.usage->forecast);
    if (!forecast.months.empty()) out.forecast = forecast_part(forecast, rulebook.usage->forecast.interval_percent);
  }
  out.needs = needs_part(session, question.customer_id);
  out.cases = cases_part(session, question.customer_id, instants_of(question.period), question.now, rulebook);
  out.contacts = contacts_part(session, managed, question.period);
  out.records = records_part(session, question.customer_id, question.period);
  const Completeness complete = completeness_of(*file, rulebook.customer_file, local_date(question.now));
  out.complete_percent = complete.percent;
  for (const WeighedFileItem& item : rulebook.customer_file.items) {
    // What somebody stated is printed above: the customer is not asked for it.
    if (item.item == FileItem::contracted_capacity && out.customer.contracted_capacity_kva > 0) continue;
    if (std::find(complete.missing.begin(), complete.missing.end(), item.item) != complete.missing.end()) out.missing.push_back({item.name_zh, item.name_en});
  }
  return out;
}

Month last_known_month(db::Session& session, CustomerId customer) {
  const MonthlySeries last = load_usage(session, customer, 1);
  return last.empty() ? Month{} : last.back().month;
}

}  // namespace shouwen
