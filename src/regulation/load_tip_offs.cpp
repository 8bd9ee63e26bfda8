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

}  // namespace

const TipOffRules* tip_off_rules(const Rulebook& rulebook) { return rulebook.tip_offs.get(); }

void read_tip_offs(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("tip_offs", false);
  if (table == nullptr) return;
  auto rules = std::make_shared<TipOffRules>();
  TableReader reader(*table, file.file(), mistakes);
  rules->claim_days = from_to(reader, "claim_days", 1, 3650);
  rules->opening_hours = from_to(reader, "opening_hours", 1, 720);
  rules->partly_percent = from_to(reader, "partly_percent", 0, 100);
  rules->cap_fen = from_to(reader, "cap_fen", 1, most_fen);
  rules->alarm_misses = from_to(reader, "alarm_misses", 1, 1'000'000);
  reader.tables("reward", [&](TableReader& row) { read_reward(row, draft, *rules); });
  reader.tables("exclusion", [&](TableReader& row) {
    rules->exclusions.push_back({row.text("code"), row.text("name_zh"), row.text("name_en"), row.text("clause")});
    draft.cites({rules->exclusions.back().clause}, row);
    draft.place("tip_exclusion", rules->exclusions.back().code, row);
  });
  draft.rulebook.tip_offs = std::move(rules);
}

}  // namespace shouwen
