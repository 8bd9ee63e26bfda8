// Both sides' words are events; an opening is asked by one, ended by another or by the clock.
#include "tip_offs/talk.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// More than a talk: a flood.
constexpr std::int64_t most_messages = 1000, most_unanswered = 50;

TipOffEvent said(const char* kind, bool by_reporter, const TipMessageInput& input, const TipSituation& situation) {
  TipOffEvent event{kind, situation.officer_id, situation.now};
  event.message = TipMessage{by_reporter, input.text, {}, false, 0};
  return event;
}

}  // namespace

TipDecision say_to_reporter(const TipOff& tip, const TipMessageInput& input, const TipSituation& situation) {
  if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  if (tip.messages >= most_messages) return Refusal{"tip.talk_full", clause::art_9_5, "/text", {}};
  return said("reporter_told", false, input, situation);
}

TipDecision say_as_reporter(const TipOff& tip, const TipMessageInput& input, std::int64_t reporter, const TipSituation& situation) {
  if (tip.messages >= most_messages || tip.unanswered >= most_unanswered) return Refusal{"tip.talk_full", clause::art_9_5, "/text", {}};
  TipOffEvent event = said("reporter_said", true, input, situation);
  event.message->reporter = reporter;
  return event;
}

TipDecision ask_opening(const TipOff& tip, const Text<1, 500>& reason, const TipSituation& situation) {
  if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  if (situation.service_case.contact.sealed.empty()) return Refusal{"identity.unknown", clause::art_9_5, "", {}};
  const bool waits = std::any_of(tip.openings.begin(), tip.openings.end(), [](const IdentityOpening& row) { return row.stage == OpeningStage::waiting; });
  if (waits) return Refusal{"opening.waiting_already", clause::art_9_5, "", {}};
  TipOffEvent event{"opening_asked", situation.officer_id, situation.now};
  event.opening = IdentityOpening{static_cast<std::int64_t>(tip.openings.size()) + 1, OpeningStage::waiting, situation.officer_id, {}, reason, situation.now, {}};
  return event;
}

TipDecision end_opening(const TipOff& tip, std::int64_t number, OpeningStage became, const TipSituation& situation) {
  const auto found = std::find_if(tip.openings.begin(), tip.openings.end(), [number](const IdentityOpening& row) { return row.number == number; });
  if (found == tip.openings.end()) return Refusal{"opening.unknown", clause::art_9_5, "", {}};
  if (found->stage != OpeningStage::waiting) return Refusal{"opening.over", clause::art_9_5, "", {}};
  const bool by_clock = became == OpeningStage::expired;
  if (!by_clock)
    if (auto recused = refuse_accused_line(situation, situation.officer_id)) return *recused;
  if (became == OpeningStage::opened && found->asker_id == situation.officer_id) return Refusal{"opening.own", clause::art_9_5, "", {}};
  const char* kind = became == OpeningStage::opened ? "identity_opened" : by_clock ? "opening_expired" : "opening_declined";
  TipOffEvent event{kind, situation.officer_id, situation.now};
  event.opening = *found;
  event.opening->stage = became;
  event.opening->agreer_id = by_clock ? OfficerId{} : situation.officer_id;
  event.opening->ended_at = situation.now;
  return event;
}

}  // namespace shouwen
