// Reading rulebook/account_records.toml. Art. 11(6)(3).
#include "regulation/account_record_rules.h"
#include "regulation/load_parts.h"

namespace shouwen {

namespace {

constexpr std::int64_t fen_a_yuan = 100, months_at_most = 120, years_at_most = 20, yuan_at_most = 1'000'000'000;

std::optional<AccountRecordKind> record_kind_of(std::string_view word) {
  if (word == "bills") return AccountRecordKind::bills;
  if (word == "arrears") return AccountRecordKind::arrears;
  if (word == "outages") return AccountRecordKind::outages;
  return std::nullopt;
}

}  // namespace

void read_account_records(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("account_records", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  AccountRecordRules rules;
  rules.bill_months = reader.integer_within("bill_months", 1, months_at_most);
  rules.outage_years = reader.integer_within("outage_years", 1, years_at_most);
  if (reader.has("arrears_of_interest_yuan")) rules.arrears_of_interest_fen = reader.integer_within("arrears_of_interest_yuan", 1, yuan_at_most) * fen_a_yuan;
  rules.representative_sees = reader.words<AccountRecordKind>("representative_sees", record_kind_of);
  draft.rulebook.account_records = std::make_shared<const AccountRecordRules>(std::move(rules));
}

}  // namespace shouwen
