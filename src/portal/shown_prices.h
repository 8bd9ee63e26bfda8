// The prices public pages show: those of the price list in force, so that all walls say the same (art. 9(1)).
#pragma once

#include "db/session.h"
#include "price_lists/price_list.h"

namespace shouwen {

struct ShownPrices {
  std::int64_t number = 0;                 ///< of the price list in force; 0 = none is issued yet, and the rulebook itself is shown
  PriceListBody body;                      ///< prices and fees: those in force on the day
};
ShownPrices shown_prices(db::Session& session, const Rulebook& rulebook, Date on);

}  // namespace shouwen
