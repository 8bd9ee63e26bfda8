// What counters need to know beside the published items; every number is the bureau's own. Art. 9(2).
#pragma once

#include "regulation/rulebook.h"

namespace shouwen {

/// 现金, 转账 …
struct PaymentWay {
  std::string code, name_zh, name_en;
};

/// How an arrear that is carried over a year end is read; no text settles it, so the bureau does.
enum class CarriedArrears { later_rate_from_january, later_rate_from_the_beginning };

/// 违约金: the law's range, the rates for who agreed no other, and how the bureau counts (rules.md R-ARR-01 to 03).
struct LateFeeRules {
  std::int64_t lowest_permille = 0, highest_permille = 0;  ///< a contract may agree a rate a day between these
  std::string range_source, range_confidence;
  std::int64_t resident_permille = 0, other_permille = 0, other_later_permille = 0;  ///< a day; later: of days in years after that of the last day to pay
  std::string rates_source, rates_confidence, clause;
  CarriedArrears carried{};                   ///< this and the next two are the bureau's own
  bool day_of_payment_counts = false;
  std::int64_t smallest_fen = 0;              ///< a smaller fee counts as this; 0 = none
  std::string unit;                           ///< in which it is published: 元/元·日
  std::string resident_item, other_item, other_later_item;  ///< codes of the published items
};

struct ChargeRules {
  std::string set_by;                         ///< whose numbers they are: the regulation names none
  std::int64_t largest_quantity = 0;          ///< of one line, in its unit: more is a slip of the pen
  std::int64_t most_lines = 0;                ///< of one receipt
  std::int64_t repeated_within_days = 0;      ///< the same officer and item again within so many days repeats his first attempt
  std::vector<std::string> whole_units;       ///< "元/次": what is counted in whole numbers only
  std::vector<std::string> resident_categories;  ///< what customer files call residential use
  std::vector<PaymentWay> payment_ways;
  std::int64_t alarm_tries = 0;               ///< wrong codes of receipts, or of followed cases, within an hour from which on it is told; 0 = never
  std::optional<LateFeeRules> late_fee = {};  ///< absent in versions from before: then none is charged

  const PaymentWay* payment_way(std::string_view code) const {
    for (const PaymentWay& way : payment_ways)
      if (way.code == code) return &way;
    return nullptr;
  }
};

struct RulebookDraft;
class TableReader;
class MistakeList;
/// [charges] of a file.
void read_charges(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);

}  // namespace shouwen
