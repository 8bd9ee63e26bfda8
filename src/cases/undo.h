// Taking a verb back: what does it, if anything lawful does, else why not and what corrects it. Nothing is ever erased:
// an undo is an event of its own. Art. 10(1), 10(7).
#pragma once

#include <string_view>

#include "cases/situation.h"

namespace shouwen {

/// The verb that takes another back, with what its form needs.
struct UndoStep {
  const char* verb = "";
  OfficerId officer_id;  ///< of an assignment
  CaseId other_id;       ///< of a link
};

/// Of a verb that led from `before` to `after`. Refusals: undo.* say what corrects it instead, or the rule's own.
Result<UndoStep> undo_of(std::string_view verb, const ServiceCase& before, const ServiceCase& after, const Situation& situation);

}  // namespace shouwen
