// The machine's clock may be set back; a case's own time never runs backwards. Art. 10(7). Pure.
#pragma once

#include "cases/service_case.h"

namespace shouwen {

/// The latest instant the case's clocks and holders know of; 0 for a case that is not registered yet.
Instant last_moment(const ServiceCase& service_case);

}  // namespace shouwen
