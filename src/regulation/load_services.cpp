// Reading services.toml and service_reminders.toml: the six kinds, the bureau's catalogue under them, reminders. Art. 11(6)(4).
#include "regulation/load_parts.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

constexpr std::size_t kinds_of_the_regulation = 6;
constexpr std::int64_t days_of_a_year = 366;

std::optional<std::int64_t> days_or_times(TableReader& row, const char* key) {
  if (!row.has(key)) return std::nullopt;
  const std::int64_t value = row.integer(key);
  if (value < 1 || value > days_of_a_year)
    row.mistake(key, "rulebook.out_of_range", std::string(key) + " 应为 1 到 366", std::string(key) + " must be 1 to 366");
  return value;
}

void read_kind(TableReader& row, RulebookDraft& draft, ServiceRules& rules) {
  ServiceKindRule rule{row.word<ServiceKind>("kind", service_kind_of), row.text("name_zh"), row.text("name_en"), row.text("clause")};
  // The six and their order are the regulation's: none may be left out, added or moved.
  if (static_cast<std::size_t>(rule.kind) != rules.kinds.size())
    row.mistake("kind", "rulebook.service_kinds_fixed", "六类服务由办法规定，须按电力、安全、营业、信息、节能降耗、其他的次序各列一次",
                "the six kinds are the regulation's: each once, in the order power, safety, business, information, energy_saving, other");
  draft.place("service kind", row.text("kind"), row);
  draft.cites({rule.clause}, row);
  rules.kinds.push_back(std::move(rule));
}

void read_item(TableReader& row, RulebookDraft& draft, ServiceRules& rules) {
  ServiceItem item;
  item.code = row.text("code");
  item.kind = row.word<ServiceKind>("kind", service_kind_of);
  item.name_zh = row.text("name_zh");
  item.name_en = row.text("name_en");
  item.covers_zh = row.text("covers_zh");
  item.covers_en = row.text("covers_en");
  item.unit_code = row.text("unit", false);
  item.times_a_year = days_or_times(row, "times_a_year");
  item.tiers = row.words<AccountTier>("tiers", account_tier_of);
  draft.place("service item", item.code, row);
  rules.items.push_back(std::move(item));
}

void read_catalogue(const toml::table& table, const std::string& file, RulebookDraft& draft, MistakeList& mistakes) {
  TableReader reader(table, file, mistakes);
  ServiceRules rules;
  rules.set_by = reader.text("set_by", false);
  reader.tables("kind", [&](TableReader& row) { read_kind(row, draft, rules); });
  reader.tables("item", [&](TableReader& row) { read_item(row, draft, rules); });
  if (rules.kinds.size() != kinds_of_the_regulation)
    reader.mistake("kind", "rulebook.service_kinds_fixed", "六类服务须齐全", "all six kinds of service are needed");
  if (rules.set_by.empty() && !rules.items.empty())
    reader.mistake("set_by", "rulebook.missing_field", "列了服务项目就要写明是谁的目录（set_by）：办法只规定了六类",
                   "items need set_by: the regulation names the six kinds only, so say whose catalogue it is");
  draft.rulebook.services = std::move(rules);
}

}  // namespace

void read_services(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  if (const toml::table* table = file.table("services", false)) read_catalogue(*table, file.file(), draft, mistakes);
  const toml::table* table = file.table("service_reminders", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  ServiceReminderRules& rules = draft.rulebook.service_reminders;
  rules.set_by = reader.text("set_by", false);
  rules.delivery_notice_days = days_or_times(reader, "delivery_notice_days");
  rules.agreement_notice_days = days_or_times(reader, "agreement_notice_days");
  if (rules.set_by.empty() && (rules.delivery_notice_days || rules.agreement_notice_days))
    reader.mistake("set_by", "rulebook.missing_field", "写了数值就要写明由谁规定（set_by）：办法没有给出这些数值", "numbers need set_by: the regulation gives none, so say who set them");
}

}  // namespace shouwen
