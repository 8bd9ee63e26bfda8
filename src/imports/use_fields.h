// The columns tables of use can have, as the screen maps them.
#pragma once

#include "imports/mapping.h"

namespace shouwen {

std::vector<ImportField> monthly_use_fields();
std::vector<ImportField> interval_use_fields();

}  // namespace shouwen
