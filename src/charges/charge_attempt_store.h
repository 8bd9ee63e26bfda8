// Refused attempts in the database: state and journal (stream charge_attempt/ID). All SQL of them. Art. 9(2).
#pragma once

#include "charges/charge_attempt.h"
#include "charges/receipt_store.h"

namespace shouwen {

/// Into the journal; the first of its kind tells supervision by a notice. Nothing if a row of the same table was recorded before.
std::optional<ChargeAttempt> record_attempt(db::Session& session, ChargeAttempt attempt, const Rulebook& rulebook, const Organisation& organisation);

std::optional<ChargeAttempt> load_attempt(db::Session& session, ChargeAttemptId id);

struct AttemptFilter {
  std::optional<Date> from, to;
  std::optional<OfficerId> officer_id;
  std::optional<ReceiptOrigin> origin;
  bool repeated_only = false;
};
struct ListedAttempt {
  ChargeAttempt attempt;
  std::int64_t repeats = 0;   ///< of its first attempt, so far
};
/// Newest first, behind an attempt.
std::vector<ListedAttempt> list_attempts(db::Session& session, const AttemptFilter& filter, ChargeAttemptId after, std::int64_t limit);

std::vector<std::string> verify_attempt(db::Session& session, ChargeAttemptId id);

}  // namespace shouwen
