// The comparison and the way of an exception.
#include "charges/affiliate_charge.h"

#include "base/overloaded.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// A slip of the pen begins here: a thousand million of anything, a thousand million yuan.
constexpr std::int64_t most_thousandths = 1'000'000'000'000, most_fen = 100'000'000'000;

Refusal no(const char* code, const char* field = "") { return {code, clause::art_9_3, field, {}}; }

TariffComparison compared(std::int64_t amount_fen, std::int64_t published_fen) {
  return amount_fen > published_fen ? TariffComparison::above : amount_fen < published_fen ? TariffComparison::below : TariffComparison::agrees;
}

std::optional<Refusal> not_open(const AffiliateCharge& charge, std::int64_t seen_version) {
  if (seen_version != 0 && seen_version != charge.version) return Refusal{"affiliate_charge.changed_meanwhile", "", "", {}};
  if (charge.exception == ExceptionState::none) return no("affiliate_charge.no_exception");
  if (charge.exception == ExceptionState::accepted || charge.exception == ExceptionState::rejected) return no("affiliate_charge.decided");
  return std::nullopt;
}

}  // namespace

bool is_exception(AffiliateSide side, TariffComparison comparison) {
  switch (comparison) {
    case TariffComparison::agrees: return false;
    case TariffComparison::below: return side == AffiliateSide::charged_to;
    case TariffComparison::above:
    case TariffComparison::without_item:
    case TariffComparison::other_unit: break;
  }
  return true;
}

AffiliateCharge apply(AffiliateCharge charge, const AffiliateChargeEvent& event) {
  ++charge.version;
  std::visit(Overloaded{
                 [&](const AffiliateChargeEntered& body) {
                   charge.affiliate_id = body.affiliate_id;
                   charge.side = body.side;
                   charge.counterparty = body.counterparty;
                   charge.charged_on = body.charged_on;
                   charge.item = body.item;
                   charge.what = body.what;
                   charge.unit = body.unit;
                   charge.quantity_thousandths = body.quantity_thousandths;
                   charge.amount_fen = body.amount_fen;
                   charge.comparison = body.comparison;
                   charge.published = body.published;
                   charge.exception = is_exception(body.side, body.comparison) ? ExceptionState::opened : ExceptionState::none;
                   charge.entered_by_id = event.actor_id;
                   charge.entered_at = event.at;
                   charge.unit_id = body.unit_id;
                   charge.source = body.source;
                   charge.source_number = body.source_number;
                 },
                 [&](const ExceptionExplained& body) {
                   charge.exception = ExceptionState::explained;
                   charge.explanation = body.words;
                   charge.explained_by_id = event.actor_id;
                   charge.explained_at = event.at;
                 },
                 [&](const ExceptionDecided& body) {
                   charge.exception = body.accepted ? ExceptionState::accepted : ExceptionState::rejected;
                   charge.decision = body.words;
                   charge.decided_by_id = event.actor_id;
                   charge.decided_at = event.at;
                 },
             },
             event.body);
  return charge;
}

Result<AffiliateChargeEntered> enter_affiliate_charge(const AffiliateChargeInput& input, const AffiliateSituation& situation) {
  if (!situation.is_affiliated) return no("affiliate_charge.not_affiliated", "/affiliate_id");
  if (local_date(situation.now) < input.charged_on) return no("affiliate_charge.in_the_future", "/charged_on");
  if (input.quantity_thousandths < 1 || input.quantity_thousandths > most_thousandths) return no("affiliate_charge.quantity_out_of_range", "/quantity_thousandths");
  if (input.amount_fen < 1 || input.amount_fen > most_fen) return no("affiliate_charge.amount_out_of_range", "/amount_fen");
  AffiliateChargeEntered entered{input.affiliate_id, input.side, {input.counterparty.value}, input.charged_on, input.item.value_or(Line<0, 60>{}), {input.what.value},
                                 {input.unit.value}, input.quantity_thousandths, input.amount_fen, TariffComparison::without_item, {}, situation.unit_id, "", ""};
  if (!situation.published) return entered;
  const PublishedItem& item = *situation.published;
  const auto published_fen = charge_amount_fen(input.quantity_thousandths, item.yuan_e8);
  if (!published_fen) return no("affiliate_charge.quantity_out_of_range", "/quantity_thousandths");
  const CustomerClass payer = item.payer_classes.empty() ? CustomerClass{} : item.payer_classes.front();
  entered.published = ChargeLine{item.number, item.code, item.name_zh, item.name_en, item.kind, item.effective_from, item.effective_to, item.unit, item.yuan_e8, payer,
                                 input.charged_on, input.quantity_thousandths, *published_fen};
  entered.comparison = item.unit == input.unit.value ? compared(input.amount_fen, *published_fen) : TariffComparison::other_unit;
  return entered;
}

Result<ExceptionExplained> explain_exception(const AffiliateCharge& charge, const ExplainExceptionInput& input) {
  if (auto wrong = not_open(charge, input.version)) return *wrong;
  return ExceptionExplained{{input.words.value}};
}

Result<ExceptionDecided> decide_exception(const AffiliateCharge& charge, const DecideExceptionInput& input, OfficerId officer) {
  if (auto wrong = not_open(charge, input.version)) return *wrong;
  if (charge.exception != ExceptionState::explained) return no("affiliate_charge.not_explained");
  if (charge.explained_by_id == officer) return no("affiliate_charge.own_explanation");
  return ExceptionDecided{input.accepted, {input.words.value}};
}

}  // namespace shouwen
