// A registration tried out: the case it would make with its clocks, nothing saved.
#pragma once

#include "cases/cases.h"

namespace shouwen {

/// By an officer, who would be the first contact; the case has no number. Refusals: permission.denied and those of registering.
Result<ServiceCase> rehearse_registration(const CaseDesk& desk, const RegisterInput& input);

}  // namespace shouwen
