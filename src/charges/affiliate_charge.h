// What an affiliated enterprise charged or was charged, compared with the published tariff; differences are exceptions that
// 监察审计部 decides on. Art. 9(3).
#pragma once

#include <variant>

#include "base/id.h"
#include "charges/charge.h"

namespace shouwen {

using AffiliateChargeId = Id<struct AffiliateChargeTag>;

/// Works and materials it charged a customer; electricity and fees it was charged itself.
enum class AffiliateSide { charged_by, charged_to };
/// without_item: nothing is published on that day; other_unit: published by another unit, so amounts cannot be compared.
enum class TariffComparison { agrees, above, below, without_item, other_unit };
enum class ExceptionState { none, opened, explained, accepted, rejected };

struct AffiliateCharge {
  AffiliateChargeId id;
  std::int64_t version = 0;
  CustomerId affiliate_id;
  AffiliateSide side{};
  Line<0, 60> counterparty;                 ///< whom it charged, or who charged it
  Date charged_on;
  Line<0, 60> item;                         ///< code of a published item; empty = none was named
  Line<0, 100> what;                        ///< in its own words
  Line<0, 30> unit;
  std::int64_t quantity_thousandths = 0;
  std::int64_t amount_fen = 0;
  TariffComparison comparison{};
  std::optional<ChargeLine> published;      ///< the item it was compared with, and what it comes to
  ExceptionState exception{};
  OfficerId entered_by_id;
  UnitId unit_id;
  Instant entered_at;
  std::string source, source_number;
  Text<0, 1000> explanation;
  OfficerId explained_by_id;
  std::optional<Instant> explained_at;
  Text<0, 1000> decision;
  OfficerId decided_by_id;
  std::optional<Instant> decided_at;
  bool operator==(const AffiliateCharge&) const = default;
};

struct AffiliateChargeEntered {
  CustomerId affiliate_id;
  AffiliateSide side{};
  Line<0, 60> counterparty;
  Date charged_on;
  Line<0, 60> item;
  Line<0, 100> what;
  Line<0, 30> unit;
  std::int64_t quantity_thousandths = 0, amount_fen = 0;
  TariffComparison comparison{};
  std::optional<ChargeLine> published;
  UnitId unit_id;
  std::string source, source_number;
};
struct ExceptionExplained { Text<0, 1000> words; };
struct ExceptionDecided { bool accepted = false; Text<0, 1000> words; };
using AffiliateChargeEventBody = std::variant<AffiliateChargeEntered, ExceptionExplained, ExceptionDecided>;
struct AffiliateChargeEvent {
  OfficerId actor_id;
  Instant at;
  AffiliateChargeEventBody body;
};
AffiliateCharge apply(AffiliateCharge charge, const AffiliateChargeEvent& event);

/// Whether a difference has to be explained: above the tariff or without it always; below it where the affiliate is the one who
/// pays, because it pays what everybody pays.
bool is_exception(AffiliateSide side, TariffComparison comparison);

struct AffiliateChargeInput {
  CustomerId affiliate_id;
  AffiliateSide side{};
  Line<1, 60> counterparty;
  Date charged_on;
  std::optional<Line<0, 60>> item;
  Line<1, 100> what;
  Line<1, 30> unit;
  std::int64_t quantity_thousandths = 0;
  std::int64_t amount_fen = 0;
};
struct ExplainExceptionInput {
  std::int64_t version = 0;
  Text<1, 1000> words;
};
struct DecideExceptionInput {
  std::int64_t version = 0;
  bool accepted = false;
  Text<1, 1000> words;
};
struct AffiliateSituation {
  bool is_affiliated = false;               ///< by the customer's file
  std::optional<PublishedItem> published;   ///< the item named, as of the day
  UnitId unit_id;                           ///< of who enters it
  Instant now;
};

/// Refusals: affiliate_charge.not_affiliated, in_the_future, quantity_out_of_range, amount_out_of_range.
Result<AffiliateChargeEntered> enter_affiliate_charge(const AffiliateChargeInput& input, const AffiliateSituation& situation);
/// Refusals: affiliate_charge.changed_meanwhile, no_exception, decided.
Result<ExceptionExplained> explain_exception(const AffiliateCharge& charge, const ExplainExceptionInput& input);
/// Only what was explained can be decided, and not by who explained it. Refusals: affiliate_charge.changed_meanwhile, no_exception,
/// not_explained, decided, own_explanation.
Result<ExceptionDecided> decide_exception(const AffiliateCharge& charge, const DecideExceptionInput& input, OfficerId officer);

}  // namespace shouwen
