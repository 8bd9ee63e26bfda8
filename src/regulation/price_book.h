// How published prices make a bill (art. 9(1), 9(2)): tariffs, windows of the day, basic charge, power factor, fees. Plain
// values; a unit price stands in one [[price]] row only (price.h) and is named here by its code.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "regulation/rulebook.h"

namespace shouwen {

/// 尖峰 峰 平 谷.
enum class TariffPeriod { super_peak, peak, flat, valley };
inline constexpr std::array<TariffPeriod, 4> tariff_periods{TariffPeriod::super_peak, TariffPeriod::peak, TariffPeriod::flat, TariffPeriod::valley};
/// 按容量 按合同最大需量 按实际最大需量; none: no basic charge.
enum class BasicCharge { none, capacity, contract_demand, actual_demand };
/// What is billed beyond the tolerance over the contract demand: up to the tolerance once and the rest double, or the contract
/// value and the rest double. The text does not settle it, so the bureau does.
enum class ExcessReading { tolerance_then_double, contract_then_double };
/// 居民生活 工商业 农业生产.
enum class UsageCategory { residential, commercial_industrial, agricultural };
/// Whether each charge is rounded to the fen and then added, or only the sum is.
enum class BillRounding { sum, item };
enum class DayKind { working_day, weekend, holiday };

/// Months in which the same tiers hold; no months = all.
struct TariffSeason {
  std::vector<std::int64_t> months;
  std::vector<std::int64_t> tier_limits_kwh;  ///< upper limits, inclusive; none: one price for everything
};
/// 两部制: what the basic charge is counted by (发改办价格〔2016〕1583号).
struct BasicChargeTerms {
  std::string capacity_price, demand_price;   ///< codes of prices
  std::int64_t contract_floor_percent = 0;    ///< of the capacity: a lower contract demand counts as this
  std::int64_t actual_floor_percent = 0;      ///< the same for the actual demand; 0 = none
  std::int64_t tolerance_percent = 100;       ///< of the contract demand
  ExcessReading excess = ExcessReading::tolerance_then_double;
  std::int64_t month_days = 0;                ///< a part of a month is counted by day of so many
  std::int64_t full_use_kwh_per_kva = 0;      ///< from so much use of a month on the demand price falls …; 0 = never
  std::int64_t full_use_percent = 100;        ///< … to this
};

struct Tariff {
  std::string code, region;                   ///< region "" = the bureau's own
  UsageCategory usage_category{};
  std::string name_zh, name_en, about_zh, about_en;
  std::int64_t year_begins_month = 0;         ///< tiers are counted over a year from this month; 0 = each month by itself
  std::vector<TariffSeason> seasons;
  std::vector<std::string> tier_prices;       ///< one for each tier; empty if priced by period
  std::array<std::string, 4> period_prices;   ///< in the order of TariffPeriod; "" = no such period
  std::vector<std::string> tier_surcharges;   ///< on top of any period's price, from the second tier on
  std::string funds;                          ///< the part of each price that is government funds; "" = not known
  std::optional<BasicChargeTerms> basic_charge;
  BillRounding rounding{};
  std::string time_of_use;                    ///< code of the windows
  bool price_set = true;                      ///< false: the class is there by law, its prices are not set by the bureau, so no bill is made
  std::string source, confidence, clause;
  Date effective_from;
  std::optional<Date> effective_to;           ///< last day in force

  bool by_period() const { return tier_prices.empty(); }
};

/// [from_minute, to_minute) of a day; empty lists hold for all.
struct TimeWindow {
  TariffPeriod period{};
  std::int32_t from_minute = 0, to_minute = 0;
  std::vector<std::int64_t> months;
  std::vector<DayKind> days;
  bool hot_days = false;                      ///< also on days named hot in months not listed
};
struct TimeOfUse {
  std::string code, region, name_zh, name_en;
  std::vector<TimeWindow> windows;            ///< the first that fits counts; what none names is flat
  std::string hot_days_zh, hot_days_en;       ///< which days are hot
  std::string ratio;                          ///< as published, for reading: bills use published prices only
  std::string source, confidence, clause;
  Date effective_from;
  std::optional<Date> effective_to;
};

/// The rule behind the table of 〔83〕水电财字第215号, in hundredths of a percent for each hundredth of the factor.
struct PowerFactorRules {
  struct Surcharge {
    std::int64_t hundredths = 0;              ///< so many under the standard …; the last row: all further ones
    std::int64_t each_bp = 0;
  };
  struct Standard {
    std::int64_t standard_hundredths = 0, most_reduction_bp = 0;
    UsageCategory usage_category{};
    bool two_part = false;                    ///< only customers with a basic charge
    std::vector<Voltage> voltages;            ///< empty = all
    std::int64_t capacity_from_kva = 0;
  };
  std::int64_t reduction_pivot_hundredths = 0;  ///< up to here reductions grow by `low`, above by `high`
  std::int64_t reduction_low_bp = 0, reduction_high_bp = 0;
  std::vector<Surcharge> surcharges;
  std::vector<Standard> standards;            ///< the first that fits a customer counts
  std::string source, confidence, clause;
};

/// What a customer's file calls a tariff, and how his basic charge is counted by that name.
struct TariffClass {
  std::vector<std::string> names_zh;
  std::string tariff;
  BasicCharge basic_charge = BasicCharge::none;
};

/// 收费 暂无标准（不得收取） 已取消.
enum class FeeState { chargeable, not_set, abolished };
struct FeeItem {
  std::string code, name_zh, name_en, unit_zh, unit_en;
  FeeState state{};
  std::optional<std::int64_t> yuan_e8;        ///< of chargeable items with an amount; others say how it is found in `covers`
  std::vector<CustomerClass> payer_classes;   ///< who may be charged; empty = customers of every class
  std::string payer_zh, payer_en, covers_zh, covers_en, source, confidence, clause;
  Date effective_from;
  std::optional<Date> effective_to;
};

/// What saving hints assume; the bureau's own numbers.
struct SavingAssumptions {
  std::int64_t shiftable_percent = 0;         ///< of the peak energy that could run at night
  std::int64_t reserve_percent = 0;           ///< capacity kept free above the highest demand
};

struct PriceBook {
  std::vector<Tariff> tariffs;
  std::vector<TimeOfUse> times_of_use;
  std::optional<PowerFactorRules> power_factor;
  std::vector<TariffClass> tariff_classes;
  std::vector<FeeItem> fees;
  std::optional<SavingAssumptions> saving;
};

/// Empty where the rulebook is from before price books.
const PriceBook& price_book_of(const Rulebook& rulebook);
const Tariff* find_tariff(const Rulebook& rulebook, std::string_view code);
const TimeOfUse* find_time_of_use(const Rulebook& rulebook, std::string_view code);
/// Nobody may be charged anything else (art. 9(2)). In the order of the rulebook.
std::vector<const FeeItem*> fees_in_force(const Rulebook& rulebook, Date on);

struct RulebookDraft;
class TableReader;
class MistakeList;
/// [[tariff]], [[time_of_use]], [power_factor], [[tariff_class]], [[fee]], [saving] of a file, into `book`.
void read_price_book(TableReader& file, RulebookDraft& draft, PriceBook& book, MistakeList& mistakes);
/// Every price a tariff names exists, in its region and unit.
void check_price_book(const RulebookDraft& draft, const PriceBook& book, MistakeList& mistakes);

}  // namespace shouwen
