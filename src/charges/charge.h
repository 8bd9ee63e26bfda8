// One charge: there is no other way to one than a published item valid on its day, its unit and its payer class (art. 9(2)). Pure.
#pragma once

#include "json/field_types.h"
#include "price_lists/published_item.h"
#include "regulation/charge_rules.h"

namespace shouwen {

/// What a late fee is counted from: an amount, and the last day it could be paid without one.
struct Arrear {
  std::int64_t principal_fen = 0;
  Date last_day_on;
  bool operator==(const Arrear&) const = default;
};

/// What somebody wants to charge, as he says it.
struct ChargeWish {
  Line<1, 60> item;                         ///< code of a published item
  Line<1, 30> unit;                         ///< as posted: "元/次"
  std::int64_t quantity_thousandths = 0;    ///< of the unit; of a late fee 0 = as it is counted
  std::optional<std::int64_t> amount_fen;   ///< what was taken already; must be what the published price gives
  std::optional<Arrear> arrear = {};        ///< of a late fee, and of nothing else
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
  std::optional<Arrear> arrear = {};        ///< what a late fee was counted from

  /// Days a late fee was counted for; 0 = it is none.
  std::int64_t late_days() const;
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

/// The quantity of a late fee is what `late_fee` counts up to the day, never what somebody says. Refusals with art. 9(2):
/// charge.no_price_list, item_not_published, item_superseded, item_not_on_date, wrong_unit, wrong_payer_class, amount_differs,
/// late_fee_without_arrear, late_fee_not_owed, late_fee_quantity_differs. Without: charge.arrear_of_no_late_fee, late_fee.*, charge.quantity_out_of_range, quantity_not_whole, nothing_to_charge.
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
