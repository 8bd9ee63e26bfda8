// Nothing enters the file unread.
#include "representatives/give_feedback.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// A guard of the machine, no limit of anybody's: so many unread at once are no feedback any more.
constexpr std::int64_t waiting_limit = 20;

}  // namespace

RepresentativeDecision give_feedback(const RepresentativeAccess& access, FileNoteKind kind, const std::string& text, const RepresentativeSituation& situation) {
  if (text.empty()) return Refusal{"give_feedback.words_missing", clause::art_11_4, "/text", {}};
  const auto waiting = std::count_if(access.feedback.begin(), access.feedback.end(), [](const Feedback& row) { return row.state == FeedbackState::waiting; });
  if (waiting >= waiting_limit) return Refusal{"give_feedback.many_waiting", clause::art_11_4, "", {}};
  Feedback given;
  given.number = static_cast<std::int64_t>(access.feedback.size()) + 1;
  given.kind = kind;
  given.text = text;
  given.at = situation.now;
  return RepresentativeEvent{situation.actor_id, situation.now, clause::art_11_4, FeedbackGiven{std::move(given)}};
}

RepresentativeDecision answer_feedback(const RepresentativeAccess& access, std::int64_t number, bool accepted, const std::string& words,
                                       const RepresentativeSituation& situation) {
  const auto found = std::find_if(access.feedback.begin(), access.feedback.end(), [number](const Feedback& row) { return row.number == number; });
  if (found == access.feedback.end()) return Refusal{"answer_feedback.unknown", clause::art_11_4, "", {}};
  if (found->state != FeedbackState::waiting) return Refusal{"answer_feedback.answered_already", clause::art_11_4, "", {}};
  if (!accepted && words.empty()) return Refusal{"answer_feedback.reason_missing", clause::art_11_4, "/words", {}};
  return RepresentativeEvent{situation.actor_id, situation.now, clause::art_11_4, FeedbackAnswered{number, accepted, words}};
}

}  // namespace shouwen
