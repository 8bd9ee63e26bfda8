// Routing and closing rules against the organisation.
#include "org/named_units.h"

#include <algorithm>

#include "regulation/price_list_rules.h"

namespace shouwen {

std::vector<std::string> missing_units(const Rulebook& rulebook, const Organisation& organisation) {
  std::vector<std::string> missing;
  const auto look = [&](const std::string& code) {
    const bool is_place = code.empty() || code.starts_with('@');  // "@station": whichever serves the customer
    if (is_place || organisation.unit_by_code(code) != nullptr) return;
    if (std::find(missing.begin(), missing.end(), code) == missing.end()) missing.push_back(code);
  };
  for (const RoutingRule& rule : rulebook.routing) look(rule.unit_code);
  for (const std::string& code : {rulebook.closing.supervision_unit_code, rulebook.closing.follow_up_unit_code, rulebook.closing.public_first_contact_unit_code})
    look(code);
  if (rulebook.price_lists != nullptr)
    for (const std::string& code : rulebook.price_lists->hall_units) look(code);
  return missing;
}

}  // namespace shouwen
