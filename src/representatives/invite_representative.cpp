// Who may be invited, and until when.
#include "representatives/invite_representative.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::optional<Refusal> refuse_standing(Standing standing) {
  const auto refusal = [](const char* code) { return Refusal{code, clause::art_11_4, "", {}}; };
  switch (standing) {
    case Standing::good: return std::nullopt;
    case Standing::file_merged: return refusal("invite_representative.file_merged");
    case Standing::not_in_file: return refusal("invite_representative.not_in_file");
    case Standing::not_yet_valid:
    case Standing::no_longer_valid: return refusal("invite_representative.not_valid_now");
    case Standing::without_phone: return refusal("invite_representative.without_phone");
    case Standing::invited:
    case Standing::ended:
    case Standing::another_person: break;
  }
  SHOUWEN_CHECK(false);
}

}  // namespace

RepresentativeDecision invite_representative(std::int64_t representative_id, bool answers, const std::vector<std::string>& taken_phones,
                                             const RepresentativeSituation& situation) {
  if (!answers) return Refusal{"invite_representative.not_answerable", clause::art_11_3, "", {}};
  const CustomerRepresentative* entry = representative_entry(situation.file, representative_id);
  const std::string name = entry == nullptr ? std::string() : entry->name.value;
  if (auto refusal = refuse_standing(standing_of(entry, name, situation.file, local_date(situation.now)))) return *std::move(refusal);
  if (std::find(taken_phones.begin(), taken_phones.end(), normalise_phone(entry->phone.value)) != taken_phones.end())
    return Refusal{"invite_representative.phone_taken", clause::art_11_4, "", {}};
  const Instant ends_at = situation.now.plus_seconds(situation.rules.invitation_days * seconds_per_day);
  return RepresentativeEvent{situation.actor_id, situation.now, clause::art_11_4, RepresentativeInvited{situation.file.id, representative_id, name, ends_at}};
}

RepresentativeDecision join(const RepresentativeAccess& access, const RepresentativeSituation& situation) {
  const bool stands = standing_of(access, situation.file, local_date(situation.now)) == Standing::invited;
  if (!stands || access.invitation_ends_at <= situation.now) return Refusal{"representative.invitation_wrong", clause::art_11_4, "/code", {}};
  return RepresentativeEvent{situation.actor_id, situation.now, clause::art_11_4, RepresentativeJoined{}};
}

RepresentativeDecision end_access(const RepresentativeAccess& access, const std::string& reason, const RepresentativeSituation& situation) {
  if (access.state == AccessState::ended) return Refusal{"end_access.ended_already", clause::art_11_4, "", {}};
  return RepresentativeEvent{situation.actor_id, situation.now, clause::art_11_4, AccessEnded{reason}};
}

}  // namespace shouwen
