// Reading tariffs, windows, power factor and fees, and what must hold between them and the prices.
#include <algorithm>

#include "regulation/load_parts.h"
#include "regulation/price_book.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

template <class Enum, std::size_t N>
std::function<std::optional<Enum>(std::string_view)> one_of(const std::pair<const char*, Enum> (&words)[N]) {
  return [&words](std::string_view text) -> std::optional<Enum> {
    for (const auto& [word, value] : words)
      if (text == word) return value;
    return std::nullopt;
  };
}

constexpr std::pair<const char*, TariffPeriod> period_words[] = {
    {"super_peak", TariffPeriod::super_peak}, {"peak", TariffPeriod::peak}, {"flat", TariffPeriod::flat}, {"valley", TariffPeriod::valley}};
constexpr std::pair<const char*, UsageCategory> category_words[] = {
    {"residential", UsageCategory::residential}, {"commercial_industrial", UsageCategory::commercial_industrial}, {"agricultural", UsageCategory::agricultural}};
constexpr std::pair<const char*, BillRounding> rounding_words[] = {{"sum", BillRounding::sum}, {"item", BillRounding::item}};
constexpr std::pair<const char*, DayKind> day_words[] = {{"working_day", DayKind::working_day}, {"weekend", DayKind::weekend}, {"holiday", DayKind::holiday}};
constexpr std::pair<const char*, ExcessReading> excess_words[] = {
    {"tolerance_then_double", ExcessReading::tolerance_then_double}, {"contract_then_double", ExcessReading::contract_then_double}};
constexpr std::pair<const char*, BasicCharge> basic_charge_words[] = {{"none", BasicCharge::none},
                                                                      {"capacity", BasicCharge::capacity},
                                                                      {"contract_demand", BasicCharge::contract_demand},
                                                                      {"actual_demand", BasicCharge::actual_demand}};
constexpr std::pair<const char*, FeeState> fee_words[] = {{"chargeable", FeeState::chargeable}, {"not_set", FeeState::not_set}, {"abolished", FeeState::abolished}};

constexpr std::int64_t months_of_a_year = 12, whole_percent = 100;

std::vector<std::int64_t> read_months(TableReader& row) {
  std::vector<std::int64_t> months = row.has("months") ? row.integers("months") : std::vector<std::int64_t>{};
  if (std::any_of(months.begin(), months.end(), [](std::int64_t month) { return month < 1 || month > months_of_a_year; }))
    row.mistake("months", "rulebook.out_of_range", "月份应为 1 到 12", "months must be 1 to 12");
  return months;
}

/// Names, source and term, which all rows of the book have.
template <class Row>
void read_term(TableReader& reader, Row& row, RulebookDraft& draft) {
  row.source = reader.text("source");
  row.confidence = reader.text("confidence");
  row.clause = reader.text("clause");
  row.effective_from = reader.date("effective_from", true).value_or(Date{});
  row.effective_to = reader.date("effective_to", false);
  if (row.effective_to && *row.effective_to < row.effective_from)
    reader.mistake("effective_to", "rulebook.out_of_range", "“effective_to”早于“effective_from”", "effective_to is before effective_from");
  draft.cites({row.clause}, reader);
}

BasicChargeTerms read_basic_charge(TableReader& row) {
  BasicChargeTerms terms;
  terms.capacity_price = row.text("capacity_price");
  terms.demand_price = row.text("demand_price");
  terms.contract_floor_percent = row.integer_within("contract_floor_percent", 0, whole_percent, 0);
  terms.actual_floor_percent = row.integer_within("actual_floor_percent", 0, whole_percent, 0);
  terms.tolerance_percent = row.integer_within("tolerance_percent", whole_percent, 2 * whole_percent, whole_percent);
  terms.excess = row.word<ExcessReading>("excess", one_of(excess_words));
  terms.month_days = row.integer_within("month_days", 28, 31, 0);
  terms.full_use_kwh_per_kva = row.integer_within("full_use_kwh_per_kva", 0, 10'000, 0);
  terms.full_use_percent = row.integer_within("full_use_percent", 1, whole_percent, whole_percent);
  return terms;
}

void read_tariff(TableReader& row, RulebookDraft& draft, PriceBook& book, MistakeList& mistakes) {
  Tariff tariff;
  tariff.code = row.text("code");
  tariff.region = row.text("region", false);
  tariff.usage_category = row.word<UsageCategory>("usage_category", one_of(category_words));
  tariff.name_zh = row.text("name_zh");
  tariff.name_en = row.text("name_en");
  tariff.about_zh = row.text("about_zh", false);
  tariff.about_en = row.text("about_en", false);
  tariff.year_begins_month = row.integer_within("year_begins_month", 1, months_of_a_year, 0);
  if (row.has("tier_prices")) tariff.tier_prices = row.texts("tier_prices");
  if (row.has("tier_surcharges")) tariff.tier_surcharges = row.texts("tier_surcharges");
  tariff.funds = row.text("funds", false);
  tariff.price_set = row.flag("price_set", true);
  tariff.rounding = row.word<BillRounding>("rounding", one_of(rounding_words));
  tariff.time_of_use = row.text("time_of_use", false);
  if (!tariff.time_of_use.empty()) draft.refers("time_of_use", tariff.time_of_use, row);
  if (const toml::table* periods = row.table("period_prices", false)) {
    TableReader reader(*periods, row.file(), mistakes);
    for (const auto& [word, period] : period_words) tariff.period_prices[static_cast<std::size_t>(period)] = reader.text(word, false);
  }
  if (const toml::table* basic = row.table("basic_charge", false)) {
    TableReader reader(*basic, row.file(), mistakes);
    tariff.basic_charge = read_basic_charge(reader);
  }
  row.tables("season", [&tariff](TableReader& reader) {
    tariff.seasons.push_back({read_months(reader), reader.integers("tier_limits_kwh")});
    const auto& limits = tariff.seasons.back().tier_limits_kwh;
    if (std::adjacent_find(limits.begin(), limits.end(), std::greater_equal<>()) != limits.end() || (!limits.empty() && limits.front() <= 0))
      reader.mistake("tier_limits_kwh", "rulebook.out_of_range", "各档上限应为正数并逐档增加", "the limits of the tiers must be above 0 and ascend");
  });
  read_term(row, tariff, draft);
  draft.place("tariff", tariff.code, row);
  for (const auto* codes : {&tariff.tier_prices, &tariff.tier_surcharges})
    for (const std::string& code : *codes) draft.refers("price_code", code, row);
  for (const std::string& code : tariff.period_prices)
    if (!code.empty()) draft.refers("price_code", code, row);
  if (!tariff.funds.empty()) draft.refers("price_code", tariff.funds, row);
  if (tariff.basic_charge)
    for (const std::string& code : {tariff.basic_charge->capacity_price, tariff.basic_charge->demand_price}) draft.refers("price_code", code, row);
  book.tariffs.push_back(std::move(tariff));
}

void read_windows(TableReader& row, RulebookDraft& draft, PriceBook& book) {
  TimeOfUse use;
  use.code = row.text("code");
  use.region = row.text("region", false);
  use.name_zh = row.text("name_zh");
  use.name_en = row.text("name_en");
  use.hot_days_zh = row.text("hot_days_zh", false);
  use.hot_days_en = row.text("hot_days_en", false);
  use.ratio = row.text("ratio", false);
  row.tables("window", [&use](TableReader& reader) {
    TimeWindow window;
    window.period = reader.word<TariffPeriod>("period", one_of(period_words));
    window.from_minute = reader.time_of_day("from") / 60;
    window.to_minute = reader.time_of_day("to") / 60;
    window.months = read_months(reader);
    if (reader.has("days")) window.days = reader.words<DayKind>("days", one_of(day_words));
    window.hot_days = reader.flag("hot_days", false);
    if (window.to_minute <= window.from_minute)
      reader.mistake("to", "rulebook.out_of_range", "“to”应晚于“from”；跨零点的时段写成两行", "\"to\" must be later than \"from\"; write two rows over midnight");
    use.windows.push_back(std::move(window));
  });
  read_term(row, use, draft);
  draft.place("time_of_use", use.code, row);
  book.times_of_use.push_back(std::move(use));
}

PowerFactorRules read_power_factor(TableReader& reader, RulebookDraft& draft) {
  PowerFactorRules rules;
  rules.reduction_pivot_hundredths = reader.integer_within("reduction_pivot_hundredths", 1, 100, 0);
  rules.reduction_low_bp = reader.integer_within("reduction_low_bp", 1, 1000, 0);
  rules.reduction_high_bp = reader.integer_within("reduction_high_bp", 1, 1000, 0);
  rules.source = reader.text("source");
  rules.confidence = reader.text("confidence");
  rules.clause = reader.text("clause");
  draft.cites({rules.clause}, reader);
  reader.tables("surcharge", [&rules](TableReader& row) { rules.surcharges.push_back({row.integer_within("hundredths", 1, 100, 0), row.integer_within("each_bp", 1, 1000, 0)}); });
  reader.tables("standard", [&rules](TableReader& row) {
    PowerFactorRules::Standard standard;
    standard.standard_hundredths = row.integer_within("standard_hundredths", 1, 100, 0);
    standard.most_reduction_bp = row.integer_within("most_reduction_bp", 0, 1000, 0);
    standard.usage_category = row.word<UsageCategory>("usage_category", one_of(category_words));
    standard.two_part = row.flag("two_part", false);
    if (row.has("voltages")) standard.voltages = row.words<Voltage>("voltages", voltage_of);
    standard.capacity_from_kva = row.integer_within("capacity_from_kva", 1, 1'000'000, 0);
    rules.standards.push_back(std::move(standard));
  });
  return rules;
}

void read_fee(TableReader& row, RulebookDraft& draft, PriceBook& book) {
  FeeItem fee;
  fee.code = row.text("code");
  fee.name_zh = row.text("name_zh");
  fee.name_en = row.text("name_en");
  fee.unit_zh = row.text("unit_zh");
  fee.unit_en = row.text("unit_en");
  fee.state = row.word<FeeState>("state", one_of(fee_words));
  if (const std::string text = row.text("price", false); !text.empty()) {
    fee.yuan_e8 = parse_price(text);
    if (!fee.yuan_e8)
      row.mistake("price", "rulebook.bad_price", "“" + text + "”应为正数，如 0.58886875（整数至多4位，小数至多8位）",
                  "\"" + text + "\" must be a price such as 0.58886875 (up to 4 digits and 8 decimals)");
    if (fee.state != FeeState::chargeable)
      row.mistake("price", "rulebook.out_of_range", "不收取的项目不能有价格", "an item that is not charged has no price");
  }
  fee.payer_zh = row.text("payer_zh");
  fee.payer_en = row.text("payer_en");
  fee.covers_zh = row.text("covers_zh");
  fee.covers_en = row.text("covers_en");
  if (row.has("payer_classes")) fee.payer_classes = row.words<CustomerClass>("payer_classes", customer_class_of);
  read_term(row, fee, draft);
  draft.place("fee", fee.code, row);
  book.fees.push_back(std::move(fee));
}

void mistake_at(const RulebookDraft& draft, const Tariff& tariff, MistakeList& mistakes, const char* code, const std::string& zh, const std::string& en) {
  const auto& place = draft.places.at({"tariff", tariff.code}).front();
  mistakes.add(place.file, place.line, code, tariff.code + "：" + zh, tariff.code + ": " + en);
}

/// Each code the tariff names, with the unit its price must have.
std::vector<std::pair<std::string, std::string>> named_prices(const Tariff& tariff) {
  std::vector<std::pair<std::string, std::string>> named;
  const auto add = [&named](const std::string& code, const char* unit) {
    if (!code.empty()) named.emplace_back(code, unit);
  };
  for (const std::string& code : tariff.tier_prices) add(code, "yuan/kWh");
  for (const std::string& code : tariff.tier_surcharges) add(code, "yuan/kWh");
  for (const std::string& code : tariff.period_prices) add(code, "yuan/kWh");
  add(tariff.funds, "yuan/kWh");
  if (tariff.basic_charge) add(tariff.basic_charge->capacity_price, "yuan/kVA·month"), add(tariff.basic_charge->demand_price, "yuan/kW·month");
  return named;
}

void check_tariff(const RulebookDraft& draft, const Tariff& tariff, MistakeList& mistakes) {
  const bool by_period = tariff.by_period();
  if (!tariff.price_set) {
    if (!named_prices(tariff).empty()) mistake_at(draft, tariff, mistakes, "rulebook.tariff_unpriced", "未定价的类别不能列出价格", "has prices although it says none is set");
    return;
  }
  if (by_period == tariff.period_prices[static_cast<std::size_t>(TariffPeriod::flat)].empty())
    mistake_at(draft, tariff, mistakes, "rulebook.tariff_unpriced", "须按档或按时段定价，二者择一；按时段定价须有平段", "is priced by tiers or by periods, one of them; by periods needs a flat price");
  const std::size_t tiers = by_period ? tariff.tier_surcharges.size() + 1 : tariff.tier_prices.size();
  for (const TariffSeason& season : tariff.seasons)
    if (season.tier_limits_kwh.size() + 1 > tiers)
      mistake_at(draft, tariff, mistakes, "rulebook.tariff_unpriced", "有的档没有价格", "has a tier without a price");
  for (const auto& [code, unit] : named_prices(tariff))
    for (const PostedPrice& price : draft.rulebook.prices)
      if (price.code == code && (price.unit_en != unit || price.region != tariff.region))
        mistake_at(draft, tariff, mistakes, "rulebook.tariff_price_differs", "价格“" + code + "”的单位或地区不符（应为 " + unit + "）",
                   "the price \"" + code + "\" has another unit or region (" + unit + " is needed)");
}

bool in_force(Date from, const std::optional<Date>& to, Date on) { return from <= on && (!to || on <= *to); }

}  // namespace

const PriceBook& price_book_of(const Rulebook& rulebook) {
  static const PriceBook none;
  return rulebook.price_book ? *rulebook.price_book : none;
}

const Tariff* find_tariff(const Rulebook& rulebook, std::string_view code) {
  for (const Tariff& tariff : price_book_of(rulebook).tariffs)
    if (tariff.code == code) return &tariff;
  return nullptr;
}

const TimeOfUse* find_time_of_use(const Rulebook& rulebook, std::string_view code) {
  for (const TimeOfUse& use : price_book_of(rulebook).times_of_use)
    if (use.code == code) return &use;
  return nullptr;
}

std::vector<const FeeItem*> fees_in_force(const Rulebook& rulebook, Date on) {
  std::vector<const FeeItem*> fees;
  for (const FeeItem& fee : price_book_of(rulebook).fees)
    if (in_force(fee.effective_from, fee.effective_to, on)) fees.push_back(&fee);
  return fees;
}

void read_price_book(TableReader& file, RulebookDraft& draft, PriceBook& book, MistakeList& mistakes) {
  file.tables("tariff", [&](TableReader& row) { read_tariff(row, draft, book, mistakes); });
  file.tables("time_of_use", [&](TableReader& row) { read_windows(row, draft, book); });
  file.tables("fee", [&](TableReader& row) { read_fee(row, draft, book); });
  file.tables("tariff_class", [&](TableReader& row) {
    book.tariff_classes.push_back({row.texts("names_zh"), row.text("tariff"), row.word_or<BasicCharge>("basic_charge", one_of(basic_charge_words), BasicCharge::none)});
    for (const std::string& name : book.tariff_classes.back().names_zh) draft.place("tariff_class", name, row);
    draft.refers("tariff", book.tariff_classes.back().tariff, row);
  });
  if (const toml::table* table = file.table("power_factor", false)) {
    TableReader reader(*table, file.file(), mistakes);
    book.power_factor = read_power_factor(reader, draft);
  }
  if (const toml::table* table = file.table("saving", false)) {
    TableReader reader(*table, file.file(), mistakes);
    book.saving = SavingAssumptions{reader.integer_within("shiftable_percent", 0, whole_percent, 0), reader.integer_within("reserve_percent", 0, whole_percent, 0)};
  }
}

void check_price_book(const RulebookDraft& draft, const PriceBook& book, MistakeList& mistakes) {
  for (const Tariff& tariff : book.tariffs) check_tariff(draft, tariff, mistakes);
}

}  // namespace shouwen
