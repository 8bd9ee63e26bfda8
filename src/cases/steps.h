// Steps of a service line (业扩: 供电方案答复, 竣工检验 …): each ends and starts clocks. Art. 10(7).
#pragma once

#include "cases/situation.h"
#include "json/field_types.h"

namespace shouwen {

struct StepInput { Line<1, 60> step; std::optional<Text<0, 1000>> note; };

/// By the holder; a step of another service, done before or recorded by the house itself is refused.
Decision record_step(const ServiceCase& service_case, const StepInput& input, const Situation& situation);

/// The steps of the case's service line, in the rulebook's order.
std::vector<const ServiceStep*> steps_of(const ServiceCase& service_case, const Rulebook& rulebook);

}  // namespace shouwen
