// A customer's account number as it is kept and compared.
#pragma once

#include <string>
#include <string_view>

namespace shouwen {

/// Full-width signs folded, white space gone; letters, dashes and everything else stay: they tell accounts apart.
std::string account_number_of(std::string_view typed);

}  // namespace shouwen
