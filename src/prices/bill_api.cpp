// What a month costs, and by which published prices; public, since prices and rules are (art. 9(1)).
#include "prices/bill_api.h"

#include <fmt/format.h>

#include "api/answers.h"
#include "json/field_types.h"
#include "prices/calculation.h"
#include "prices/price_words.h"
#include "regulation/clauses.h"

namespace shouwen {

struct BillUsageInput {
  std::int64_t total_wh = 0;
  std::optional<std::int64_t> super_peak_wh, peak_wh, flat_wh, valley_wh;  ///< what none names is flat
  std::optional<std::int64_t> used_before_wh;   ///< since the accounting year began, of tiers by year
  std::optional<std::int64_t> reactive_varh, max_demand_w;
};
BOOST_DESCRIBE_STRUCT(BillUsageInput, (), (total_wh, super_peak_wh, peak_wh, flat_wh, valley_wh, used_before_wh, reactive_varh, max_demand_w))
struct BillAgreementInput {
  std::optional<BasicCharge> basic_charge;
  std::optional<std::int64_t> contracted_capacity_kva, contract_demand_kw, basic_charge_days, power_factor_standard_hundredths;
};
BOOST_DESCRIBE_STRUCT(BillAgreementInput, (), (basic_charge, contracted_capacity_kva, contract_demand_kw, basic_charge_days, power_factor_standard_hundredths))
struct BillCalculationInput {
  Line<1, 60> tariff;
  std::int64_t month = 0;                       ///< yyyymm
  BillUsageInput usage;
  std::optional<BillAgreementInput> agreement;
};
BOOST_DESCRIBE_STRUCT(BillCalculationInput, (), (tariff, month, usage, agreement))

struct BillLineView {
  ChargeKind kind{};
  std::string item, name;                       ///< item: code of the published price; "" for the power factor
  std::optional<TariffPeriod> period;
  std::int64_t tier = 0, quantity = 0;
  std::string quantity_unit;                    ///< Wh, W, VA, fen
  std::string price, price_unit;
  std::int64_t percent_bp = 0;                  ///< of price × quantity; 10000 = once
  std::int64_t days = 0, month_days = 0;        ///< of a part month
  std::string exact_yuan;                       ///< before rounding
  std::int64_t amount_fen = 0;
  std::string source, confidence, clause;
};
BOOST_DESCRIBE_STRUCT(BillLineView, (), (kind, item, name, period, tier, quantity, quantity_unit, price, price_unit, percent_bp, days, month_days, exact_yuan, amount_fen, source,
                                         confidence, clause))
struct BillCalculationView {
  std::string tariff, tariff_name;
  std::int64_t month = 0;
  std::vector<BillLineView> lines;
  std::int64_t total_fen = 0, funds_fen = 0;    ///< funds: contained in the lines
  std::optional<std::int64_t> power_factor_hundredths;
  BillRounding rounding{};
  std::string source, confidence, clause;
  std::int64_t rulebook_version = 0;
};
BOOST_DESCRIBE_STRUCT(BillCalculationView, (), (tariff, tariff_name, month, lines, total_fen, funds_fen, power_factor_hundredths, rounding, source, confidence, clause, rulebook_version))

struct TariffView {
  std::string code, region, name, about;
  UsageCategory usage_category{};
  bool by_period = false, has_basic_charge = false;
  std::int64_t year_begins_month = 0;
  BillRounding rounding{};
  std::string time_of_use, source, confidence, clause;
  Date effective_from;
  std::optional<Date> effective_to;
};
BOOST_DESCRIBE_STRUCT(TariffView, (), (code, region, name, about, usage_category, by_period, has_basic_charge, year_begins_month, rounding, time_of_use, source, confidence, clause,
                                       effective_from, effective_to))
struct TimeWindowView {
  TariffPeriod period{};
  std::int64_t from_minute = 0, to_minute = 0;
  std::vector<std::int64_t> months;
  std::vector<DayKind> days;
  bool hot_days = false;
};
BOOST_DESCRIBE_STRUCT(TimeWindowView, (), (period, from_minute, to_minute, months, days, hot_days))
struct TimeOfUseView {
  std::string code, region, name, hot_days, ratio;
  std::vector<TimeWindowView> windows;
  std::string source, confidence, clause;
};
BOOST_DESCRIBE_STRUCT(TimeOfUseView, (), (code, region, name, hot_days, ratio, windows, source, confidence, clause))
struct FeeView {
  std::string code, name, unit;
  FeeState state{};
  std::optional<std::string> price;
  std::string payer, covers, source, confidence, clause;
  Date effective_from;
};
BOOST_DESCRIBE_STRUCT(FeeView, (), (code, name, unit, state, price, payer, covers, source, confidence, clause, effective_from))
struct PriceBookView {
  std::vector<TariffView> tariffs;
  std::vector<TimeOfUseView> times_of_use;
  std::vector<FeeView> fees;                    ///< in force today; nothing else may be charged
  std::int64_t rulebook_version = 0;
};
BOOST_DESCRIBE_STRUCT(PriceBookView, (), (tariffs, times_of_use, fees, rulebook_version))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t first_year = 2000, last_year = 2100, months_per_year = 12;

std::optional<Date> first_of(std::int64_t month) {
  const std::int64_t year = month / 100, number = month % 100;
  if (year < first_year || year > last_year || number < 1 || number > months_per_year) return std::nullopt;
  return Date::of(static_cast<int>(year), static_cast<int>(number), 1);
}

BillQuestion question_of(const BillCalculationInput& input, Date month) {
  const BillUsageInput& usage = input.usage;
  BillQuestion question{input.tariff.value, month, {usage.total_wh,
                        {usage.super_peak_wh.value_or(0), usage.peak_wh.value_or(0), usage.flat_wh.value_or(0), usage.valley_wh.value_or(0)}, usage.used_before_wh.value_or(0),
                        usage.reactive_varh, usage.max_demand_w}, {}, {}};
  if (!input.agreement) return question;
  const BillAgreementInput& agreement = *input.agreement;
  question.agreement = {agreement.basic_charge.value_or(BasicCharge::none), agreement.contracted_capacity_kva.value_or(0), agreement.contract_demand_kw.value_or(0),
                        agreement.basic_charge_days.value_or(0), nullptr};
  question.power_factor_standard = agreement.power_factor_standard_hundredths;
  return question;
}

/// 1e-11 yuan with all its digits.
std::string exact_text(Wide e11) {
  constexpr std::int64_t one_yuan = 100'000'000'000;
  const Wide size = e11 < 0 ? -e11 : e11;
  return fmt::format("{}{}.{:011}", e11 < 0 ? "-" : "", static_cast<std::int64_t>(size / one_yuan), static_cast<std::int64_t>(size % one_yuan));
}

const char* unit_of(const BillLine& line, const TariffSheet& sheet) {
  switch (line.kind) {
    case ChargeKind::energy:
    case ChargeKind::tier_surcharge: return "Wh";
    case ChargeKind::basic_charge:
    case ChargeKind::excess_demand: return line.price == sheet.capacity_price ? "VA" : "W";
    case ChargeKind::power_factor_adjustment: break;
  }
  return "fen";
}

BillLineView line_view(const Call& call, const BillLine& line, const TariffSheet& sheet) {
  BillLineView view;
  view.kind = line.kind;
  view.period = line.period;
  view.tier = line.tier;
  view.quantity = line.quantity;
  view.quantity_unit = unit_of(line, sheet);
  view.percent_bp = line.percent_bp;
  view.days = line.days;
  view.month_days = line.month_days;
  view.exact_yuan = exact_text(line.exact_e11);
  view.amount_fen = line.amount_fen;
  if (line.price != nullptr) {
    const PostedPrice& price = *line.price;
    view.item = price.code;
    view.name = call.said(price.name_zh, price.name_en);
    view.price = price_text(price.yuan_e8);
    view.price_unit = call.said(price.unit_zh, price.unit_en);
    view.source = price.source;
    view.confidence = price.confidence;
    view.clause = price.clause;
  } else if (const auto& rules = price_book_of(*call.rulebook).power_factor) {
    view.source = rules->source;
    view.confidence = rules->confidence;
    view.clause = rules->clause;
  }
  return view;
}

http::Response calculated(const Call& call, const BillCalculationInput& input) {
  const auto month = first_of(input.month);
  if (!month) return refused(call, Refusal{"bill.month_impossible", "", "/month", {}});
  const auto found = calculate_bill(*call.rulebook, question_of(input, *month));
  if (!found) return refused(call, found.refusal());
  const Tariff& tariff = *found->sheet.tariff;
  BillCalculationView view{tariff.code, call.said(tariff.name_zh, tariff.name_en), input.month, {}, found->bill.total_fen, found->bill.funds_fen, found->bill.power_factor_hundredths,
                           tariff.rounding, tariff.source, tariff.confidence, tariff.clause, call.rulebook->version};
  for (const BillLine& line : found->bill.lines) view.lines.push_back(line_view(call, line, found->sheet));
  return api::answer(view);
}

PriceBookView book_view(const Call& call) {
  const PriceBook& book = price_book_of(*call.rulebook);
  PriceBookView view;
  view.rulebook_version = call.rulebook->version;
  for (const Tariff& tariff : book.tariffs)
    view.tariffs.push_back({tariff.code, tariff.region, call.said(tariff.name_zh, tariff.name_en), call.said(tariff.about_zh, tariff.about_en), tariff.usage_category, tariff.by_period(),
                            tariff.basic_charge.has_value(), tariff.year_begins_month, tariff.rounding, tariff.time_of_use, tariff.source, tariff.confidence, tariff.clause,
                            tariff.effective_from, tariff.effective_to});
  for (const TimeOfUse& use : book.times_of_use) {
    TimeOfUseView hours{use.code, use.region, call.said(use.name_zh, use.name_en), call.said(use.hot_days_zh, use.hot_days_en), use.ratio, {}, use.source, use.confidence, use.clause};
    for (const TimeWindow& window : use.windows) hours.windows.push_back({window.period, window.from_minute, window.to_minute, window.months, window.days, window.hot_days});
    view.times_of_use.push_back(std::move(hours));
  }
  for (const FeeItem* fee : fees_in_force(*call.rulebook, local_date(call.now)))
    view.fees.push_back({fee->code, call.said(fee->name_zh, fee->name_en), call.said(fee->unit_zh, fee->unit_en), fee->state,
                         fee->yuan_e8 ? std::optional(price_text(*fee->yuan_e8)) : std::nullopt, call.said(fee->payer_zh, fee->payer_en), call.said(fee->covers_zh, fee->covers_en),
                         fee->source, fee->confidence, fee->clause, fee->effective_from});
  return view;
}

}  // namespace

void add_bill_api(Api& api) {
  http::Operation calculate{"POST", "/api/v1/bill_calculations", "calculate_bill", "prices", "A month's bill by the published prices, line by line; nothing is kept", clause::art_9_1};
  calculate.is_public = true;
  calculate.request_body = json::schema_of<BillCalculationInput>();
  calculate.response_body = json::schema_of<BillCalculationView>();
  api.read(calculate, [](const Call& call, db::Session&) {
    return api::with_body<BillCalculationInput>(call, [&](const BillCalculationInput& input) { return calculated(call, input); });
  });
  http::Operation book{"GET", "/api/v1/price_book", "read_price_book", "prices", "Tariffs, hours of the day and fees, with their sources; the prices are in the rulebook", clause::art_9_2};
  book.is_public = true;
  book.response_body = json::schema_of<PriceBookView>();
  api.read(book, [](const Call& call, db::Session&) { return api::answer(book_view(call)); });
}

}  // namespace shouwen
