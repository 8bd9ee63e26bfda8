// Reading tip_offs.toml: rewards for verified tips, with each mistake's line. Art. 9(5).
#include "regulation/load_parts.h"
#include "regulation/tip_off_rules.h"

namespace shouwen {

namespace {

constexpr std::int64_t most_fen = 100'000'000'000;
constexpr std::int64_t whole_bp = 10'000;

std::int64_t from_to(TableReader& reader, const char* key, std::int64_t least, std::int64_t most) {
  const std::int64_t value = reader.integer(key);
  if (value < least || value > most)
    reader.mistake(key, "rulebook.out_of_range", std::string(key) + " 应在 " + std::to_string(least) + " 至 " + std::to_string(most) + " 之间",
                   std::string(key) + " must be between " + std::to_string(least) + " and " + std::to_string(most));
  return value;
}

void read_reward(TableReader& row, RulebookDraft& draft, TipOffRules& rules) {
  TipRewardRow reward;
  reward.code = row.text("code");
  reward.name_zh = row.text("name_zh");
  reward.name_en = row.text("name_en");
  if (row.has("categories")) reward.categories = row.texts("categories");
  for (const std::string& category : reward.categories) draft.refers("category", category, row);
  reward.recovered_from_fen = from_to(row, "recovered_from_fen", 0, most_fen);
  if (row.has("recovered_below_fen")) reward.recovered_below_fen = from_to(row, "recovered_below_fen", reward.recovered_from_fen + 1, most_fen);
  reward.share_bp = from_to(row, "share_bp", 0, whole_bp);
  reward.least_fen = from_to(row, "least_fen", 0, most_fen);
  reward.most_fen = from_to(row, "most_fen", reward.least_fen, most_fen);
  reward.example = row.flag("example", false);
  reward.source = row.text("source");
  draft.place("tip_reward", reward.code, row);
  rules.rewards.push_back(std::move(reward));
}

/// Versions from before have none of these.
std::int64_t if_given(TableReader& reader, const char* key, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
  return reader.has(key) ? from_to(reader, key, least, most) : otherwise;
}

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
  rules->claim_days = from_to(reader, "claim_days", 1, 3650);
  rules->claim_told_days = if_given(reader, "claim_told_days", 0, rules->claim_days, 0);
  rules->group_votes = if_given(reader, "group_votes", 1, 50, 0);
  rules->most_reporters = if_given(reader, "most_reporters", 1, 20, 1);
  rules->later_percent = if_given(reader, "later_percent", 0, 100, 0);
  rules->later_evidence_percent = if_given(reader, "later_evidence_percent", 0, 100, 0);
  rules->opening_hours = from_to(reader, "opening_hours", 1, 720);
  rules->partly_percent = from_to(reader, "partly_percent", 0, 100);
  rules->cap_fen = from_to(reader, "cap_fen", 1, most_fen);
  rules->alarm_misses = from_to(reader, "alarm_misses", 1, 1'000'000);
  reader.tables("reward", [&](TableReader& row) { read_reward(row, draft, *rules); });
  reader.tables("exclusion", [&](TableReader& row) { read_exclusion(row, draft, *rules); });
  reader.tables("told", [&](TableReader& row) { read_told(row, draft, *rules); });
  draft.rulebook.tip_offs = std::move(rules);
}

}  // namespace shouwen
