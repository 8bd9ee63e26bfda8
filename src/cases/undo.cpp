// What happened stays on record; only giving work back and untying a link restore what was.
#include "cases/undo.h"

#include <algorithm>

#include "cases/assign.h"
#include "cases/cases.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

Result<UndoStep> back_to_holder(const ServiceCase& before, const ServiceCase& after, const Situation& situation) {
  const OfficerId holder = before.responsible_officer_id;
  const Decision back = assign(after, {holder, {}}, situation);
  if (!back) return back.refusal();
  return UndoStep{"assign", holder, {}};
}

Result<UndoStep> untied(const ServiceCase& before, const ServiceCase& after) {
  const auto& known = before.linked_case_ids;
  const auto added = std::find_if(after.linked_case_ids.begin(), after.linked_case_ids.end(),
                                  [&known](CaseId id) { return std::find(known.begin(), known.end(), id) == known.end(); });
  if (added == after.linked_case_ids.end()) return Refusal{"undo.recorded", clause::art_10_1, "", {}};
  return UndoStep{"unlink", {}, *added};
}

}  // namespace

Result<UndoStep> undo_of(std::string_view verb, const ServiceCase& before, const ServiceCase& after, const Situation& situation) {
  if (verb == "assign") return back_to_holder(before, after, situation);
  if (verb == "link") return untied(before, after);
  if (verb == "accept") return Refusal{"undo.accepted", clause::art_10_7, "", {}};
  if (verb == "remind") return Refusal{"undo.reminded", clause::art_10_7, "", {}};
  if (verb == "supervise") return Refusal{"undo.supervised", clause::art_6, "", {}};
  if (verb == "note") return Refusal{"undo.noted", clause::art_10_1, "", {}};
  return Refusal{"undo.recorded", clause::art_10_1, "", {}};
}

}  // namespace shouwen
