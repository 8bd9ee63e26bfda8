// Reading rulebook/charges.toml: units counted whole, ways of payment, when an attempt is repeated. Art. 9(2).
#include "regulation/charge_rules.h"
#include "regulation/load_parts.h"

namespace shouwen {

namespace {

std::int64_t from_one_to(TableReader& reader, const char* key, std::int64_t highest) {
  const std::int64_t value = reader.integer(key);
  if (value < 1 || value > highest)
    reader.mistake(key, "rulebook.out_of_range", std::string(key) + " 应为 1 到 " + std::to_string(highest), std::string(key) + " must be 1 to " + std::to_string(highest));
  return value;
}

}  // namespace

void read_charges(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("charges", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  const auto rules = std::make_shared<ChargeRules>();
  rules->set_by = reader.text("set_by");
  rules->largest_quantity = from_one_to(reader, "largest_quantity", 1'000'000'000);
  rules->most_lines = from_one_to(reader, "most_lines", 100);
  rules->repeated_within_days = from_one_to(reader, "repeated_within_days", 366);
  rules->whole_units = reader.texts("whole_units");
  rules->resident_categories = reader.texts("resident_categories");
  reader.tables("payment_way", [&](TableReader& row) {
    rules->payment_ways.push_back({row.text("code"), row.text("name_zh"), row.text("name_en")});
    draft.place("payment_way", rules->payment_ways.back().code, row);
  });
  if (rules->payment_ways.empty()) reader.mistake("payment_way", "rulebook.missing_field", "须写明至少一种缴费方式", "at least one way of payment is needed");
  draft.rulebook.charges = rules;
}

}  // namespace shouwen
