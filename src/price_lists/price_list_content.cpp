// From the rulebook's values to the frozen form and back to rows.
#include "price_lists/price_list_content.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "price_lists/price_list_describe.h"
#include "price_lists/price_list_words.h"
#include "regulation/price.h"
#include "tables/table_writer.h"

namespace shouwen {

namespace {

template <class Row>
bool is_listed(const Row& row, Date in_force_from) { return !row.effective_to || *row.effective_to >= in_force_from; }

std::string clock_text(std::int32_t minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

ListedPrice listed(const PostedPrice& price) {
  return {price.code, price.name_zh, price.name_en, price.unit_zh, price.unit_en, price_text(price.yuan_e8), price.yuan_e8, price.applies_zh, price.applies_en,
          price.source, price.confidence, price.clause, price.effective_from, price.effective_to};
}

const std::string& period_price(const Tariff& tariff, TariffPeriod period) { return tariff.period_prices[static_cast<std::size_t>(period)]; }

ListedTariff listed(const Tariff& tariff) {
  ListedTariff row;
  row.code = tariff.code;
  row.usage_category = tariff.usage_category;
  row.name_zh = tariff.name_zh;
  row.name_en = tariff.name_en;
  row.about_zh = tariff.about_zh;
  row.about_en = tariff.about_en;
  row.year_begins_month = tariff.year_begins_month;
  for (const TariffSeason& season : tariff.seasons) row.seasons.push_back({season.months, season.tier_limits_kwh});
  row.tier_prices = tariff.tier_prices;
  row.tier_surcharges = tariff.tier_surcharges;
  row.super_peak_price = period_price(tariff, TariffPeriod::super_peak);
  row.peak_price = period_price(tariff, TariffPeriod::peak);
  row.flat_price = period_price(tariff, TariffPeriod::flat);
  row.valley_price = period_price(tariff, TariffPeriod::valley);
  row.funds = tariff.funds;
  row.time_of_use = tariff.time_of_use;
  if (const auto& basic = tariff.basic_charge)
    row.basic_charge = ListedBasicCharge{basic->capacity_price, basic->demand_price, basic->contract_floor_percent, basic->actual_floor_percent, basic->tolerance_percent, basic->excess,
                                         basic->month_days, basic->full_use_kwh_per_kva, basic->full_use_percent};
  row.rounding = tariff.rounding;
  row.source = tariff.source;
  row.confidence = tariff.confidence;
  row.clause = tariff.clause;
  row.effective_from = tariff.effective_from;
  row.effective_to = tariff.effective_to;
  return row;
}

ListedTimeOfUse listed(const TimeOfUse& use) {
  ListedTimeOfUse row{use.code, use.name_zh, use.name_en, use.hot_days_zh, use.hot_days_en, use.ratio, {}, use.source, use.confidence, use.clause, use.effective_from, use.effective_to};
  for (const TimeWindow& window : use.windows)
    row.windows.push_back({window.period, clock_text(window.from_minute), clock_text(window.to_minute), window.months, window.days, window.hot_days});
  return row;
}

ListedPowerFactor listed(const PowerFactorRules& rules) {
  ListedPowerFactor row{rules.reduction_pivot_hundredths, rules.reduction_low_bp, rules.reduction_high_bp, {}, {}, rules.source, rules.confidence, rules.clause};
  for (const auto& surcharge : rules.surcharges) row.surcharges.push_back({surcharge.hundredths, surcharge.each_bp});
  for (const auto& standard : rules.standards)
    row.standards.push_back({standard.standard_hundredths, standard.most_reduction_bp, standard.usage_category, standard.two_part, standard.voltages, standard.capacity_from_kva});
  return row;
}

ListedFee listed(const FeeItem& fee) {
  return {fee.code, fee.name_zh, fee.name_en, fee.unit_zh, fee.unit_en, fee.state, fee.yuan_e8 ? price_text(*fee.yuan_e8) : std::string(), fee.yuan_e8, fee.payer_classes,
          fee.payer_zh, fee.payer_en, fee.covers_zh, fee.covers_en, fee.source, fee.confidence, fee.clause, fee.effective_from, fee.effective_to};
}

/// RFC 8785 escapes as little as JSON allows.
void print_canonical_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else out += c;
    }
  out += '"';
}

void print_canonical(std::string& out, const boost::json::value& value) {
  if (value.is_object()) {
    // Our keys are ASCII, for which the order of bytes is that of UTF-16 units.
    std::map<std::string_view, const boost::json::value*> sorted;
    for (const auto& member : value.get_object()) sorted.emplace(std::string_view(member.key().data(), member.key().size()), &member.value());
    out += '{';
    bool first = true;
    for (const auto& [key, member] : sorted) {
      if (!std::exchange(first, false)) out += ',';
      print_canonical_string(out, key);
      out += ':';
      print_canonical(out, *member);
    }
    out += '}';
  } else if (value.is_array()) {
    out += '[';
    bool first = true;
    for (const auto& item : value.get_array()) {
      if (!std::exchange(first, false)) out += ',';
      print_canonical(out, item);
    }
    out += ']';
  } else if (value.is_string()) {
    print_canonical_string(out, std::string_view(value.get_string().data(), value.get_string().size()));
  } else {
    out += boost::json::serialize(value);
  }
}

std::set<CustomerClass> classes_of(UsageCategory category) {
  if (category == UsageCategory::residential) return {CustomerClass::resident};
  return {CustomerClass::low_voltage, CustomerClass::high_voltage_single, CustomerClass::high_voltage_double};
}

/// Every code a tariff names.
std::vector<std::string> named_by(const ListedTariff& tariff) {
  std::vector<std::string> codes{tariff.super_peak_price, tariff.peak_price, tariff.flat_price, tariff.valley_price, tariff.funds};
  codes.insert(codes.end(), tariff.tier_prices.begin(), tariff.tier_prices.end());
  codes.insert(codes.end(), tariff.tier_surcharges.begin(), tariff.tier_surcharges.end());
  if (tariff.basic_charge) codes.insert(codes.end(), {tariff.basic_charge->capacity_price, tariff.basic_charge->demand_price});
  return codes;
}

std::string day_or_nothing(const std::optional<Date>& day) { return day ? to_iso(*day) : std::string(); }

}  // namespace

PriceListBody price_list_body(const Rulebook& rulebook, Date in_force_from) {
  PriceListBody body;
  for (const PostedPrice& price : rulebook.prices)
    if (price.region.empty() && is_listed(price, in_force_from)) body.prices.push_back(listed(price));
  const PriceBook& book = price_book_of(rulebook);
  for (const Tariff& tariff : book.tariffs)
    if (tariff.region.empty() && is_listed(tariff, in_force_from)) body.tariffs.push_back(listed(tariff));
  for (const TimeOfUse& use : book.times_of_use)
    if (use.region.empty() && is_listed(use, in_force_from)) body.times_of_use.push_back(listed(use));
  if (book.power_factor) body.power_factor = listed(*book.power_factor);
  for (const FeeItem& fee : book.fees)
    if (is_listed(fee, in_force_from)) body.fees.push_back(listed(fee));
  return body;
}

std::vector<CustomerClass> payers_of(const PriceListBody& body, const std::string& code) {
  std::set<CustomerClass> payers;
  for (const ListedTariff& tariff : body.tariffs) {
    const auto codes = named_by(tariff);
    if (std::find(codes.begin(), codes.end(), code) != codes.end()) payers.merge(classes_of(tariff.usage_category));
  }
  return payers.empty() ? all_customer_classes() : std::vector<CustomerClass>(payers.begin(), payers.end());
}

std::string canonical_json(std::string_view text) {
  std::string out;
  print_canonical(out, boost::json::parse(text));
  return out;
}

std::string canonical_text(const IssuedPriceList& issued) { return canonical_json(json::to_text(issued)); }

std::string price_list_table(const IssuedPriceList& issued) {
  std::string out(tables::csv_byte_order_mark);
  const auto add = [&out](const std::vector<std::string>& cells) { tables::append_csv_row(out, cells); };
  add({"kind", "code", "name_zh", "name_en", "price", "unit_zh", "unit_en", "applies_zh", "applies_en", "payer_classes", "effective_from", "effective_to", "source", "confidence", "clause"});
  add({"price_list", std::to_string(issued.number), issued.bureau_name, "", "", "", "", issued.correction_zh, issued.correction_en, "", to_iso(issued.in_force_from), "",
       "issued " + to_iso(issued.issued_on), "", "art.9(1)"});
  for (const ListedPrice& row : issued.body.prices)
    add({"price", row.code, row.name_zh, row.name_en, row.price, row.unit_zh, row.unit_en, row.applies_zh, row.applies_en, class_codes(payers_of(issued.body, row.code)),
         to_iso(row.effective_from), day_or_nothing(row.effective_to), row.source, row.confidence, row.clause});
  for (const ListedTariff& row : issued.body.tariffs)
    for (const ListedSeason& season : row.seasons) {
      const Said tiers = tier_words(season);
      add({"tariff", row.code, row.name_zh, row.name_en, "", "", "", tiers.zh, tiers.en, "", to_iso(row.effective_from), day_or_nothing(row.effective_to), row.source, row.confidence, row.clause});
    }
  for (const ListedTimeOfUse& row : issued.body.times_of_use)
    for (const ListedWindow& window : row.windows) {
      const Said hours = window_words(window);
      add({"hours", row.code, row.name_zh, row.name_en, "", "", "", hours.zh, hours.en, "", to_iso(row.effective_from), day_or_nothing(row.effective_to), row.source, row.confidence, row.clause});
    }
  for (const ListedFee& row : issued.body.fees)
    add({"fee", row.code, row.name_zh, row.name_en, row.price, row.unit_zh, row.unit_en, fee_words(row).zh + "；" + row.covers_zh, fee_words(row).en + "; " + row.covers_en,
         class_codes(row.payer_classes.empty() ? all_customer_classes() : row.payer_classes), to_iso(row.effective_from), day_or_nothing(row.effective_to), row.source, row.confidence, row.clause});
  return out;
}

bool is_priced(const PriceListBody& body, const ListedTariff& tariff, Date on) {
  const auto holds = [&](const std::string& code) {
    return code.empty() || std::any_of(body.prices.begin(), body.prices.end(), [&](const ListedPrice& price) {
      return price.code == code && price.effective_from <= on && (!price.effective_to || on <= *price.effective_to);
    });
  };
  const auto codes = named_by(tariff);
  const bool names_one = std::any_of(codes.begin(), codes.end(), [](const std::string& code) { return !code.empty(); });
  return names_one && std::all_of(codes.begin(), codes.end(), holds);
}

std::vector<CustomerClass> all_customer_classes() {
  return {CustomerClass::resident, CustomerClass::low_voltage, CustomerClass::high_voltage_single, CustomerClass::high_voltage_double};
}

std::vector<PublishedItem> published_items_of(const IssuedPriceList& issued) {
  std::vector<PublishedItem> items;
  for (const ListedPrice& row : issued.body.prices)
    items.push_back({issued.number, row.code, PublishedItemKind::price, std::max(row.effective_from, issued.in_force_from), row.effective_to, row.unit_zh, row.yuan_e8, row.name_zh,
                     row.name_en, payers_of(issued.body, row.code)});
  for (const ListedFee& row : issued.body.fees)
    if (row.state == FeeState::chargeable && row.yuan_e8) {
      std::vector<CustomerClass> payers = row.payer_classes.empty() ? all_customer_classes() : row.payer_classes;
      std::sort(payers.begin(), payers.end());
      payers.erase(std::unique(payers.begin(), payers.end()), payers.end());
      items.push_back({issued.number, row.code, PublishedItemKind::fee, std::max(row.effective_from, issued.in_force_from), row.effective_to, row.unit_zh, *row.yuan_e8, row.name_zh,
                       row.name_en, std::move(payers)});
    }
  std::sort(items.begin(), items.end(), [](const PublishedItem& a, const PublishedItem& b) { return std::tie(a.code, a.effective_from) < std::tie(b.code, b.effective_from); });
  return items;
}

}  // namespace shouwen
