// Whom a customer's words name: everybody whose name stands in them or whose staff number it is, so that none of them ever works on it or sees it.
#pragma once

#include <string>

#include "cases/register_case.h"

namespace shouwen {

/// `who`: a name or staff number as typed; `unit_code`: a unit's code. Either may be "". What was typed is added to the words too.
void name_accused_in(RegisterInput& input, const std::string& who, const std::string& unit_code, const Organisation& organisation);

}  // namespace shouwen
