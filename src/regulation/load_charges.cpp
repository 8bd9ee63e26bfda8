// Reading rulebook/charges.toml: units counted whole, ways of payment, when an attempt is repeated. Art. 9(2).
#include "regulation/charge_rules.h"
#include "regulation/load_parts.h"

namespace shouwen {

namespace {

std::optional<CarriedArrears> carried_of(std::string_view word) {
  if (word == "later_rate_from_january") return CarriedArrears::later_rate_from_january;
  if (word == "later_rate_from_the_beginning") return CarriedArrears::later_rate_from_the_beginning;
  return std::nullopt;
}

LateFeeRules read_late_fee(TableReader& reader, RulebookDraft& draft) {
  constexpr std::int64_t whole_permille = 1000, most_smallest_fen = 10'000;
  LateFeeRules rules;
  rules.lowest_permille = reader.integer_within("lowest_permille", 1, whole_permille);
  rules.highest_permille = reader.integer_within("highest_permille", 1, whole_permille);
  rules.range_source = reader.text("range_source");
  rules.range_confidence = reader.text("range_confidence");
  for (const auto& [key, rate] : {std::pair{"resident_permille", &rules.resident_permille}, {"other_permille", &rules.other_permille}, {"other_later_permille", &rules.other_later_permille}}) {
    *rate = reader.integer(key);
    if (*rate < rules.lowest_permille || *rate > rules.highest_permille)
      reader.mistake(key, "rulebook.out_of_range", std::string(key) + " 超出法规允许的范围", std::string(key) + " is outside the range the law allows");
  }
  rules.rates_source = reader.text("rates_source");
  rules.rates_confidence = reader.text("rates_confidence");
  rules.clause = reader.text("clause");
  draft.cites({rules.clause}, reader);
  rules.carried = reader.word<CarriedArrears>("carried", carried_of);
  rules.day_of_payment_counts = reader.flag("day_of_payment_counts", false);
  rules.smallest_fen = reader.integer("smallest_fen");
  if (rules.smallest_fen < 0 || rules.smallest_fen > most_smallest_fen) reader.mistake("smallest_fen", "rulebook.out_of_range", "smallest_fen 应为 0 到 10000", "smallest_fen must be 0 to 10000");
  rules.unit = reader.text("unit");
  rules.resident_item = reader.text("resident_item");
  rules.other_item = reader.text("other_item");
  rules.other_later_item = reader.text("other_later_item");
  for (const std::string* code : {&rules.resident_item, &rules.other_item, &rules.other_later_item}) draft.refers("fee", *code, reader);
  return rules;
}

}  // namespace

void read_charges(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("charges", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  const auto rules = std::make_shared<ChargeRules>();
  rules->set_by = reader.text("set_by");
  rules->largest_quantity = reader.integer_within("largest_quantity", 1, 1'000'000'000);
  rules->most_lines = reader.integer_within("most_lines", 1, 100);
  rules->repeated_within_days = reader.integer_within("repeated_within_days", 1, 366);
  // Versions from before have none, and must be read as long as a case is pinned to one.
  if (reader.has("alarm_tries")) rules->alarm_tries = reader.integer_within("alarm_tries", 1, 1'000'000);
  rules->whole_units = reader.texts("whole_units");
  rules->resident_categories = reader.texts("resident_categories");
  reader.tables("payment_way", [&](TableReader& row) {
    rules->payment_ways.push_back({row.text("code"), row.text("name_zh"), row.text("name_en")});
    draft.place("payment_way", rules->payment_ways.back().code, row);
  });
  if (rules->payment_ways.empty()) reader.mistake("payment_way", "rulebook.missing_field", "须写明至少一种缴费方式", "at least one way of payment is needed");
  if (const toml::table* late_fee = reader.table("late_fee", false)) {
    TableReader of_it(*late_fee, file.file(), mistakes);
    rules->late_fee = read_late_fee(of_it, draft);
  }
  draft.rulebook.charges = rules;
}

}  // namespace shouwen
