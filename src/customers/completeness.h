// How much of a customer's file is there, and what is missing. Art. 11(6)(3).
#pragma once

#include <vector>

#include "customers/customer_file.h"

namespace shouwen {

struct Completeness {
  std::int64_t percent = 0;             ///< of the weights of the rulebook; 100 if it weighs nothing
  std::vector<FileItem> missing;        ///< in the rulebook's order
};
Completeness completeness_of(const CustomerFile& file, const CustomerFileRules& rules, Date day);

}  // namespace shouwen
