// The bill calculator: choose how one is charged, say what one used, read every line. A plain form by GET, so a result can be
// bookmarked and shared; nothing is kept.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "http/problem.h"
#include "open_data/open_files.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/service_page.h"
#include "price_lists/price_list_words.h"
#include "prices/calculation.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr int months_offered = 24;
constexpr std::size_t thousandths = 3, most_digits = 9;
constexpr std::int64_t per_kilo = 1000;

std::string typed(const Call& call, const char* name) {
  return clean_text(to_half_width(call.request.query_value(name).value_or("")), false);
}

/// "260" or "260.5" in thousandths; absent if empty. Refusal bill.not_a_number at the field.
Result<std::optional<std::int64_t>> read_kilo(const Call& call, const char* name) {
  const std::string text = typed(call, name);
  if (text.empty()) return std::optional<std::int64_t>{};
  const std::size_t point = text.find('.');
  std::string digits = text.substr(0, point), fraction = point == std::string::npos ? "" : text.substr(point + 1);
  const bool plain = !digits.empty() && digits.size() <= most_digits && fraction.size() <= thousandths && (digits + fraction).find_first_not_of("0123456789") == std::string::npos;
  if (!plain) return Refusal{"bill.not_a_number", "", std::string("/") + name, {}};
  fraction.resize(thousandths, '0');
  return std::optional<std::int64_t>(std::stoll(digits + fraction));
}

Date first_of_month(Date day, int back) {
  const int index = day.year() * 12 + day.month() - 1 - back;
  return Date::of(index / 12, index % 12 + 1, 1);
}

std::string confidence_text(const std::string& confidence, Language language) {
  if (confidence == "F1") return say("confidence_f1", language);
  if (confidence == "F2") return say("confidence_f2", language);
  return confidence == "example" ? say("confidence_example", language) : say("confidence_ok", language);
}

std::string yuan(std::int64_t fen) { return fmt::format("{}{}.{:02}", fen < 0 ? "−" : "", std::abs(fen) / 100, std::abs(fen) % 100); }
std::string kilo_text(std::int64_t value) {
  std::string text = fmt::format("{}.{:03}", value / per_kilo, value % per_kilo);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string line_name(const BillLine& line, Language language) {
  if (line.kind == ChargeKind::power_factor_adjustment) return say("bill_power_factor_line", language);
  const std::string name = language == Language::zh ? line.price->name_zh : line.price->name_en;
  return line.kind == ChargeKind::excess_demand ? say("bill_excess", language, {{"name", name}}) : name;
}

std::string line_sum(const BillLine& line, const TariffSheet& sheet, Language language) {
  if (line.kind == ChargeKind::power_factor_adjustment)
    return fmt::format("{} × {}{}.{:02}%", yuan(line.quantity), line.percent_bp < 0 ? "−" : "+", std::abs(line.percent_bp) / 100, std::abs(line.percent_bp) % 100);
  const char* unit = line.kind == ChargeKind::energy || line.kind == ChargeKind::tier_surcharge ? "kWh" : line.price == sheet.capacity_price ? "kVA" : "kW";
  std::string text = fmt::format("{} {} × {}", kilo_text(line.quantity), unit, price_text(line.price->yuan_e8));
  if (line.percent_bp != 10'000) text += fmt::format(" × {}%", line.percent_bp / 100);
  if (line.days > 0) text += say("bill_days", language, {{"days", std::to_string(line.days)}, {"of", std::to_string(line.month_days)}});
  return text;
}

void set_lines(data& values, const BillCalculation& found, Language language) {
  const Tariff& tariff = *found.sheet.tariff;
  data rows{data::type::list};
  for (const BillLine& line : found.bill.lines) {
    data row;
    row.set("name", line_name(line, language));
    row.set("sum", line_sum(line, found.sheet, language));
    row.set("amount", yuan(line.amount_fen));
    if (line.price != nullptr) row.set("source", line.price->source);
    rows << row;
  }
  values.set("lines", rows);
  values.set("has_bill", true);
  values.set("total", yuan(found.bill.total_fen));
  if (found.bill.funds_fen > 0) values.set("funds", say("bill_funds", language, {{"yuan", yuan(found.bill.funds_fen)}}));
  values.set("rounding", tariff.rounding == BillRounding::sum ? say("bill_rounds_sum", language) : say("bill_rounds_item", language));
  if (found.bill.power_factor_hundredths) values.set("factor", say("bill_factor", language, {{"factor", fmt::format("0.{:02}", *found.bill.power_factor_hundredths)}}));
}

/// The tariff asked for, else the first.
const Tariff* wanted_tariff(const Call& call) {
  const Tariff* found = find_tariff(*call.rulebook, call.request.query_value("tariff").value_or(""));
  const auto& tariffs = price_book_of(*call.rulebook).tariffs;
  return found != nullptr || tariffs.empty() ? found : &tariffs.front();
}

/// Other regions' prices are only for comparing: they are listed once they are asked for.
bool others_shown(const Call& call, const Tariff& chosen) { return !chosen.region.empty() || call.request.query_value("others").has_value(); }

void set_tariffs(data& values, const Call& call, const Tariff& chosen, Language language) {
  data own{data::type::list}, others{data::type::list};
  for (const Tariff& tariff : price_book_of(*call.rulebook).tariffs) {
    data row;
    row.set("code", tariff.code);
    row.set("name", language == Language::zh ? tariff.name_zh : tariff.name_en);
    row.set("selected", &tariff == &chosen);
    (tariff.region.empty() ? own : others) << row;
  }
  values.set("own", own);
  values.set("others", others);
  values.set("others_shown", others_shown(call, chosen));
  values.set("tariff", chosen.code);
  values.set("tariff_name", language == Language::zh ? chosen.name_zh : chosen.name_en);
  values.set("tariff_about", language == Language::zh ? chosen.about_zh : chosen.about_en);
  values.set("tariff_source", chosen.source);
  values.set("confidence", confidence_text(chosen.confidence, language));
}

/// The tiers of each season, and over what time they are counted.
void set_tiers(data& values, const Tariff& tariff, Language language) {
  data rows{data::type::list};
  for (const TariffSeason& season : tariff.seasons) {
    if (season.tier_limits_kwh.empty() && tariff.seasons.size() == 1) continue;
    const Said words = tier_words(ListedSeason{season.months, season.tier_limits_kwh});
    rows << data("text", data(language == Language::zh ? words.zh : words.en));
  }
  const bool tiered = std::any_of(tariff.seasons.begin(), tariff.seasons.end(), [](const TariffSeason& season) { return !season.tier_limits_kwh.empty(); });
  if (tiered) rows << data("text", data(tariff.year_begins_month > 0 ? say("bill_tiers_by_year", language, {{"month", std::to_string(tariff.year_begins_month)}}) : say("bill_tiers_by_month", language)));
  values.set("tiers", rows);
}

/// The months a bill can be made for: those whose prices are published. The first is the newest.
std::vector<Date> billable_months(const Call& call, const Tariff& tariff) {
  std::vector<Date> months;
  for (int back = 0; back < months_offered; ++back) {
    const Date month = first_of_month(local_date(call.now), back);
    if (tariff_sheet(*call.rulebook, tariff.code, month, PriceChoice::in_force)) months.push_back(month);
  }
  return months;
}

void set_fields(data& values, const Call& call, const Tariff& tariff) {
  for (const char* name : {"kwh", "before", "super_peak", "peak", "valley", "capacity", "contract", "demand", "reactive"}) values.set(name, typed(call, name));
  values.set("by_period", tariff.by_period());
  values.set("has_super_peak", !tariff.period_prices[static_cast<std::size_t>(TariffPeriod::super_peak)].empty());
  values.set("by_year", tariff.year_begins_month > 0);
  values.set("two_part", tariff.basic_charge.has_value());
  values.set("business", tariff.usage_category == UsageCategory::commercial_industrial);
  const std::string by = typed(call, "by");
  for (const char* name : {"capacity", "contract_demand", "actual_demand"}) values.set(std::string("by_") + name, by == name || (by.empty() && std::string_view(name) == "capacity"));
  const std::string standard = typed(call, "standard");
  for (const char* name : {"90", "85", "80"}) values.set(std::string("standard_") + name, standard == name);
}

BasicCharge basic_charge_of(const std::string& word, bool two_part) {
  if (!two_part) return BasicCharge::none;
  return word == "contract_demand" ? BasicCharge::contract_demand : word == "actual_demand" ? BasicCharge::actual_demand : BasicCharge::capacity;
}

/// Cannot be worked out from the total alone: by hours, by what was used before, by capacity or demand.
bool asks_more(const Tariff& tariff) { return tariff.by_period() || tariff.year_begins_month > 0 || tariff.basic_charge.has_value(); }

/// What the form said: nothing yet, a tariff whose own fields have to be seen first, or enough for a bill.
enum class Asked { nothing, other_tariff, enough };
Asked asked_by(const Call& call, const Tariff& tariff) {
  if (!call.request.query_value("kwh")) return Asked::nothing;
  const std::string shown = typed(call, "shown");
  if (call.request.query_value("choose") && typed(call, "kwh").empty()) return shown == tariff.code ? Asked::nothing : Asked::other_tariff;
  if (shown.empty() || shown == tariff.code) return Asked::enough;
  return typed(call, "kwh").empty() || asks_more(tariff) ? Asked::other_tariff : Asked::enough;
}

/// The fields of a refusal are those of the API: here they have other names.
Refusal at_field(Refusal refusal) {
  static const std::pair<const char*, const char*> names[] = {{"/usage/total_wh", "/kwh"}, {"/usage/used_before_wh", "/before"}, {"/usage/super_peak_wh", "/super_peak"},
      {"/usage/peak_wh", "/peak"}, {"/usage/valley_wh", "/valley"}, {"/usage/max_demand_w", "/demand"}, {"/usage/reactive_varh", "/reactive"},
      {"/agreement/contracted_capacity_kva", "/capacity"}, {"/agreement/contract_demand_kw", "/contract"}};
  for (const auto& [api_name, page_name] : names)
    if (refusal.field == api_name) refusal.field = page_name;
  return refusal;
}

/// What was typed, or everything that is wrong with it.
BillQuestion read_question(const Call& call, const Tariff& tariff, Date month, std::vector<Refusal>& wrong) {
  const auto kilo = [&](const char* name) -> std::optional<std::int64_t> {
    const auto value = read_kilo(call, name);
    if (value) return *value;
    wrong.push_back(value.refusal());
    return std::nullopt;
  };
  BillQuestion question{tariff.code, month, {}, {}, {}};
  question.usage.total_wh = kilo("kwh").value_or(0);
  if (tariff.by_period()) question.usage.period_wh = {kilo("super_peak").value_or(0), kilo("peak").value_or(0), 0, kilo("valley").value_or(0)};
  if (tariff.year_begins_month > 0) question.usage.used_before_wh = kilo("before").value_or(0);
  if (tariff.usage_category != UsageCategory::commercial_industrial) return question;
  const std::string standard = typed(call, "standard");
  if (standard == "90" || standard == "85" || standard == "80") {
    question.power_factor_standard = std::stoll(standard);
    question.usage.reactive_varh = kilo("reactive");
  }
  if (!tariff.basic_charge) return question;
  question.agreement = {basic_charge_of(typed(call, "by"), true), kilo("capacity").value_or(0) / per_kilo, kilo("contract").value_or(0) / per_kilo, 0, nullptr};
  question.usage.max_demand_w = kilo("demand");
  return question;
}

}  // namespace

http::Response bill_page(Api& api, const Call& call) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  std::vector<Refusal> wrong;
  const Tariff* tariff = wanted_tariff(call);
  if (tariff == nullptr) return write_page(api, call, {"bill", say("bill_title", language)}, values);
  values.set("has_tariffs", true);
  set_tariffs(values, call, *tariff, language);
  set_tiers(values, *tariff, language);
  const auto months = billable_months(call, *tariff);
  const std::string asked = typed(call, "month");
  Date month = months.empty() ? first_of_month(local_date(call.now), 0) : months.front();
  data options{data::type::list};
  for (const Date each : months) {
    if (month_text(each) == asked) month = each;
    data row;
    row.set("month", month_text(each));
    row.set("selected", month_text(each) == asked);
    options << row;
  }
  values.set("months", options);
  values.set("has_months", !months.empty());
  if (!tariff->price_set) values.set("not_set", http::refusal_text({"bill.price_not_set", clause::art_9_2, "/tariff", {{"item", tariff->name_zh}}}, language));
  set_fields(values, call, *tariff);
  const Asked wish = months.empty() ? Asked::nothing : asked_by(call, *tariff);
  if (wish == Asked::other_tariff) values.set("fill_more", say("bill_fill_more", language, {{"name", language == Language::zh ? tariff->name_zh : tariff->name_en}}));
  if (wish == Asked::enough) {
    const BillQuestion question = read_question(call, *tariff, month, wrong);
    if (wrong.empty()) {
      const auto found = calculate_bill(*call.rulebook, question);
      if (found) {
        values.set("bill_month", month_text(month));
        set_lines(values, *found, language);
      } else {
        wrong.push_back(at_field(found.refusal()));
      }
    }
    set_errors(values, wrong, language);
  }
  return write_page(api, call, {"bill", say("bill_title", language), wrong.empty() ? 200 : 422}, values);
}

}  // namespace shouwen
