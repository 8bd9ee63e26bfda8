// Whom a case is kept from, whatever his roles.
#pragma once

#include "org/permissions.h"

namespace shouwen {

/// Neither reads nor hears of the case: accused, or of the line of whom a complaint or tip accuses. Who was asked first about a
/// complaint still answers for it, so he may read; a tip is answered by supervision (art. 9(5), 10(7)).
bool is_kept_from(const CaseFacts& facts, const Organisation& organisation, OfficerId officer);

}  // namespace shouwen
