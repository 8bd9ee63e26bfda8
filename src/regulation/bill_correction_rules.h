// 退补: why energy that was billed is corrected, on what base and over what time (rules.md R-ADJ-01 to 07). Art. 9(2).
#pragma once

#include "regulation/rulebook.h"

namespace shouwen {

/// 计量装置超差 电压降超限 其他非人为原因 接线错误 保险熔断 倍率错误, in the order of the rule.
enum class AdjustmentCause { meter_error, voltage_drop, other_cause, wrong_wiring, blown_fuse, wrong_multiplier };

struct AdjustmentCauseRule {
  AdjustmentCause cause{};
  std::string rule;                            ///< "R-ADJ-01"
  std::string name_zh, name_en, base_zh, base_en, period_zh, period_en;
  std::int64_t counted_percent = 100;          ///< of the time between the dates counts
  std::string source, confidence, clause;
};

struct BillCorrectionRules {
  std::int64_t most_months = 0;                ///< of one correction: more is a slip of the pen. The bureau's own
  std::string settled_zh, settled_en, settled_source;  ///< R-ADJ-07: what is read is paid first, and settled when the fault is mended
  std::vector<AdjustmentCauseRule> causes;

  const AdjustmentCauseRule* cause(AdjustmentCause wanted) const {
    for (const AdjustmentCauseRule& row : causes)
      if (row.cause == wanted) return &row;
    return nullptr;
  }
};

struct RulebookDraft;
class TableReader;
class MistakeList;
/// [bill_corrections] of a file.
void read_bill_corrections(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);

}  // namespace shouwen
