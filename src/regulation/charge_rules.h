// What counters need to know beside the published items; every number is the bureau's own. Art. 9(2).
#pragma once

#include "regulation/rulebook.h"

namespace shouwen {

/// 现金, 转账 …
struct PaymentWay {
  std::string code, name_zh, name_en;
};

struct ChargeRules {
  std::string set_by;                         ///< whose numbers they are: the regulation names none
  std::int64_t largest_quantity = 0;          ///< of one line, in its unit: more is a slip of the pen
  std::int64_t most_lines = 0;                ///< of one receipt
  std::int64_t repeated_within_days = 0;      ///< the same officer and item again within so many days repeats his first attempt
  std::vector<std::string> whole_units;       ///< "元/次": what is counted in whole numbers only
  std::vector<std::string> resident_categories;  ///< what customer files call residential use
  std::vector<PaymentWay> payment_ways;

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
