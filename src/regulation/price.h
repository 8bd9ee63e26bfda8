// Published prices (art. 9(1)): dated rows with their source, one place for every unit price. They are posted as they stand, and
// tariffs (price_book.h) name them by code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace shouwen {

struct PostedPrice {
  std::string code;                       ///< "residential.tier_1"; the same code again for a later term
  std::string name_zh, name_en;
  std::string unit_zh, unit_en;           ///< "元/千瓦时"
  std::int64_t yuan_e8 = 0;               ///< in 1e-8 yuan: published prices have up to eight decimals and are never rounded
  std::string applies_zh, applies_en;     ///< to whom, and between which thresholds
  std::string source, clause;
  std::string region = {};                ///< "" = the bureau's own; another region's price is for looking up, not posted
  std::string confidence = {};            ///< F1, F2, OK as in limits; "" = not said
  Date effective_from;
  std::optional<Date> effective_to;       ///< last day in force
};

/// "0.58886875" in 1e-8 yuan; nothing unless it is a plain decimal above 0 with at most four and eight digits.
std::optional<std::int64_t> parse_price(std::string_view text);
/// As it is published, without closing zeros but with two decimals at least.
std::string price_text(std::int64_t yuan_e8);

struct Rulebook;
/// The bureau's own, in the order of the rulebook.
std::vector<const PostedPrice*> prices_in_force(const Rulebook& rulebook, Date on);
/// The row of a code on a day; nullptr if none is in force then.
const PostedPrice* price_in_force(const Rulebook& rulebook, std::string_view code, Date on);
/// The newest row of a code that began by a day, in force or over: agent-purchase prices hold for one month. nullptr: none.
const PostedPrice* latest_price(const Rulebook& rulebook, std::string_view code, Date on);

class TableReader;
struct RulebookDraft;
/// Every [[price]] of a file.
void read_prices(TableReader& file, RulebookDraft& draft);
class MistakeList;
/// Two rows of a code must not be in force on the same day.
void check_prices(const RulebookDraft& draft, MistakeList& mistakes);

}  // namespace shouwen
