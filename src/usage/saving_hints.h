// What a customer could save, each hint with the sum it would have saved over the last twelve months.
#pragma once

#include <string>

#include "prices/basic_charge.h"
#include "prices/power_factor.h"
#include "usage/monthly_use.h"

namespace shouwen {

/// The prices in force for one customer and what he agreed; every number is the caller's. Prices as published, funds included,
/// in 1e-8 yuan.
struct TariffTerms {
  std::array<std::int64_t, 4> price_e8{};            ///< per kWh by period, in the order of TariffPeriod
  std::int64_t funds_e8 = 0;                         ///< the part of it that is government funds: the power factor does not touch it
  BasicCharge basic_charge = BasicCharge::none;
  std::int64_t contracted_capacity_kva = 0;
  std::int64_t contract_demand_kw = 0;
  std::optional<std::int64_t> capacity_price_e8{};   ///< per kVA and month; absent: no such choice
  std::optional<std::int64_t> demand_price_e8{};     ///< per kW and month
  BasicChargeTerms basic_terms{};                    ///< floors, tolerance, excess
  std::optional<PowerFactorTable> power_factor{};    ///< absent: no adjustment
  std::int64_t shiftable_percent = 0;                ///< of the peak energy that could run at night
  std::int64_t reserve_percent = 0;                  ///< capacity kept free above the highest demand
};

/// 移峰填谷 容量需量选择 功率因数 闲置容量.
enum class HintKind { shift_to_valley, basic_charge, power_factor, idle_capacity };

/// One step of how a sum came about, so that a person can follow it.
struct HintFigure {
  std::string name;   ///< "moved"
  std::int64_t value = 0;
  std::string unit;   ///< Wh, fen, kW, kVA, varh, percent, hundredths, months, yuan_e8_per_kwh
  bool operator==(const HintFigure&) const = default;
};
struct SavingHint {
  HintKind kind{};
  std::int64_t saved_fen = 0;                        ///< over the months looked at; above 0
  std::optional<BasicCharge> better{};               ///< of basic_charge
  std::vector<HintFigure> figures;
};

/// Over the last twelve known months of `series`. Each hint stands by itself: two together save less than their sums. A hint
/// that saves nothing, or whose figures are not metered in every month, is left out. Largest saving first.
std::vector<SavingHint> find_savings(const MonthlySeries& series, const TariffTerms& terms);

/// One month's basic charge.
std::int64_t basic_charge_fen(const TariffTerms& terms, BasicCharge by, std::int64_t contract_demand_kw, std::int64_t actual_demand_kw);
/// Energy at a unit price, half up to the fen.
std::int64_t energy_fen(std::int64_t wh, std::int64_t price_e8);

}  // namespace shouwen
