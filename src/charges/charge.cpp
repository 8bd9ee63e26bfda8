// The rule of every charge.
#include "charges/charge.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/grouped.h"
#include "prices/fixed_point.h"
#include "prices/late_fee.h"
#include "regulation/clauses.h"
#include "regulation/price.h"

namespace shouwen {

namespace {

constexpr std::int64_t thousandths = 1000;
/// The same bound stands in the table's CHECK.
constexpr std::int64_t product_limit_e11 = 9'000'000'000'000'000'000;

Refusal unlawful(const char* code, const char* field, std::vector<std::pair<std::string, std::string>> values) { return {code, clause::art_9_2, field, std::move(values)}; }

bool holds_on(const PublishedItem& item, Date on) { return item.effective_from <= on && (!item.effective_to || on <= *item.effective_to); }

/// The row of the code that may be charged on the day.
Result<const PublishedItem*> item_on(const ChargeWish& wish, const ChargeGround& ground) {
  const std::string& code = wish.item.value;
  if (!ground.number) return unlawful("charge.no_price_list", "/item", {{"item", code}, {"date", to_iso(ground.on)}});
  if (ground.items.empty() && ground.earlier_number != 0)
    return unlawful("charge.item_superseded", "/item", {{"item", code}, {"earlier", std::to_string(ground.earlier_number)}, {"number", std::to_string(*ground.number)}});
  if (ground.items.empty()) return unlawful("charge.item_not_published", "/item", {{"item", code}, {"number", std::to_string(*ground.number)}});
  const auto found = std::find_if(ground.items.begin(), ground.items.end(), [&](const PublishedItem& item) { return item.number == *ground.number && holds_on(item, ground.on); });
  if (found == ground.items.end()) return unlawful("charge.item_not_on_date", "/item", {{"item", ground.items.front().name_zh}, {"date", to_iso(ground.on)}});
  return &*found;
}

bool is_late_fee(const PublishedItem& item, const ChargeRules& rules) { return rules.late_fee && item.unit == rules.late_fee->unit; }

/// A late fee's quantity, counted up to the day of the charge.
Result<std::int64_t> late_fee_quantity(const ChargeWish& wish, const PublishedItem& item, const ChargeGround& ground) {
  if (!wish.arrear) return unlawful("charge.late_fee_without_arrear", "/arrear", {{"item", item.name_zh}});
  const auto fee = calculate_late_fee(&ground.rules, {wish.arrear->principal_fen, wish.arrear->last_day_on, ground.on, ground.payer_class});
  if (!fee) {
    Refusal refusal = fee.refusal();
    refusal.field = refusal.field == "/amount_fen" ? "/arrear/principal_fen" : "/arrear" + refusal.field;
    return refusal;
  }
  std::int64_t days = 0;
  for (const LateFeePart& part : fee->parts)
    if (late_fee_item(*ground.rules.late_fee, ground.payer_class, part) == item.code) days += part.days;
  if (days == 0) return unlawful("charge.late_fee_not_owed", "/arrear", {{"item", item.name_zh}});
  const std::int64_t quantity = late_fee_quantity_thousandths(wish.arrear->principal_fen, days);
  if (wish.quantity_thousandths != 0 && wish.quantity_thousandths != quantity)
    return unlawful("charge.late_fee_quantity_differs", "/quantity_thousandths", {{"item", item.name_zh}, {"days", std::to_string(days)}});
  return quantity;
}

std::optional<Refusal> wrong_quantity(const ChargeWish& wish, const PublishedItem& item, const ChargeRules& rules) {
  const std::int64_t quantity = wish.quantity_thousandths;
  if (wish.arrear) return Refusal{"charge.arrear_of_no_late_fee", "", "/arrear", {{"item", item.name_zh}}};
  if (quantity < 1 || quantity > rules.largest_quantity * thousandths || !charge_amount_fen(quantity, item.yuan_e8))
    return Refusal{"charge.quantity_out_of_range", "", "/quantity_thousandths", {{"most", std::to_string(rules.largest_quantity)}}};
  const bool whole = std::find(rules.whole_units.begin(), rules.whole_units.end(), item.unit) != rules.whole_units.end();
  if (whole && quantity % thousandths != 0) return Refusal{"charge.quantity_not_whole", "", "/quantity_thousandths", {{"unit", item.unit}}};
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> charge_amount_fen(std::int64_t quantity_thousandths, std::int64_t yuan_e8) {
  const Wide product = static_cast<Wide>(quantity_thousandths) * yuan_e8;
  if (product > product_limit_e11 || product < -product_limit_e11) return std::nullopt;
  return fen_of(product);
}

Result<Charge> charge(const ChargeWish& wish, const ChargeGround& ground) {
  const auto found = item_on(wish, ground);
  if (!found) return found.refusal();
  const PublishedItem& item = **found;
  if (wish.unit.value != item.unit) return unlawful("charge.wrong_unit", "/unit", {{"item", item.name_zh}, {"unit", item.unit}, {"given", wish.unit.value}});
  if (std::find(item.payer_classes.begin(), item.payer_classes.end(), ground.payer_class) == item.payer_classes.end())
    return unlawful("charge.wrong_payer_class", "/payer_class", {{"item", item.name_zh}});
  std::int64_t quantity = wish.quantity_thousandths;
  if (is_late_fee(item, ground.rules)) {
    const auto counted = late_fee_quantity(wish, item, ground);
    if (!counted) return counted.refusal();
    quantity = *counted;
  } else if (auto wrong = wrong_quantity(wish, item, ground.rules)) {
    return *wrong;
  }
  const auto product = charge_amount_fen(quantity, item.yuan_e8);
  if (!product) return Refusal{"late_fee.amount_impossible", "", "/arrear/principal_fen", {}};
  const std::int64_t amount = *product;
  if (amount < 1) return Refusal{"charge.nothing_to_charge", "", "/quantity_thousandths", {{"item", item.name_zh}}};
  if (wish.amount_fen && *wish.amount_fen != amount)
    return unlawful("charge.amount_differs", "/amount_fen", {{"item", item.name_zh}, {"published", yuan_text(amount)}, {"given", yuan_text(*wish.amount_fen)}});
  return Charge(ChargeLine{item.number, item.code, item.name_zh, item.name_en, item.kind, item.effective_from, item.effective_to, item.unit, item.yuan_e8, ground.payer_class,
                           ground.on, quantity, amount, wish.arrear});
}

std::int64_t ChargeLine::late_days() const { return arrear ? std::abs(quantity_thousandths) / late_fee_quantity_thousandths(arrear->principal_fen, 1) : 0; }

std::string yuan_text(std::int64_t fen) {
  const std::int64_t size = std::abs(fen);
  return fmt::format("{}{}.{:02}", fen < 0 ? "-" : "", grouped(size / 100), size % 100);
}

std::vector<Charge> taken_back(const std::vector<ChargeLine>& lines) {
  std::vector<Charge> charges;
  for (ChargeLine line : lines) {
    SHOUWEN_CHECK(line.quantity_thousandths > 0);
    line.quantity_thousandths = -line.quantity_thousandths;
    line.amount_fen = -line.amount_fen;
    charges.push_back(Charge(std::move(line)));
  }
  return charges;
}

bool is_unlawful_charge(const Refusal& refusal) { return refusal.code.starts_with("charge.") && refusal.clause == clause::art_9_2; }

}  // namespace shouwen
