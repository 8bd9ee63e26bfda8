// Whose class a customer's file proves: charges go by it (art. 9(2)). Pure.
#pragma once

#include <vector>

#include "customers/customer_file.h"

namespace shouwen {

/// The classes the file leaves possible, in their order: one if the file says enough, all if it says nothing. Of high voltage it is
/// the number of supply lines that tells single from double.
std::vector<CustomerClass> possible_classes(const CustomerFile& file, const Rulebook& rulebook);

}  // namespace shouwen
