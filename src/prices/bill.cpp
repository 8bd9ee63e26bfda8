// Energy by tier or by period, what tiers add, basic charge, power factor, in this order; rounded as the tariff says.
#include "prices/bill.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// More than any customer uses, little enough that nothing overflows.
constexpr std::int64_t most_quantity = 1'000'000'000'000'000;
constexpr std::int64_t whole_bp = 10'000, bp_of_percent = 100, wh_per_kwh = 1000, w_per_kw = 1000;

std::size_t slot(TariffPeriod period) { return static_cast<std::size_t>(period); }

Refusal refusal(const char* code, const char* field) { return {code, clause::art_9_2, field, {}}; }

std::optional<Refusal> check_quantities(const BillUsage& usage, const BillAgreement& agreement) {
  const auto impossible = [](std::int64_t value) { return value < 0 || value > most_quantity; };
  const std::pair<std::int64_t, const char*> quantities[] = {
      {usage.total_wh, "/usage/total_wh"}, {usage.used_before_wh, "/usage/used_before_wh"}, {usage.max_demand_w.value_or(0), "/usage/max_demand_w"},
      {agreement.contracted_capacity_kva, "/agreement/contracted_capacity_kva"}, {agreement.contract_demand_kw, "/agreement/contract_demand_kw"},
      {usage.period_wh[0], "/usage/super_peak_wh"}, {usage.period_wh[1], "/usage/peak_wh"}, {usage.period_wh[2], "/usage/flat_wh"}, {usage.period_wh[3], "/usage/valley_wh"}};
  for (const auto& [value, field] : quantities)
    if (impossible(value)) return refusal("bill.quantity_impossible", field);
  if (agreement.contracted_capacity_kva > most_quantity / w_per_kw || agreement.contract_demand_kw > most_quantity / w_per_kw)
    return refusal("bill.quantity_impossible", "/agreement/contracted_capacity_kva");
  const std::int64_t reactive = usage.reactive_varh.value_or(0);
  if (reactive < -most_quantity || reactive > most_quantity) return refusal("bill.quantity_impossible", "/usage/reactive_varh");
  return std::nullopt;
}

std::optional<Refusal> check_periods(const TariffSheet& sheet, const BillUsage& usage) {
  Wide named = 0;
  for (const TariffPeriod period : tariff_periods) {
    named += usage.period_wh[slot(period)];
    if (usage.period_wh[slot(period)] > 0 && sheet.tariff->by_period() && sheet.period_prices[slot(period)] == nullptr)
      return Refusal{"bill.period_without_price", clause::art_9_2, "/usage/super_peak_wh", {{"item", sheet.tariff->name_zh}}};
  }
  return named > usage.total_wh ? std::optional(refusal("bill.periods_exceed_total", "/usage/total_wh")) : std::nullopt;
}

std::optional<Refusal> check_agreement(const TariffSheet& sheet, const BillUsage& usage, const BillAgreement& agreement) {
  const BasicCharge by = agreement.basic_charge;
  if (!sheet.tariff->basic_charge)
    return by == BasicCharge::none ? std::nullopt : std::optional(refusal("bill.basic_charge_not_offered", "/agreement/basic_charge"));
  const BasicChargeTerms& terms = *sheet.tariff->basic_charge;
  if (by == BasicCharge::none) return refusal("bill.basic_charge_missing", "/agreement/basic_charge");
  if (agreement.contracted_capacity_kva == 0) return refusal("bill.capacity_missing", "/agreement/contracted_capacity_kva");
  if (by == BasicCharge::contract_demand && agreement.contract_demand_kw == 0) return refusal("bill.demand_missing", "/agreement/contract_demand_kw");
  if (by != BasicCharge::capacity && !usage.max_demand_w) return refusal("bill.demand_missing", "/usage/max_demand_w");
  if (agreement.basic_charge_days < 0 || agreement.basic_charge_days > terms.month_days) return refusal("bill.quantity_impossible", "/agreement/basic_charge_days");
  return std::nullopt;
}

void add_line(Bill& bill, BillLine line) {
  if (line.exact_e11 != 0 || line.quantity != 0) bill.lines.push_back(line);
}

void add_tiers(const TariffSheet& sheet, const BillUsage& usage, Bill& bill) {
  const auto parts = split_by_tiers(sheet.tiers, usage.used_before_wh, usage.total_wh);
  const bool by_period = sheet.tariff->by_period(), tiered = sheet.tiers.tiers > 1;
  for (std::size_t tier = by_period ? 1 : 0; tier < sheet.tiers.tiers; ++tier) {
    BillLine line;
    line.kind = by_period ? ChargeKind::tier_surcharge : ChargeKind::energy;
    line.price = sheet.tier_prices[tier];
    line.quantity = parts[tier];
    line.tier = tiered ? static_cast<std::int64_t>(tier) + 1 : 0;
    line.exact_e11 = Wide{parts[tier]} * sheet.tiers.price_e8[tier];
    add_line(bill, line);
  }
}

void add_periods(const TariffSheet& sheet, const BillUsage& usage, Bill& bill) {
  if (!sheet.tariff->by_period()) return;
  std::int64_t unnamed = usage.total_wh;
  for (const std::int64_t wh : usage.period_wh) unnamed -= wh;
  for (const TariffPeriod period : tariff_periods) {
    const PostedPrice* price = sheet.period_prices[slot(period)];
    const std::int64_t wh = usage.period_wh[slot(period)] + (period == TariffPeriod::flat ? unnamed : 0);
    if (price == nullptr) continue;
    BillLine line;
    line.price = price;
    line.quantity = wh;
    line.period = period;
    line.exact_e11 = Wide{wh} * price->yuan_e8;
    add_line(bill, line);
  }
}

/// Much use of the capacity makes the demand cheaper (发改价格〔2023〕526号).
bool fully_used(const BasicChargeTerms& terms, const BillUsage& usage, const BillAgreement& agreement) {
  return terms.full_use_kwh_per_kva > 0 && Wide{usage.total_wh} >= Wide{agreement.contracted_capacity_kva} * terms.full_use_kwh_per_kva * wh_per_kwh;
}

void add_basic_charge(const TariffSheet& sheet, const BillUsage& usage, const BillAgreement& agreement, Bill& bill) {
  if (agreement.basic_charge == BasicCharge::none) return;
  const BasicChargeTerms& terms = *sheet.tariff->basic_charge;
  const bool by_capacity = agreement.basic_charge == BasicCharge::capacity;
  const auto parts = basic_charge_parts(terms, {agreement.basic_charge, agreement.contracted_capacity_kva, agreement.contract_demand_kw * w_per_kw, usage.max_demand_w.value_or(0)});
  for (const DemandPart& part : parts) {
    BillLine line;
    line.kind = part.percent == bp_of_percent ? ChargeKind::basic_charge : ChargeKind::excess_demand;
    line.price = by_capacity ? sheet.capacity_price : sheet.demand_price;
    line.quantity = part.quantity;
    line.percent_bp = part.percent * bp_of_percent;
    if (!by_capacity && fully_used(terms, usage, agreement)) line.percent_bp = line.percent_bp * terms.full_use_percent / bp_of_percent;
    line.exact_e11 = rounded(Wide{line.quantity} * line.price->yuan_e8 * line.percent_bp, whole_bp);
    if (agreement.basic_charge_days > 0) {
      line.days = agreement.basic_charge_days;
      line.month_days = terms.month_days;
      line.exact_e11 = rounded(line.exact_e11 * line.days, line.month_days);
    }
    add_line(bill, line);
  }
}

/// Each line by itself, or so that the lines add up to the rounded sum: none is then more than a fen off.
void round_lines(BillRounding rounding, Bill& bill) {
  Wide before = 0;
  for (BillLine& line : bill.lines) {
    line.amount_fen = rounding == BillRounding::item ? fen_of(line.exact_e11) : fen_of(before + line.exact_e11) - fen_of(before);
    before += line.exact_e11;
    bill.total_fen += line.amount_fen;
  }
}

/// On everything but the funds.
void add_power_factor(const BillUsage& usage, const PowerFactorTable& table, Bill& bill) {
  bill.power_factor_hundredths = power_factor_hundredths(usage.total_wh, *usage.reactive_varh);
  if (!bill.power_factor_hundredths) return;
  BillLine line;
  line.kind = ChargeKind::power_factor_adjustment;
  line.quantity = bill.total_fen - bill.funds_fen;
  line.percent_bp = table[static_cast<std::size_t>(*bill.power_factor_hundredths)];
  line.exact_e11 = rounded(Wide{line.quantity} * e11_of_fen * line.percent_bp, whole_bp);
  line.amount_fen = power_factor_adjustment_fen(table, *bill.power_factor_hundredths, line.quantity);
  bill.total_fen += line.amount_fen;
  bill.lines.push_back(line);
}

}  // namespace

Result<Bill> make_bill(const TariffSheet& sheet, const BillUsage& usage, const BillAgreement& agreement) {
  if (auto wrong = check_quantities(usage, agreement)) return *std::move(wrong);
  if (auto wrong = check_periods(sheet, usage)) return *std::move(wrong);
  if (auto wrong = check_agreement(sheet, usage, agreement)) return *std::move(wrong);
  if (agreement.power_factor != nullptr && !usage.reactive_varh) return refusal("bill.reactive_missing", "/usage/reactive_varh");
  Bill bill;
  bill.lines.reserve(most_tiers);
  add_periods(sheet, usage, bill);
  add_tiers(sheet, usage, bill);
  add_basic_charge(sheet, usage, agreement, bill);
  round_lines(sheet.tariff->rounding, bill);
  bill.funds_fen = fen_of(Wide{usage.total_wh} * sheet.funds_e8());
  if (agreement.power_factor != nullptr) add_power_factor(usage, *agreement.power_factor, bill);
  return bill;
}

}  // namespace shouwen
