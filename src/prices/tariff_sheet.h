// A tariff with its prices of one month: what the bill kernel computes with. Points into the rulebook, which must outlive it.
#pragma once

#include "base/result.h"
#include "prices/tiers.h"
#include "regulation/price_book.h"

namespace shouwen {

/// in_force: nothing but prices published for the day (art. 9(2)). latest: for estimates, the newest known.
enum class PriceChoice { in_force, latest };

struct TariffSheet {
  const Tariff* tariff = nullptr;
  TierSheet tiers;                                            ///< prices 0 where priced by period
  std::array<const PostedPrice*, most_tiers> tier_prices{};   ///< by tier; of tariffs by period: what the tier adds, first nullptr
  std::array<const PostedPrice*, 4> period_prices{};
  const PostedPrice* funds = nullptr;
  const PostedPrice *capacity_price = nullptr, *demand_price = nullptr;
  Date oldest_until;                                          ///< the earliest last day of a price that is over; 0 = none is

  std::int64_t funds_e8() const { return funds == nullptr ? 0 : funds->yuan_e8; }
};
/// Refusals: bill.tariff_unknown, bill.tariff_not_in_force, bill.price_not_set, bill.tiers_not_published, bill.price_not_published.
Result<TariffSheet> tariff_sheet(const Rulebook& rulebook, std::string_view tariff_code, Date on, PriceChoice choice);

}  // namespace shouwen
