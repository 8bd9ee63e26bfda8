// What imports leave behind that may hold personal data, and its end.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Removes refused rows, and files of imports nobody went on with, once they are older than the rulebook's import_rest_days.
/// Nothing of a run at work. To be asked now and then; writes only if there is something to remove.
void forget_import_rests(House& house);

}  // namespace shouwen
