// What a customer could save, each hint with the sum it would have saved over the last twelve months.
#pragma once

#include <string>

#include "usage/monthly_use.h"

namespace shouwen {

/// 按容量 按合同最大需量 按实际最大需量; none: a single-rate customer without basic charge.
enum class BasicCharge { none, capacity, contract_demand, actual_demand };
/// What is billed beyond the tolerance over the contract demand: up to the tolerance once and the rest double, or the contract
/// value and the rest double. The text does not settle it, so the bureau does.
enum class ExcessReading { tolerance_then_double, contract_then_double };

/// From this factor on (hundredths), the adjustment in hundredths of a percent: -75 = 0.75 % off.
struct PowerFactorStep {
  std::int64_t from_hundredths = 0, adjustment_bp = 0;
};

/// The price list in force for one customer and what he agreed; every number is the caller's. Prices as published, funds included.
struct TariffTerms {
  std::array<std::int64_t, 4> price_micro_yuan{};    ///< per kWh by period, in the order of TariffPeriod
  std::int64_t funds_micro_yuan = 0;                 ///< the part of it that is government funds: the power factor does not touch it
  BasicCharge basic_charge = BasicCharge::none;
  std::int64_t contracted_capacity_kva = 0;
  std::int64_t contract_demand_kw = 0;
  std::optional<std::int64_t> capacity_price_fen{};  ///< per kVA and month; absent: no such choice
  std::optional<std::int64_t> demand_price_fen{};    ///< per kW and month
  std::int64_t contract_floor_percent = 0;           ///< of the capacity: a lower contract demand counts as this
  std::int64_t actual_floor_percent = 0;             ///< the same for the actual demand; 0 = none
  std::int64_t tolerance_percent = 100;              ///< of the contract demand
  ExcessReading excess = ExcessReading::tolerance_then_double;
  std::vector<PowerFactorStep> power_factor{};       ///< highest factor first; empty: no adjustment
  std::int64_t shiftable_percent = 0;                ///< of the peak energy that could run at night
  std::int64_t reserve_percent = 0;                  ///< capacity kept free above the highest demand
};

/// 移峰填谷 容量需量选择 功率因数 闲置容量.
enum class HintKind { shift_to_valley, basic_charge, power_factor, idle_capacity };

/// One step of how a sum came about, so that a person can follow it.
struct HintFigure {
  std::string name;   ///< "moved"
  std::int64_t value = 0;
  std::string unit;   ///< Wh, fen, kW, kVA, varh, percent, hundredths, months, micro_yuan_per_kwh
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
std::int64_t energy_fen(std::int64_t wh, std::int64_t price_micro_yuan);
/// The adjustment of a base, half away from zero; negative = reduction.
std::int64_t power_factor_fen(const TariffTerms& terms, std::int64_t hundredths, std::int64_t base_fen);

}  // namespace shouwen
