// What changes from one price list to the next, in words a customer understands. Pure. Art. 9(1).
#pragma once

#include <string>
#include <vector>

#include "price_lists/price_list.h"

namespace shouwen {

enum class PriceChangeKind {
  price_risen, price_fallen, price_new, price_ended, fee_new, fee_abolished, window_changed, threshold_changed, tariff_new, tariff_ended, terms_changed, source_changed, text_changed
};
struct PriceChange {
  PriceChangeKind kind{};
  std::string code;
  std::string zh, en;                      ///< a whole sentence without its stop
  bool operator==(const PriceChange&) const = default;
};

/// In the order of the list: prices, tariffs, hours, power factor, fees. What had ended before the first day anyhow is no change;
/// anything else that differs gives at least one sentence, so none means that both charge the same.
std::vector<PriceChange> price_list_difference(const PriceListBody& before, const PriceListBody& after, Date in_force_from);

}  // namespace shouwen
