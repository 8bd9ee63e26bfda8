// What can be done with a case now, and why not: the rules themselves are asked with an empty form.
#pragma once

#include <string>
#include <vector>

#include "cases/situation.h"

namespace shouwen {

struct PossibleAction {
  std::string verb, resource;
  bool allowed = false;
  Refusal refusal;  ///< if not allowed
};

/// Every verb of the room but registration. A refusal that names a field of the form means the verb itself is possible.
std::vector<PossibleAction> possible_actions(const ServiceCase& service_case, const Situation& situation, const Rulebook& rulebook_now);

/// Whether the situation's actor may do it to the case now.
bool is_possible(std::string_view verb, const ServiceCase& service_case, const Situation& situation, const Rulebook& rulebook_now);

}  // namespace shouwen
