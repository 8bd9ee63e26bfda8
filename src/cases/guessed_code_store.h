// Codes of papers that somebody guesses: wrong tries counted by the hour, many of them told once. Art. 9(2), 9(5), 10(8).
#pragma once

#include "db/session.h"
#include "org/organisation.h"
#include "regulation/rulebook.h"

namespace shouwen {

/// Tips keep their own count (tip_off_store.h) and are told of in the same way.
enum class GuessedCode { tip, receipt, follow };

/// What an alarm says: how many within the hour that began then. Never from where.
struct GuessAlarm {
  GuessedCode code{};
  Instant hour;
  std::int64_t tries = 0;
};

/// Everybody of supervision, and administrators; each once.
std::vector<OfficerId> told_of_guesses(const Rulebook& rulebook, const Organisation& organisation);
/// One notice of the house for an alarm in the journal.
void tell_of_guesses(db::Session& session, std::int64_t journal_number, const GuessAlarm& alarm, const std::vector<OfficerId>& officers, Instant now);

/// Whom and from when on.
struct GuessWatch {
  std::int64_t alarm_tries = 0;   ///< within an hour; 0 = never
  const Rulebook& rulebook;
  const Organisation& organisation;
};
/// One wrong try more; the one that makes it too many writes the alarm into the journal (stream receipt_code/HOUR or follow_code/HOUR)
/// and tells of it, once an hour. Not for tips.
void note_wrong_code(db::Session& session, GuessedCode code, const GuessWatch& watch, Instant now);

}  // namespace shouwen
