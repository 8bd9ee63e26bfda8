// The line that stands on whatever is taken out of the house.
#pragma once

#include "api/api.h"

namespace shouwen::api {

/// Bureau, person, time in China and the number under which the journal knows it.
std::string watermark(const Call& call, const std::string& bureau_name, OfficerId officer, Instant at, const std::string& number);

}  // namespace shouwen::api
