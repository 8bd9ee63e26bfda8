// Headings and numbers of tables of use.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace shouwen {

/// Without white space and underscores, in small letters: how headings are compared.
std::string plain_heading(std::string_view text);

/// In what a table's active energy stands.
enum class EnergyUnit { kwh, mwh, wh };

/// A decimal number not below zero in thousandths, half up. Refusals, of `field`: usage.not_a_number, usage.negative,
/// usage.too_large.
Result<std::int64_t> parse_thousandths(std::string_view cell, const std::string& field);
/// The same of energy in that unit, in Wh.
Result<std::int64_t> parse_energy_wh(std::string_view cell, EnergyUnit unit, const std::string& field);

}  // namespace shouwen
