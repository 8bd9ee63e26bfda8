// Within the unit: the head gives a case to an officer; a deputy takes over for an absent colleague. Art. 4, 10(7).
#pragma once

#include "cases/situation.h"
#include "json/field_types.h"

namespace shouwen {

struct AssignInput {
  OfficerId officer_id;
  std::optional<Text<0, 1000>> note;
};

Decision assign(const ServiceCase& service_case, const AssignInput& input, const Situation& situation);
Decision take_over(const ServiceCase& service_case, const Situation& situation);

}  // namespace shouwen
