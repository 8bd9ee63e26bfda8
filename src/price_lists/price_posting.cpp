// Art. 9(1): all prices hang on the wall, and it can be seen that they do.
#include "price_lists/price_posting.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

Refusal no(const char* code, std::string field = {}, std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_9_1, std::move(field), std::move(values)};
}

}  // namespace

std::vector<UnitId> price_halls(const PriceListRules& rules, const Organisation& organisation) {
  std::vector<UnitId> halls;
  for (const Unit& unit : organisation.units()) {
    const bool named = std::find(rules.hall_units.begin(), rules.hall_units.end(), unit.code) != rules.hall_units.end();
    if (named || (rules.stations && unit.kind == UnitKind::supply_station)) halls.push_back(unit.id);
  }
  return halls;
}

Instant posting_due_at(const PriceListRules& rules, const WorkCalendar& calendar, Instant issued_at, Date in_force_from) {
  return due_at(calendar, std::max(issued_at, at_local(in_force_from, 0)), rules.posting_within).at;
}

PostingDecision prove_posting(const PricePosting& posting, const PostingProof& proof, const PostingSituation& situation) {
  if (situation.followed_by) return no("price_posting.outdated", "", {{"number", std::to_string(*situation.followed_by)}});
  if (proof.posted_on > local_date(situation.now)) return no("price_posting.later_than_today", "/posted_on");
  if (proof.posted_on < situation.issued_on) return no("price_posting.before_issue", "/posted_on", {{"date", to_iso(situation.issued_on)}});
  PricePostingEvent event{"price_posting_proved"};
  event.number = posting.number;
  event.unit_id = posting.unit_id;
  event.proof = proof;
  event.proof->officer_id = situation.officer_id;
  event.proof->at = situation.now;
  return event;
}

PostingDecision reject_posting(const PricePosting& posting, const RejectPostingInput& input, const PostingSituation& situation) {
  if (input.version != posting.version) return no("price_posting.changed_meanwhile", "/version");
  if (posting.state != PostingState::posted) return no("price_posting.nothing_to_reject");
  if (posting.proof->officer_id == situation.officer_id) return no("price_posting.own_photo");
  PricePostingEvent event{"price_posting_rejected"};
  event.rejection = PostingRejection{situation.officer_id, situation.now, input.reason.value};
  return event;
}

std::optional<PricePostingEvent> tell_overdue_posting(const PricePosting& posting, Instant due_at, Instant now) {
  if (posting.told_at || posting.state == PostingState::posted || now < due_at) return std::nullopt;
  PricePostingEvent event{"price_posting_told"};
  event.number = posting.number;
  event.unit_id = posting.unit_id;
  event.told_at = now;
  return event;
}

PricePosting apply(PricePosting posting, const PricePostingEvent& event) {
  ++posting.version;
  if (event.number) posting.number = *event.number;
  if (event.unit_id) posting.unit_id = *event.unit_id;
  if (event.proof) {
    posting.proof = event.proof;
    ++posting.proofs;
    posting.rejection.reset();
    posting.state = PostingState::posted;
  }
  if (event.rejection) {
    posting.rejection = event.rejection;
    posting.state = PostingState::rejected;
  }
  if (event.told_at) posting.told_at = event.told_at;
  return posting;
}

}  // namespace shouwen
