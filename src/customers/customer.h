// A customer of the bureau, as far as finding and reaching him needs.
#pragma once

#include <string>

#include "base/id.h"
#include "regulation/rulebook.h"

namespace shouwen {

struct Customer {
  CustomerId id;
  std::string account_number;  ///< 户号
  std::string name, phone, address;
  Area area{};
  UnitId station_unit_id;      ///< the supply station of the place
  std::string usage_category;  ///< 居民生活, 一般工商业 …
  std::string meter_number;
  bool is_organisation = false;  ///< a legal person: its name and address are nobody's personal data
  CustomerId merged_into_id;     ///< 0 = itself
};

}  // namespace shouwen
