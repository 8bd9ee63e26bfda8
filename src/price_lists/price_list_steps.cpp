// Art. 9(1): nobody prices alone; what is posted is what is charged.
#include "price_lists/price_list_steps.h"

#include "price_lists/price_list_content.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

Refusal no(const char* code, std::string field = {}, std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_9_1, std::move(field), std::move(values)};
}

std::optional<Refusal> not_at(const PriceList& list, PriceListState wanted, std::int64_t seen_version) {
  if (seen_version != list.version) return no("price_list.changed_meanwhile", "/version");
  if (list.state != wanted) return no("price_list.wrong_stage");
  return std::nullopt;
}

/// What is said must still be true when somebody puts his name to it.
std::optional<Refusal> not_true(const PriceList& list, const PriceListSituation& situation) {
  if (list.in_force_from < local_date(situation.now)) return no("price_list.first_day_over", "/in_force_from", {{"date", to_iso(list.in_force_from)}});
  if (list.body != situation.body) return no("price_list.content_outdated", "", {{"date", to_iso(list.in_force_from)}});
  return std::nullopt;
}

std::optional<Refusal> not_draftable(const DraftPriceListInput& input, const PriceListSituation& situation) {
  if (input.in_force_from < local_date(situation.now)) return no("price_list.first_day_over", "/in_force_from", {{"date", to_iso(input.in_force_from)}});
  if (situation.body.prices.empty()) return no("price_list.nothing_listed", "/in_force_from", {{"date", to_iso(input.in_force_from)}});
  const bool said = !input.correction_zh.value.empty();
  if (!input.corrects_number) return said || !input.correction_en.value.empty() ? std::optional(no("price_list.correction_without_number", "/corrects_number")) : std::nullopt;
  if (*input.corrects_number < 1 || *input.corrects_number > situation.last_number)
    return no("price_list.unknown_number", "/corrects_number", {{"number", std::to_string(*input.corrects_number)}});
  return said ? std::nullopt : std::optional(no("price_list.correction_missing", "/correction_zh"));
}

PriceListEvent taken(const char* kind, const DraftPriceListInput& input, const PriceListSituation& situation) {
  PriceListEvent event{kind};
  event.in_force_from = input.in_force_from;
  event.rulebook_version = situation.rulebook_version;
  event.body = situation.body;
  event.corrects_number = input.corrects_number.value_or(0);
  event.correction_zh = input.correction_zh;
  event.correction_en = input.correction_en;
  return event;
}

PriceListEvent returned(const JudgePriceListInput& input, const PriceListSituation& situation) {
  PriceListEvent event{"price_list_returned"};
  event.state = PriceListState::draft;
  event.returned_by_id = situation.officer_id;
  event.returned_at = situation.now;
  event.returned_reason = input.reason.value;
  return event;
}

}  // namespace

PriceListDecision draft_price_list(const DraftPriceListInput& input, const PriceListSituation& situation) {
  if (auto refusal = not_draftable(input, situation)) return *std::move(refusal);
  PriceListEvent event = taken("price_list_drafted", input, situation);
  event.state = PriceListState::draft;
  event.drafted_by_id = situation.officer_id;
  event.drafted_at = situation.now;
  return event;
}

PriceListDecision change_price_list(const PriceList& list, const DraftPriceListInput& input, const PriceListSituation& situation) {
  if (auto refusal = not_at(list, PriceListState::draft, input.version)) return *std::move(refusal);
  if (situation.officer_id != list.drafted_by_id) return no("price_list.author_only");
  if (auto refusal = not_draftable(input, situation)) return *std::move(refusal);
  return taken("price_list_changed", input, situation);
}

PriceListDecision submit_price_list(const PriceList& list, const PriceListStepInput& input, const PriceListSituation& situation) {
  if (auto refusal = not_at(list, PriceListState::draft, input.version)) return *std::move(refusal);
  if (situation.officer_id != list.drafted_by_id) return no("price_list.author_only");
  if (auto refusal = not_true(list, situation)) return *std::move(refusal);
  PriceListEvent event{"price_list_submitted"};
  event.state = PriceListState::submitted;
  event.submitted_at = situation.now;
  return event;
}

PriceListDecision review_price_list(const PriceList& list, const JudgePriceListInput& input, const PriceListSituation& situation) {
  if (auto refusal = not_at(list, PriceListState::submitted, input.version)) return *std::move(refusal);
  if (situation.officer_id == list.drafted_by_id) return no("price_list.own_review");
  if (input.verdict == PriceListVerdict::returned) return input.reason.value.empty() ? PriceListDecision(no("price_list.reason_missing", "/reason")) : returned(input, situation);
  if (auto refusal = not_true(list, situation)) return *std::move(refusal);
  PriceListEvent event{"price_list_reviewed"};
  event.state = PriceListState::reviewed;
  event.reviewed_by_id = situation.officer_id;
  event.reviewed_at = situation.now;
  return event;
}

PriceListDecision approve_price_list(const PriceList& list, const JudgePriceListInput& input, const PriceListSituation& situation) {
  if (auto refusal = not_at(list, PriceListState::reviewed, input.version)) return *std::move(refusal);
  if (situation.officer_id == list.drafted_by_id || situation.officer_id == list.reviewed_by_id) return no("price_list.own_approval");
  if (input.verdict == PriceListVerdict::returned) return input.reason.value.empty() ? PriceListDecision(no("price_list.reason_missing", "/reason")) : returned(input, situation);
  if (auto refusal = not_true(list, situation)) return *std::move(refusal);
  PriceListEvent event{"price_list_issued"};
  event.state = PriceListState::issued;
  event.number = situation.last_number + 1;
  event.approved_by_id = situation.officer_id;
  event.issued_at = situation.now;
  const IssuedPriceList issued{price_list_format, situation.bureau_name, *event.number, local_date(situation.now), list.in_force_from, list.corrects_number,
                               list.correction_zh.value, list.correction_en.value, list.body};
  event.content = SignedText{canonical_text(issued), {}, {}, {}};
  event.csv = SignedText{price_list_table(issued), {}, {}, {}};
  return event;
}

PriceListDecision discard_price_list(const PriceList& list, const PriceListStepInput& input, const PriceListSituation&) {
  if (auto refusal = not_at(list, PriceListState::draft, input.version)) return *std::move(refusal);
  PriceListEvent event{"price_list_discarded"};
  event.state = PriceListState::discarded;
  return event;
}

PriceList apply(PriceList list, const PriceListEvent& event) {
  const auto set = [](auto& field, const auto& given) {
    if (given) field = *given;
  };
  ++list.version;
  set(list.state, event.state);
  set(list.in_force_from, event.in_force_from);
  set(list.rulebook_version, event.rulebook_version);
  set(list.body, event.body);
  if (event.corrects_number) list.corrects_number = *event.corrects_number == 0 ? std::nullopt : event.corrects_number;
  set(list.correction_zh, event.correction_zh);
  set(list.correction_en, event.correction_en);
  set(list.drafted_by_id, event.drafted_by_id);
  set(list.reviewed_by_id, event.reviewed_by_id);
  set(list.approved_by_id, event.approved_by_id);
  set(list.returned_by_id, event.returned_by_id);
  set(list.drafted_at, event.drafted_at);
  set(list.submitted_at, event.submitted_at);
  set(list.reviewed_at, event.reviewed_at);
  set(list.issued_at, event.issued_at);
  set(list.returned_at, event.returned_at);
  set(list.returned_reason, event.returned_reason);
  set(list.number, event.number);
  set(list.content, event.content);
  set(list.csv, event.csv);
  return list;
}

}  // namespace shouwen
