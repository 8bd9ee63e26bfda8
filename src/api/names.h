// People and units by name, for whoever answers a call.
#pragma once

#include "api/api.h"

namespace shouwen::api {

/// Empty if there is no such officer, or unit.
std::string officer_name(const Call& call, OfficerId id);
std::string unit_name(const Call& call, UnitId id);

}  // namespace shouwen::api
