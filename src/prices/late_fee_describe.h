// A late fee as it is shown: days, rate, sum, the published item. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "prices/late_fee.h"
#include "regulation/describe.h"

namespace shouwen {

struct LateFeePartView {
  Date from_on, to_on;
  std::int64_t days = 0, permille = 0;
  bool later = false;                       ///< at the rate of arrears carried over a year end
  std::int64_t amount_fen = 0;
  std::string item;                         ///< code of the published item it is charged by …
  std::int64_t quantity_thousandths = 0;    ///< … and how much of it
};
BOOST_DESCRIBE_STRUCT(LateFeePartView, (), (from_on, to_on, days, permille, later, amount_fen, item, quantity_thousandths))

inline std::vector<LateFeePartView> late_fee_parts(const LateFeeRules& rules, const LateFeeQuestion& question, const LateFee& fee) {
  std::vector<LateFeePartView> parts;
  for (const LateFeePart& part : fee.parts)
    parts.push_back({part.from_on, part.to_on, part.days, part.permille, part.later, part.fen, late_fee_item(rules, question.payer_class, part),
                     late_fee_quantity_thousandths(question.principal_fen, part.days)});
  return parts;
}

}  // namespace shouwen
