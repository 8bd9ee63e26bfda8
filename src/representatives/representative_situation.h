// What every rule of this room looks at besides its access: who acts, when, whose file, under which numbers.
#pragma once

#include "base/result.h"
#include "regulation/rulebook.h"
#include "representatives/representative_event.h"

namespace shouwen {

struct RepresentativeSituation {
  OfficerId actor_id;                      ///< the_public for the representative himself
  Instant now;
  const CustomerFile& file;
  const RepresentativeRules& rules;
};

using RepresentativeDecision = Result<RepresentativeEvent>;

}  // namespace shouwen
