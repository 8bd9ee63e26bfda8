// Reading tip_offs.toml: rewards for verified tips, with each mistake's line. Art. 9(5).
#include "regulation/load_parts.h"
#include "regulation/tip_off_rules.h"

namespace shouwen {

namespace {

constexpr std::int64_t most_fen = 100'000'000'000;
constexpr std::int64_t whole_bp = 10'000;

void read_reward(TableReader& row, RulebookDraft& draft, TipOffRules& rules) {
  TipRewardRow reward;
  reward.code = row.text("code");
  reward.name_zh = row.text("name_zh");
  reward.name_en = row.text("name_en");
  if (row.has("categories")) reward.categories = row.texts("categories");
  for (const std::string& category : reward.categories) draft.refers("category", category, row);
  reward.recovered_from_fen = row.integer_within("recovered_from_fen", 0, most_fen);
  if (row.has("recovered_below_fen")) reward.recovered_below_fen = row.integer_within("recovered_below_fen", reward.recovered_from_fen + 1, most_fen);
  reward.share_bp = row.integer_within("share_bp", 0, whole_bp);
  reward.least_fen = row.integer_within("least_fen", 0, most_fen);
  reward.most_fen = row.integer_within("most_fen", reward.least_fen, most_fen);
  reward.example = row.flag("example", false);
  reward.source = row.text("source");
  draft.place("tip_reward", reward.code, row);
  rules.rewards.push_back(std::move(reward));
}

/// Versions from before have none of these.
void read_exclusion(TableReader& row, RulebookDraft& draft, TipOffRules& rules) {
  TipExclusion exclusion{{row.text("code"), row.text("name_zh"), row.text("name_en"), row.text("clause")}, {}, {}, false, false};
  if (row.has("told_zh")) exclusion.told_zh = row.text("told_zh"), exclusion.told_en = row.text("told_en");
  exclusion.of_person = row.flag("of_person", false);
  exclusion.needs_known_since = row.flag("needs_known_since", false);
  draft.cites({exclusion.clause}, row);
  draft.place("tip_exclusion", exclusion.code, row);
  rules.exclusions.push_back(std::move(exclusion));
}

void read_told(TableReader& row, RulebookDraft& draft, TipOffRules& rules) {
  rules.told.push_back({row.text("code"), row.text("told_zh"), row.text("told_en")});
  draft.place("tip_told", rules.told.back().code, row);
}

}  // namespace

const TipExclusion* exclusion_named(const TipOffRules& rules, const std::string& code) {
  for (const TipExclusion& row : rules.exclusions)
    if (row.code == code) return &row;
  return nullptr;
}

const TipOffRules* tip_off_rules(const Rulebook& rulebook) { return rulebook.tip_offs.get(); }

void read_tip_offs(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("tip_offs", false);
  if (table == nullptr) return;
  auto rules = std::make_shared<TipOffRules>();
  TableReader reader(*table, file.file(), mistakes);
  rules->claim_days = reader.integer_within("claim_days", 1, 3650);
  rules->claim_told_days = reader.integer_within("claim_told_days", 0, rules->claim_days, 0);
  rules->group_votes = reader.integer_within("group_votes", 1, 50, 0);
  rules->most_reporters = reader.integer_within("most_reporters", 1, 20, 1);
  rules->later_percent = reader.integer_within("later_percent", 0, 100, 0);
  rules->later_evidence_percent = reader.integer_within("later_evidence_percent", 0, 100, 0);
  rules->opening_hours = reader.integer_within("opening_hours", 1, 720);
  rules->partly_percent = reader.integer_within("partly_percent", 0, 100);
  rules->cap_fen = reader.integer_within("cap_fen", 1, most_fen);
  rules->alarm_misses = reader.integer_within("alarm_misses", 1, 1'000'000);
  reader.tables("reward", [&](TableReader& row) { read_reward(row, draft, *rules); });
  reader.tables("exclusion", [&](TableReader& row) { read_exclusion(row, draft, *rules); });
  reader.tables("told", [&](TableReader& row) { read_told(row, draft, *rules); });
  draft.rulebook.tip_offs = std::move(rules);
}

}  // namespace shouwen
