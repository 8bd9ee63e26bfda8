// A customer's use with what it says of him, corrections, unusual months, and the import of tables.
#include "usage/usage_api.h"

#include <algorithm>

#include "api/answers.h"
#include "api/read_log.h"
#include "base/text.h"
#include "customers/customer_store.h"
#include "http/multipart.h"
#include "regulation/clauses.h"
#include "usage/indicators.h"
#include "usage/saving_view.h"
#include "usage/usage_import.h"
#include "usage/usage_words.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(BackTest, (), (model, origins, forecasts, mean_error_wh, smape_permille, mase_permille))

struct UseIndicatorsView {
  std::int64_t months = 0, last_month = 0;
  std::optional<std::int64_t> year_wh, year_on_year_permille, trend_wh_per_year, trend_permille_per_year;
  std::vector<std::int64_t> month_shape_permille;
  std::optional<std::int64_t> load_factor_permille, highest_demand_w, super_peak_permille, peak_permille, flat_permille, valley_permille, power_factor_hundredths;
};
BOOST_DESCRIBE_STRUCT(UseIndicatorsView, (), (months, last_month, year_wh, year_on_year_permille, trend_wh_per_year, trend_permille_per_year, month_shape_permille,
                                              load_factor_permille, highest_demand_w, super_peak_permille, peak_permille, flat_permille, valley_permille,
                                              power_factor_hundredths))
struct UnusualUseView {
  CustomerId customer_id;
  std::string customer_name, account_number;      ///< of a person the name is masked; both "" on the customer's own page
  std::int64_t month = 0;
  std::string kind;
  UnusualReasonView reason;
  std::optional<Instant> found_at, settled_at;  ///< found_at absent: seen now, not kept by a monthly run
  std::string settled_by_name, settled_how;
};
BOOST_DESCRIBE_STRUCT(UnusualUseView, (), (customer_id, customer_name, account_number, month, kind, reason, found_at, settled_at, settled_by_name, settled_how))
struct ForecastMonthView {
  std::int64_t month = 0, wh = 0;
  std::optional<std::int64_t> low_wh, high_wh;
};
BOOST_DESCRIBE_STRUCT(ForecastMonthView, (), (month, wh, low_wh, high_wh))
struct ForecastView {
  std::vector<ForecastMonthView> months;
  ForecastModel model{};
  ForecastReason reason{};
  std::int64_t interval_percent = 0;
  BackTest chosen, baseline;
  std::vector<BackTest> tried;
  std::int64_t bias_permille = 0;   ///< the middle of what the model missed by: below 0 it mostly said too much
};
BOOST_DESCRIBE_STRUCT(ForecastView, (), (months, model, reason, interval_percent, chosen, baseline, tried, bias_permille))
struct CustomerUsageView {
  CustomerId customer_id;
  std::vector<MonthlyUseView> series;
  UseIndicatorsView indicators;
  std::vector<UnusualUseView> unusual;
  std::optional<ForecastView> forecast;  ///< absent: the rulebook has no numbers for it, or less than a year is known
  SavingView saving;
};
BOOST_DESCRIBE_STRUCT(CustomerUsageView, (), (customer_id, series, indicators, unusual, forecast, saving))
struct UsageMistakeView {
  std::int64_t line = 0;
  std::string code, field, detail;
};
BOOST_DESCRIBE_STRUCT(UsageMistakeView, (), (line, code, field, detail))
struct UsageImportView {
  std::string file_hash;
  UseFileForm form{};
  bool dry_run = false;
  std::int64_t rows = 0, added = 0, there_already = 0, refused = 0, resumed_at_line = 0;
  std::vector<UsageMistakeView> mistakes;  ///< the first ones
};
BOOST_DESCRIBE_STRUCT(UsageImportView, (), (file_hash, form, dry_run, rows, added, there_already, refused, resumed_at_line, mistakes))
struct UsageCorrectionInput {
  MonthlyUseView use;
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(UsageCorrectionInput, (), (use, reason))
struct UnusualSettlementInput {
  std::int64_t month = 0;
  UnusualKind kind{};
  Text<2, 500> how;
};
BOOST_DESCRIBE_STRUCT(UnusualSettlementInput, (), (month, kind, how))

namespace {

using api::Api;
using api::Call;

constexpr std::int32_t months_shown = 60;
constexpr std::int64_t open_shown = 200;
constexpr std::size_t mistakes_shown = 200;
constexpr std::size_t file_limit_bytes = 20 << 20;

http::Operation usage_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "usage", summary, clause::art_11_6_3};
}

/// The customer of the path; then `next(customer)`.
template <class Next>
http::Response with_customer(const Call& call, db::Session& session, Next&& next) {
  const auto customer = load_customer(session, CustomerId{call.id("customer_id")});
  if (!customer) return refused(call, Refusal{"customer.unknown", "", "", {}});
  return next(*customer);
}

UseIndicatorsView view_of(const UseIndicators& found) {
  return {found.months, found.last_month.value, found.year_wh, found.year_on_year_permille, found.trend_wh_per_year, found.trend_permille_per_year, found.month_shape_permille,
          found.load_factor_permille, found.highest_demand_w, found.super_peak_permille, found.peak_permille, found.flat_permille, found.valley_permille,
          found.power_factor_hundredths};
}

UnusualUseView view_of(const Call& call, const UnusualRow& row) {
  const Officer* officer = call.organisation->officer(row.settled_by);
  return {row.customer_id, "", "", row.month.value, row.kind, json::parse_body<UnusualReasonView>(row.reason).value, row.found_at, row.settled_at, officer == nullptr ? "" : officer->name,
          row.settled_how};
}

/// What was kept, and what stands out now though no monthly run has looked; newest first.
std::vector<UnusualUseView> unusual_view(const Call& call, db::Session& session, CustomerId customer, const MonthlySeries& series) {
  std::vector<UnusualUseView> views;
  for (const UnusualRow& row : unusual_of(session, customer)) views.push_back(view_of(call, row));
  if (!call.rulebook->usage || series.empty()) return views;
  for (const UnusualUse& unusual : find_unusual(series, series.back().month.plus(1 - months_per_year), call.rulebook->usage->unusual)) {
    const std::string kind = json::name_of(unusual.kind);
    const bool kept = std::any_of(views.begin(), views.end(), [&](const UnusualUseView& view) { return view.month == unusual.month.value && view.kind == kind; });
    if (!kept) views.push_back({customer, "", "", unusual.month.value, kind, reason_of(unusual), {}, {}, "", ""});
  }
  std::stable_sort(views.begin(), views.end(), [](const UnusualUseView& a, const UnusualUseView& b) { return a.month > b.month; });
  return views;
}

std::optional<ForecastView> forecast_view(const Call& call, const MonthlySeries& series) {
  if (!call.rulebook->usage) return std::nullopt;
  const Forecast forecast = forecast_use(series, call.rulebook->usage->forecast);
  if (forecast.months.empty()) return std::nullopt;
  ForecastView view{{}, forecast.model, forecast.reason, call.rulebook->usage->forecast.interval_percent, forecast.chosen, forecast.baseline, forecast.tried, forecast.bias_permille};
  for (const ForecastMonth& month : forecast.months) view.months.push_back({month.month.value, month.wh, month.low_wh, month.high_wh});
  return view;
}

void add_reads(Api& api, const std::shared_ptr<ReadLog>& log) {
  auto read = usage_operation("GET", "/api/v1/customers/{customer_id}/usage", "read_customer_usage", "Monthly use, indicators, unusual months, the forecast with its errors, and what could be saved");
  read.response_body = json::schema_of<CustomerUsageView>();
  api.read(read, [&api, log](const Call& call, db::Session& session) {
    return with_permission(call, "read_usage", [&] {
      return with_customer(call, session, [&](const Customer& customer) {
        log->note(api.house(), call, {"customer/" + std::to_string(customer.id.value), "monthly_use", "duty"});
        const MonthlySeries series = load_usage(session, customer.id, months_shown);
        CustomerUsageView view{customer.id, {}, view_of(describe_use(series)), unusual_view(call, session, customer.id, series), forecast_view(call, series),
                               saving_view(call, session, customer, series)};
        for (const MonthlyUse& use : series) view.series.push_back(shouwen::view_of(use));
        return api::answer(view);
      });
    });
  });

  auto open = usage_operation("GET", "/api/v1/unusual_use", "list_unusual_use", "Unusual months nobody has settled yet, newest first");
  open.response_body = json::schema_of<api::Page<UnusualUseView>>();
  api.read(open, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_usage", [&] {
      api::Page<UnusualUseView> page;
      for (const UnusualRow& row : open_unusual(session, open_shown)) {
        UnusualUseView& view = page.items.emplace_back(view_of(call, row));
        const auto customer = load_customer(session, row.customer_id);
        if (!customer) continue;
        view.customer_name = customer->is_organisation ? customer->name : mask_name(customer->name);
        view.account_number = customer->account_number;
      }
      return api::answer(page);
    });
  });
}

void add_writes(Api& api) {
  auto correct = usage_operation("POST", "/api/v1/customers/{customer_id}/usage/corrections", "correct_customer_usage", "Another value for one month, with a reason; before and after stay on record");
  correct.request_body = json::schema_of<UsageCorrectionInput>();
  correct.success_status = 204;
  api.write(correct, [](const Call& call, db::Session& session) {
    return with_permission(call, "correct_usage", [&] {
      return with_customer(call, session, [&](const Customer& customer) {
        return api::with_body<UsageCorrectionInput>(call, [&](const UsageCorrectionInput& input) {
          const Verdict done = correct_usage(session, {customer.id, use_of(input.use), input.reason.value, call.actor.officer_id}, call.now);
          return done ? api::no_content() : refused(call, in_words(done.refusal(), call.language));
        });
      });
    });
  });

  auto settle = usage_operation("POST", "/api/v1/customers/{customer_id}/unusual_use/settlements", "settle_unusual_use", "What an unusual month turned out to be");
  settle.request_body = json::schema_of<UnusualSettlementInput>();
  settle.success_status = 204;
  api.write(settle, [](const Call& call, db::Session& session) {
    return with_permission(call, "settle_unusual_use", [&] {
      return api::with_body<UnusualSettlementInput>(call, [&](const UnusualSettlementInput& input) {
        const Verdict done = settle_unusual(session, {CustomerId{call.id("customer_id")}, Month{static_cast<std::int32_t>(input.month)}, json::name_of(input.kind), input.how.value,
                                                      call.actor.officer_id}, call.now);
        return done ? api::no_content() : refused(call, done.refusal());
      });
    });
  });
}

UsageImportView view_of(const Call& call, const UsageImportReport& report, ImportMode mode) {
  const UsageImport& import = report.import;
  UsageImportView view{import.file_hash, json::enum_of<UseFileForm>(import.form).value_or(UseFileForm::months), mode == ImportMode::dry_run, import.rows, import.added, import.there_already, import.refused, report.resumed_at_line, {}};
  for (const UsageMistake& mistake : report.mistakes)
    view.mistakes.push_back({mistake.line, mistake.refusal.code, mistake.refusal.field, http::refusal_text(in_words(mistake.refusal, call.language), call.language)});
  return view;
}

void add_import(Api& api) {
  auto upload = usage_operation("POST", "/api/v1/usage/imports", "import_usage", "Use by months or by intervals in one call: tables wide or long (CSV, XLSX), NEM12, Green Button; lines with mistakes are told and left out");
  upload.request_content_type = "multipart/form-data";
  upload.request_body.schema = R"({"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary"}}})";
  upload.query = {{"dry_run", "try it and keep nothing", R"({"type":"boolean"})"}};
  upload.response_body = json::schema_of<UsageImportView>();
  upload.success_status = 201;
  api.slow(upload, [&api](const Call& call, db::Session&) {
    return with_permission(call, "import", [&] {
      const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, file_limit_bytes, 2);
      if (!parts) return refused(call, parts.refusal());
      const auto part = std::find_if(parts->begin(), parts->end(), [](const http::Part& each) { return each.name == "file"; });
      if (part == parts->end() || part->content.empty()) return refused(call, Refusal{"attachment.empty", "", "/file", {}});
      const ImportMode mode = call.request.query_value("dry_run").value_or("") == "true" ? ImportMode::dry_run : ImportMode::run;
      const auto file = LineFile::of_bytes(api.house(), part->content);
      if (!file) return refused(call, file.refusal());
      const auto report = import_usage(api.house(), {(*file)->path(), part->file_name, call.actor.officer_id, mode, mistakes_shown}, {});
      return report ? api::answer(view_of(call, *report, mode), 201) : refused(call, report.refusal());
    });
  });
}

}  // namespace

void add_usage_api(Api& api) {
  // One for all reads of the room, so that a customer's page is one entry a part.
  const auto log = std::make_shared<ReadLog>();
  add_reads(api, log);
  add_load_api(api, log);
  add_writes(api);
  add_import(api);
}

}  // namespace shouwen
