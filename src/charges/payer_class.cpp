// Tariff, voltage and supply lines to classes.
#include "charges/payer_class.h"

#include <algorithm>

#include "regulation/charge_rules.h"
#include "regulation/price_book.h"

namespace shouwen {

namespace {

enum class Residential { yes, no, unknown };

Residential residential(const CustomerFile& file, const Rulebook& rulebook) {
  for (const TariffClass& row : price_book_of(rulebook).tariff_classes)
    if (std::find(row.names_zh.begin(), row.names_zh.end(), file.tariff_class.value) != row.names_zh.end())
      if (const Tariff* tariff = find_tariff(rulebook, row.tariff)) return tariff->usage_category == UsageCategory::residential ? Residential::yes : Residential::no;
  const std::string& category = file.usage_category.value;
  if (category.empty() || !rulebook.charges) return Residential::unknown;
  const auto& words = rulebook.charges->resident_categories;
  return std::find(words.begin(), words.end(), category) != words.end() ? Residential::yes : Residential::no;
}

}  // namespace

std::vector<CustomerClass> possible_classes(const CustomerFile& file, const Rulebook& rulebook) {
  using enum CustomerClass;
  const Residential is_residential = residential(file, rulebook);
  if (is_residential == Residential::yes) return {resident};
  if (file.voltage == Voltage::below_1kv) return is_residential == Residential::no ? std::vector{low_voltage} : std::vector{resident, low_voltage};
  if (file.voltage) {
    if (file.supply_lines.empty()) return {high_voltage_single, high_voltage_double};
    return {file.supply_lines.size() > 1 ? high_voltage_double : high_voltage_single};
  }
  if (is_residential == Residential::no) return {low_voltage, high_voltage_single, high_voltage_double};
  return {resident, low_voltage, high_voltage_single, high_voltage_double};
}

}  // namespace shouwen
