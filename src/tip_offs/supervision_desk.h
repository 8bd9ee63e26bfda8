// Two people and their passphrases: making the supervision key, changing its officers, opening an identity. Passphrases are worked on
// outside the writer's transaction; what they yield lives only as long as a call. Art. 9(5), decision 0017.
#pragma once

#include "api/house.h"
#include "base/result.h"
#include "tip_offs/supervision_store.h"
#include "tip_offs/talk.h"

namespace shouwen {

/// Who acts, for every call of this file.
struct SupervisionCaller {
  House& house;
  db::Session& reading;            ///< the call's own connection
  OfficerId officer_id;
  Instant now;
  std::shared_ptr<const Rulebook> rulebook;
  std::shared_ptr<const Organisation> organisation;
};

/// Slow. Refusals supervision_key.not_enrolled, .locked, .passphrase_wrong (each try is in the journal).
Result<BoxKeys> unlock(const SupervisionCaller& caller, const std::string& passphrase);

/// An own pair under an own passphrase. Refusals password.*, supervision_key.enrolled_already.
Verdict enrol(const SupervisionCaller& caller, const std::string& passphrase);
/// Of all who are enrolled. Refusals supervision_key.made_already, .two_needed, .not_enrolled.
Verdict make_supervision_key(const SupervisionCaller& caller);
Verdict change_passphrase(const SupervisionCaller& caller, const std::string& passphrase, const std::string& new_passphrase);

/// Asks for another officer to be admitted or removed. Refusals of unlock, and supervision_key.not_made, .not_admitted,
/// .unknown_officer, .admitted_already, .two_must_stay, .asked_already.
Verdict ask_change(const SupervisionCaller& caller, RequestPurpose purpose, OfficerId officer, const std::string& reason, const std::string& passphrase);
/// Refusals of unlock, and opening.unknown, .over, .own.
Verdict agree_to_change(const SupervisionCaller& caller, std::int64_t request, const std::string& passphrase);
Verdict decline_change(const SupervisionCaller& caller, std::int64_t request, const std::string& reason);

/// Returns the number of the opening within the tip. Refusals of unlock and of ask_opening.
Result<std::int64_t> ask_for_identity(const SupervisionCaller& caller, CaseId id, const Text<1, 500>& reason, const std::string& passphrase);
/// The second officer: the identity as it was sealed, in this answer only. The first may read it once.
Result<Contact> agree_to_opening(const SupervisionCaller& caller, CaseId id, std::int64_t number, const std::string& passphrase);
Verdict decline_opening(const SupervisionCaller& caller, CaseId id, std::int64_t number);
/// Who asked, once. Refusals of unlock, opening.unknown, opening.read_already.
Result<Contact> read_opened_identity(const SupervisionCaller& caller, CaseId id, std::int64_t number, const std::string& passphrase);

/// What nobody agreed to in time is over; its layers are forgotten. The ticker's.
void expire_requests(House& house);

}  // namespace shouwen
