// Reading price_lists.toml: which units are halls, how soon each shows an issued price list. Art. 9(1).
#include "regulation/load_parts.h"
#include "regulation/price_list_rules.h"

namespace shouwen {

void read_price_lists(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("price_lists", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  const auto rules = std::make_shared<PriceListRules>();
  rules->set_by = reader.text("set_by");
  rules->posting_within = reader.limit("posting_within").value_or(Limit{});
  rules->stations = reader.flag("stations", true);
  if (reader.has("hall_units")) rules->hall_units = reader.texts("hall_units");
  draft.rulebook.price_lists = rules;
}

}  // namespace shouwen
