// What the representative tells of equipment and operation is proposed for the file; the manager takes it in or says why not. Art. 11(4).
#pragma once

#include "representatives/representative_situation.h"

namespace shouwen {

/// Refusals give_feedback.…: words_missing, many_waiting.
RepresentativeDecision give_feedback(const RepresentativeAccess& access, FileNoteKind kind, const std::string& text, const RepresentativeSituation& situation);
/// Refusals: answer_feedback.…: unknown, answered_already, reason_missing (who declines says why).
RepresentativeDecision answer_feedback(const RepresentativeAccess& access, std::int64_t number, bool accepted, const std::string& words,
                                       const RepresentativeSituation& situation);

}  // namespace shouwen
