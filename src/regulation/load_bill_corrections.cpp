// Reading rulebook/bill_corrections.toml, with each mistake's line. Art. 9(2).
#include "regulation/bill_correction_rules.h"
#include "regulation/load_parts.h"

namespace shouwen {

namespace {

constexpr std::pair<const char*, AdjustmentCause> cause_words[] = {
    {"meter_error", AdjustmentCause::meter_error}, {"voltage_drop", AdjustmentCause::voltage_drop}, {"other_cause", AdjustmentCause::other_cause},
    {"wrong_wiring", AdjustmentCause::wrong_wiring}, {"blown_fuse", AdjustmentCause::blown_fuse}, {"wrong_multiplier", AdjustmentCause::wrong_multiplier}};

std::optional<AdjustmentCause> cause_of(std::string_view text) {
  for (const auto& [word, cause] : cause_words)
    if (text == word) return cause;
  return std::nullopt;
}

void read_cause(TableReader& row, RulebookDraft& draft, BillCorrectionRules& rules) {
  AdjustmentCauseRule made;
  made.cause = row.word<AdjustmentCause>("cause", cause_of);
  made.rule = row.text("rule");
  made.name_zh = row.text("name_zh");
  made.name_en = row.text("name_en");
  made.base_zh = row.text("base_zh");
  made.base_en = row.text("base_en");
  made.period_zh = row.text("period_zh");
  made.period_en = row.text("period_en");
  made.counted_percent = row.integer_within("counted_percent", 1, 100);
  made.source = row.text("source");
  made.confidence = row.text("confidence");
  made.clause = row.text("clause");
  draft.cites({made.clause}, row);
  draft.place("bill_correction_cause", row.text("cause"), row);
  rules.causes.push_back(std::move(made));
}

}  // namespace

void read_bill_corrections(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("bill_corrections", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  const auto rules = std::make_shared<BillCorrectionRules>();
  rules->most_months = reader.integer_within("most_months", 1, 120);
  rules->settled_zh = reader.text("settled_zh");
  rules->settled_en = reader.text("settled_en");
  rules->settled_source = reader.text("settled_source");
  reader.tables("cause", [&](TableReader& row) { read_cause(row, draft, *rules); });
  draft.rulebook.bill_corrections = rules;
}

}  // namespace shouwen
