// The bill kernel (art. 9(1), 9(2)): usage, agreement and a tariff's sheet in, a bill out whose every line says what it rests on.
#pragma once

#include "prices/basic_charge.h"
#include "prices/power_factor.h"
#include "prices/tariff_sheet.h"

namespace shouwen {

/// What the meter says of one month. Several supply lines: their demands added by the caller.
struct BillUsage {
  std::int64_t total_wh = 0;
  std::array<std::int64_t, 4> period_wh{};          ///< what no period names is flat
  std::int64_t used_before_wh = 0;                  ///< in the same accounting period (of tiers by year)
  std::optional<std::int64_t> reactive_varh = {};
  std::optional<std::int64_t> max_demand_w = {};
};
/// What was agreed with the customer.
struct BillAgreement {
  BasicCharge basic_charge = BasicCharge::none;
  std::int64_t contracted_capacity_kva = 0;
  std::int64_t contract_demand_kw = 0;
  std::int64_t basic_charge_days = 0;               ///< of a part month; 0 = the whole month
  const PowerFactorTable* power_factor = nullptr;   ///< nullptr: no adjustment
};

enum class ChargeKind { energy, tier_surcharge, basic_charge, excess_demand, power_factor_adjustment };

struct BillLine {
  ChargeKind kind{};
  const PostedPrice* price = nullptr;               ///< the published item; nullptr for the power factor
  std::int64_t quantity = 0;                        ///< Wh, W or VA; of the power factor: fen
  std::int64_t percent_bp = 10'000;                 ///< of price × quantity
  std::int64_t days = 0, month_days = 0;            ///< of a part month
  std::optional<TariffPeriod> period{};
  std::int64_t tier = 0;                            ///< 1, 2 …; 0 = no tier
  Wide exact_e11 = 0;                               ///< before rounding, 1e-11 yuan
  std::int64_t amount_fen = 0;
};
struct Bill {
  std::vector<BillLine> lines;
  std::int64_t total_fen = 0;                       ///< the lines' sum
  std::int64_t funds_fen = 0;                       ///< government funds contained in the lines
  std::optional<std::int64_t> power_factor_hundredths;
};
/// Refusals: bill.quantity_impossible, bill.periods_exceed_total, bill.period_without_price, bill.basic_charge_not_offered,
/// bill.basic_charge_missing, bill.capacity_missing, bill.demand_missing, bill.reactive_missing.
Result<Bill> make_bill(const TariffSheet& sheet, const BillUsage& usage, const BillAgreement& agreement);

}  // namespace shouwen
