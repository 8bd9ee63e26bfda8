// Reading policy_notices.toml. Art. 11(6)(2).
#include "regulation/load_parts.h"
#include "regulation/policy_notice_rules.h"

namespace shouwen {

namespace {

std::optional<std::int64_t> number_up_to(TableReader& reader, const char* key, std::int64_t highest) {
  if (!reader.has(key)) return std::nullopt;
  const std::int64_t value = reader.integer(key);
  if (value < 1 || value > highest)
    reader.mistake(key, "rulebook.out_of_range", std::string(key) + " 应为 1 到 " + std::to_string(highest), std::string(key) + " must be 1 to " + std::to_string(highest));
  return value;
}

constexpr std::int64_t days_of_a_year = 366;
/// All are written in one transaction while clerks wait.
constexpr std::int64_t most_at_once = 20000;

}  // namespace

void read_policy_notices(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("policy_notices", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  PolicyNoticeRules rules;
  rules.set_by = reader.text("set_by", false);
  rules.confirm_days = number_up_to(reader, "confirm_days", days_of_a_year);
  rules.most_recipients = number_up_to(reader, "most_recipients", most_at_once);
  if (rules.set_by.empty() && (rules.confirm_days || rules.most_recipients))
    reader.mistake("set_by", "rulebook.missing_field", "写了数值就要写明由谁规定（set_by）：办法没有给出这些数值", "numbers need set_by: the regulation gives none, so say who set them");
  draft.rulebook.policy_notices = std::make_shared<PolicyNoticeRules>(std::move(rules));
}

}  // namespace shouwen
