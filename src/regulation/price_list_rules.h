// Where and how soon an issued price list must hang (art. 9(1)): the bureau's own numbers, the regulation gives none.
#pragma once

#include <string>
#include <vector>

#include "calendar/due.h"

namespace shouwen {

struct PriceListRules {
  std::string set_by;                       ///< whose numbers they are
  Limit posting_within;                     ///< from the first day of the price list, or from its issue if that is later
  bool stations = true;                     ///< every supply station is a hall …
  std::vector<std::string> hall_units;      ///< … and these units, by code
};

}  // namespace shouwen
