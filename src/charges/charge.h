// One charge: there is no other way to one than a published item valid on its day, its unit and its payer class (art. 9(2)). Pure.
#pragma once

#include "json/field_types.h"
#include "price_lists/published_item.h"
#include "regulation/charge_rules.h"

namespace shouwen {

/// What somebody wants to charge, as he says it.
struct ChargeWish {
  Line<1, 60> item;                         ///< code of a published item
  Line<1, 30> unit;                         ///< as posted: "元/次"
  std::int64_t quantity_thousandths = 0;    ///< of the unit
  std::optional<std::int64_t> amount_fen;   ///< what was taken already; must be what the published price gives
  bool operator==(const ChargeWish&) const = default;
};

/// What was charged, with the row of the price list it rests on. Negative in a counter-entry.
struct ChargeLine {
  std::int64_t number = 0;                  ///< of the price list
  std::string code, name_zh, name_en;
  PublishedItemKind kind{};
  Date effective_from;
  std::optional<Date> effective_to;
  std::string unit;
  std::int64_t yuan_e8 = 0;
  CustomerClass payer_class{};
  Date charged_on;
  std::int64_t quantity_thousandths = 0;
  std::int64_t amount_fen = 0;              ///< quantity × unit price to the fen, half away from zero
  bool operator==(const ChargeLine&) const = default;
};

/// What is published about the item wished for, as of the day.
struct ChargeGround {
  Date on;
  CustomerClass payer_class{};
  const ChargeRules& rules;
  std::optional<std::int64_t> number;       ///< of the price list in force; none = nothing may be charged
  std::vector<PublishedItem> items{};       ///< rows of the code in it, of any days
  std::int64_t earlier_number = 0;          ///< the last price list of before that had the code; 0 = none
};

/// A lawful charge. Only the rule below and the counter-entry make one, so whoever holds one need not ask again.
class Charge {
 public:
  const ChargeLine& line() const { return line_; }

 private:
  explicit Charge(ChargeLine line) : line_(std::move(line)) {}
  friend Result<Charge> charge(const ChargeWish& wish, const ChargeGround& ground);
  friend std::vector<Charge> taken_back(const std::vector<ChargeLine>& lines);
  ChargeLine line_;
};

/// Refusals with art. 9(2): charge.no_price_list, item_not_published, item_superseded, item_not_on_date, wrong_unit,
/// wrong_payer_class, amount_differs. Without: charge.quantity_out_of_range, quantity_not_whole, nothing_to_charge.
Result<Charge> charge(const ChargeWish& wish, const ChargeGround& ground);
/// The same charges with the sign turned: of a receipt that was lawful, for its counter-entry. CHECKs that they were positive: what
/// was taken back is not charged again by it.
std::vector<Charge> taken_back(const std::vector<ChargeLine>& lines);
/// Whether a refusal says that something unlawful was tried, and not that somebody mistyped.
bool is_unlawful_charge(const Refusal& refusal);
/// Quantity × unit price to the fen; nothing if the product leaves 64 bits.
std::optional<std::int64_t> charge_amount_fen(std::int64_t quantity_thousandths, std::int64_t yuan_e8);
/// "-1,234.50".
std::string yuan_text(std::int64_t fen);

}  // namespace shouwen
