// Reading account_managers.toml: tiers, thresholds, contact and hand-over. Art. 11.
#include "regulation/load_parts.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

constexpr std::int64_t wh_per_kwh = 1000;

void out_of_range(TableReader& row, const char* key) {
  row.mistake(key, "rulebook.out_of_range", std::string(key) + " 应大于 0", std::string(key) + " must be greater than 0");
}

std::optional<std::int64_t> positive(TableReader& row, const char* key) {
  if (!row.has(key)) return std::nullopt;
  const std::int64_t value = row.integer(key);
  if (value < 1) out_of_range(row, key);
  return value;
}

void read_thresholds(TableReader& row, AccountTierRule& rule) {
  rule.capacity_kva_from = positive(row, "capacity_kva_from");
  if (const auto kwh = positive(row, "yearly_use_kwh_from")) rule.yearly_use_wh_from = *kwh * wh_per_kwh;
  if (row.has("critical_from")) rule.critical_from = row.word<CriticalGrade>("critical_from", critical_grade_of);
  if (rule.critical_from == CriticalGrade::none)
    row.mistake("critical_from", "rulebook.out_of_range", "critical_from 不能是 none", "critical_from cannot be none");
  rule.by_influence = row.flag("by_influence", false);
  rule.contact_every = row.limit("contact_every", false);
}

AccountTierRule read_tier(TableReader& row) {
  AccountTierRule rule;
  rule.tier = row.word<AccountTier>("tier", account_tier_of);
  rule.name_zh = row.text("name_zh");
  rule.name_en = row.text("name_en");
  rule.manager = row.word<ManagerKind>("manager", manager_kind_of);
  rule.manager_name_zh = row.text("manager_name_zh");
  rule.manager_name_en = row.text("manager_name_en");
  rule.clause = row.text("clause");
  read_thresholds(row, rule);
  if (rule.tier == AccountTier::ordinary)
    row.mistake("tier", "rulebook.out_of_range", "普通客户不设客户经理，不能列为一级", "ordinary customers have no manager and are no tier here");
  // Which kind serves which tier is the regulation's, art. 11(5), not the bureau's.
  if ((rule.tier == AccountTier::large_account) != (rule.manager == ManagerKind::large_account_manager))
    row.mistake("manager", "rulebook.wrong_manager", "特大重点客户由大客户经理服务，其他重点客户由一般客户经理服务", "large accounts are served by large account managers, other key accounts by general ones");
  return rule;
}

/// A lower tier that begins above the higher one would never be reached.
void check_order(const AccountTierRule& higher, const AccountTierRule& lower, TableReader& row) {
  const auto above = [](const std::optional<std::int64_t>& low, const std::optional<std::int64_t>& high) { return low && high && *low >= *high; };
  const auto wrong = [&row](const char* key) {
    row.mistake(key, "rulebook.tiers_out_of_order", std::string(key) + " 应低于上一级", std::string(key) + " must be below that of the tier above");
  };
  if (above(lower.capacity_kva_from, higher.capacity_kva_from)) wrong("capacity_kva_from");
  if (above(lower.yearly_use_wh_from, higher.yearly_use_wh_from)) wrong("yearly_use_kwh_from");
  if (lower.critical_from && higher.critical_from && *lower.critical_from >= *higher.critical_from) wrong("critical_from");
  if (lower.tier >= higher.tier) wrong("tier");
}

bool sets_a_number(const AccountManagerRules& rules) {
  for (const AccountTierRule& row : rules.tiers)
    if (row.contact_every) return true;
  return rules.has_thresholds() || rules.review_every || rules.customers_max;
}

}  // namespace

void read_account_managers(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("account_managers", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  AccountManagerRules rules;
  rules.set_by = reader.text("set_by", false);
  rules.review_every = reader.limit("review_every", false);
  rules.customers_max = positive(reader, "customers_max");
  reader.tables("tier", [&](TableReader& row) {
    AccountTierRule rule = read_tier(row);
    if (!rules.tiers.empty()) check_order(rules.tiers.back(), rule, row);
    draft.place("account tier", rule.name_zh, row);
    draft.cites({rule.clause}, row);
    rules.tiers.push_back(std::move(rule));
  });
  reader.tables("hand_over_item", [&](TableReader& row) {
    rules.hand_over_items.push_back({row.text("code"), row.text("name_zh"), row.text("name_en")});
    draft.place("hand_over_item", rules.hand_over_items.back().code, row);
  });
  if (rules.set_by.empty() && sets_a_number(rules))
    reader.mistake("set_by", "rulebook.missing_field", "写了数值就要写明由谁规定（set_by）：办法没有给出这些数值", "numbers need set_by: the regulation gives none, so say who set them");
  draft.rulebook.account_managers = std::move(rules);
}

}  // namespace shouwen
