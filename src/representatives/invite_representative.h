// A representative gets a login, and loses it. Arts. 11(3), 11(4).
#pragma once

#include "representatives/representative_situation.h"
#include "representatives/standing.h"

namespace shouwen {

/// The manager who answers for the customer now invites a person who stands in his file; an access that is there is begun anew.
/// `answers`: the actor answers for the customer now. `taken_phones`: of other accesses of this customer that are not ended.
/// Refusals invite_representative.…: not_answerable, file_merged, not_in_file, not_valid_now, without_phone, phone_taken.
RepresentativeDecision invite_representative(std::int64_t representative_id, bool answers, const std::vector<std::string>& taken_phones,
                                             const RepresentativeSituation& situation);
/// He set a password by the code of his invitation. Refusal representative.invitation_wrong: it says no more.
RepresentativeDecision join(const RepresentativeAccess& access, const RepresentativeSituation& situation);
/// Refusal end_access.ended_already.
RepresentativeDecision end_access(const RepresentativeAccess& access, const std::string& reason, const RepresentativeSituation& situation);

}  // namespace shouwen
