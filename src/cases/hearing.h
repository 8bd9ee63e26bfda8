// Who may hear of a case what another process published: decided again here, from the case as it is stored.
#pragma once

#include "api/house.h"

namespace shouwen {

/// For House::set_hearing: events of topics "case" and "presence", whose data names the case. Nobody, if it cannot be found.
House::Hearing hearing_of_cases(House& house);

}  // namespace shouwen
