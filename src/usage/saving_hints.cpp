// Shift to valley, basic charge, power factor, idle capacity: fixed point throughout, rounded per item as a bill is.
#include "usage/saving_hints.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "usage/indicators.h"

namespace shouwen {

namespace {

std::int64_t ceiling(Wide value, Wide by) { return static_cast<std::int64_t>((value + by - 1) / by); }

constexpr std::int64_t watts_per_kw = 1000;

std::int64_t kw_of(std::int64_t watts) { return ceiling(watts, watts_per_kw); }
std::size_t slot(TariffPeriod period) { return static_cast<std::size_t>(period); }
std::int64_t price(const TariffTerms& terms, TariffPeriod period) { return terms.price_e8[slot(period)]; }

/// Basic charge, or nothing if the list has no price for it.
std::optional<std::int64_t> year_fen(const MonthlySeries& year, const TariffTerms& terms, BasicCharge by, std::int64_t contract_demand_kw) {
  if (by == BasicCharge::none || (by == BasicCharge::capacity ? !terms.capacity_price_e8 : !terms.demand_price_e8)) return std::nullopt;
  std::int64_t sum = 0;
  for (const MonthlyUse& use : year) {
    if (by != BasicCharge::capacity && !use.max_demand_w) return std::nullopt;
    sum += basic_charge_fen(terms, by, contract_demand_kw, kw_of(use.max_demand_w.value_or(0)));
  }
  return sum;
}

std::optional<SavingHint> shift_to_valley(const MonthlySeries& year, const TariffTerms& terms) {
  std::int64_t moved_wh = 0, saved = 0;
  for (const MonthlyUse& use : year) {
    if (!use.valley_wh) return std::nullopt;
    for (const TariffPeriod period : {TariffPeriod::super_peak, TariffPeriod::peak}) {
      const std::int64_t cheaper = price(terms, period) - price(terms, TariffPeriod::valley);
      if (cheaper <= 0) continue;
      const std::int64_t moved = static_cast<std::int64_t>(Wide{use.of(period).value_or(0)} * terms.shiftable_percent / 100);
      moved_wh += moved;
      saved += energy_fen(moved, cheaper);
    }
  }
  return SavingHint{HintKind::shift_to_valley, saved, {},
                    {{"moved", moved_wh, "Wh"}, {"shiftable", terms.shiftable_percent, "percent"},
                     {"super_peak_price", price(terms, TariffPeriod::super_peak), "yuan_e8_per_kwh"},
                     {"peak_price", price(terms, TariffPeriod::peak), "yuan_e8_per_kwh"},
                     {"valley_price", price(terms, TariffPeriod::valley), "yuan_e8_per_kwh"}}};
}

/// The contract value that would have cost least. The cost has its corners at the floor, at each month's demand, and where the
/// tolerance over the contract just covers it.
std::int64_t best_contract_kw(const MonthlySeries& year, const TariffTerms& terms) {
  const std::int64_t floor_kw = ceiling(Wide{terms.contracted_capacity_kva} * terms.basic_terms.contract_floor_percent, 100);
  std::set<std::int64_t> corners{floor_kw};
  for (const MonthlyUse& use : year) {
    const std::int64_t kw = kw_of(use.max_demand_w.value_or(0));
    corners.insert(std::max(floor_kw, kw));
    corners.insert(std::max(floor_kw, ceiling(Wide{kw} * 100, terms.basic_terms.tolerance_percent)));
  }
  return *std::min_element(corners.begin(), corners.end(), [&](std::int64_t a, std::int64_t b) {
    return *year_fen(year, terms, BasicCharge::contract_demand, a) < *year_fen(year, terms, BasicCharge::contract_demand, b);
  });
}

std::optional<SavingHint> other_basic_charge(const MonthlySeries& year, const TariffTerms& terms) {
  const auto present = year_fen(year, terms, terms.basic_charge, terms.contract_demand_kw);
  if (!present || !year_fen(year, terms, BasicCharge::actual_demand, 0)) return std::nullopt;
  const std::int64_t contract_kw = best_contract_kw(year, terms);
  SavingHint hint{HintKind::basic_charge, 0, terms.basic_charge, {{"present", *present, "fen"}}};
  for (const auto& [by, name] : {std::pair{BasicCharge::capacity, "by_capacity"}, {BasicCharge::contract_demand, "by_contract_demand"}, {BasicCharge::actual_demand, "by_actual_demand"}}) {
    const auto cost = year_fen(year, terms, by, contract_kw);
    if (!cost) continue;
    hint.figures.push_back({name, *cost, "fen"});
    if (*present - *cost <= hint.saved_fen) continue;
    hint.saved_fen = *present - *cost;
    hint.better = by;
  }
  hint.figures.push_back({"contract_demand", contract_kw, "kW"});
  hint.figures.push_back({"capacity", terms.contracted_capacity_kva, "kVA"});
  hint.figures.push_back({"months", static_cast<std::int64_t>(year.size()), "months"});
  return hint;
}

/// What the power factor is counted on: energy without funds, and the basic charge. Unmetered periods are flat.
std::int64_t adjustment_base_fen(const MonthlyUse& use, const TariffTerms& terms) {
  std::int64_t base = 0, metered = 0;
  for (const TariffPeriod period : tariff_periods) {
    if (period == TariffPeriod::flat) continue;
    base += energy_fen(use.of(period).value_or(0), price(terms, period) - terms.funds_e8);
    metered += use.of(period).value_or(0);
  }
  base += energy_fen(use.total_wh - metered, price(terms, TariffPeriod::flat) - terms.funds_e8);
  if (terms.basic_charge != BasicCharge::none) base += basic_charge_fen(terms, terms.basic_charge, terms.contract_demand_kw, kw_of(use.max_demand_w.value_or(0)));
  return base;
}

/// Reactive energy a month may have at a factor: P · √(1/f² − 1).
std::int64_t reactive_at(std::int64_t active_wh, std::int64_t hundredths) {
  const double factor = static_cast<double>(hundredths) / 100;
  return std::llround(static_cast<double>(active_wh) * std::sqrt(1 / (factor * factor) - 1));
}

std::optional<SavingHint> better_power_factor(const MonthlySeries& year, const TariffTerms& terms) {
  if (!terms.power_factor) return std::nullopt;
  const bool by_demand = terms.basic_charge == BasicCharge::contract_demand || terms.basic_charge == BasicCharge::actual_demand;
  const PowerFactorTable& table = *terms.power_factor;
  // The lowest factor that already earns the best adjustment.
  const std::int64_t best = std::min_element(table.begin(), table.end()) - table.begin();
  std::int64_t now = 0, then = 0, too_much_varh = 0, lowest = 100;
  for (const MonthlyUse& use : year) {
    if (!use.reactive_varh || (by_demand && !use.max_demand_w)) return std::nullopt;
    const auto factor = power_factor_hundredths(use.total_wh, *use.reactive_varh);
    if (!factor) continue;
    const std::int64_t base = adjustment_base_fen(use, terms);
    lowest = std::min(lowest, *factor);
    now += power_factor_adjustment_fen(table, *factor, base);
    then += power_factor_adjustment_fen(table, std::max(*factor, best), base);
    too_much_varh += std::max<std::int64_t>(0, *use.reactive_varh - reactive_at(use.total_wh, best));
  }
  return SavingHint{HintKind::power_factor, now - then, {},
                    {{"adjustment", now, "fen"}, {"adjustment_at_target", then, "fen"}, {"target", best, "hundredths"},
                     {"lowest", lowest, "hundredths"}, {"to_compensate", too_much_varh, "varh"}}};
}

/// Capacity the highest demand of the year, with the reserve, leaves unused; only where capacity is what is paid for.
std::optional<SavingHint> idle_capacity(const MonthlySeries& year, const TariffTerms& terms) {
  if (terms.basic_charge != BasicCharge::capacity || !terms.capacity_price_e8) return std::nullopt;
  std::int64_t needed_kva = 0;
  for (const MonthlyUse& use : year) {
    if (!use.max_demand_w) return std::nullopt;
    const std::int64_t factor = use.reactive_varh ? power_factor_hundredths(use.total_wh, *use.reactive_varh).value_or(100) : 100;
    const Wide kva_watts = Wide{*use.max_demand_w} * 100 / std::max<std::int64_t>(factor, 1);
    needed_kva = std::max(needed_kva, ceiling(kva_watts * (100 + terms.reserve_percent), 100'000));
  }
  const std::int64_t idle_kva = std::max<std::int64_t>(0, terms.contracted_capacity_kva - needed_kva);
  const std::int64_t idle_fen = fen_of(Wide{idle_kva} * watts_per_kw * *terms.capacity_price_e8 * static_cast<std::int64_t>(year.size()));
  return SavingHint{HintKind::idle_capacity, idle_fen, {},
                    {{"capacity", terms.contracted_capacity_kva, "kVA"}, {"needed", needed_kva, "kVA"}, {"idle", idle_kva, "kVA"},
                     {"reserve", terms.reserve_percent, "percent"}, {"months", static_cast<std::int64_t>(year.size()), "months"}}};
}

}  // namespace

std::int64_t energy_fen(std::int64_t wh, std::int64_t price_e8) { return fen_of(Wide{wh} * price_e8); }

std::int64_t basic_charge_fen(const TariffTerms& terms, BasicCharge by, std::int64_t contract_demand_kw, std::int64_t actual_demand_kw) {
  const auto& price = by == BasicCharge::capacity ? terms.capacity_price_e8 : terms.demand_price_e8;
  return basic_charge_fen(basic_charge_parts(terms.basic_terms, {by, terms.contracted_capacity_kva, contract_demand_kw * watts_per_kw, actual_demand_kw * watts_per_kw}),
                          price.value_or(0));
}

std::vector<SavingHint> find_savings(const MonthlySeries& series, const TariffTerms& terms) {
  std::vector<SavingHint> hints;
  if (series.empty()) return hints;
  const Month from = series.back().month.plus(1 - months_per_year);
  MonthlySeries year;
  std::copy_if(series.begin(), series.end(), std::back_inserter(year), [from](const MonthlyUse& use) { return use.month >= from; });
  for (const auto find : {&shift_to_valley, &other_basic_charge, &better_power_factor, &idle_capacity})
    if (auto hint = find(year, terms); hint && hint->saved_fen > 0) hints.push_back(*std::move(hint));
  std::stable_sort(hints.begin(), hints.end(), [](const SavingHint& a, const SavingHint& b) { return a.saved_fen > b.saved_fen; });
  return hints;
}

}  // namespace shouwen
