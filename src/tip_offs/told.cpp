// The words are the rulebook's; both languages are kept with the event, so that they stay as they were said.
#include "tip_offs/told.h"

#include <algorithm>

namespace shouwen {

namespace {

std::string with_value(std::string text, const std::string& name, const std::string& value) {
  const std::string mark = "{" + name + "}";
  if (const std::size_t at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), value);
  return text;
}

/// What a told text may name.
struct Words {
  std::string zh, en;
  void set(const std::string& name, const std::string& value) {
    zh = with_value(std::move(zh), name, value);
    en = with_value(std::move(en), name, value);
  }
};

std::optional<Words> told_words(const TipOffRules& rules, const std::string& code) {
  for (const TipTold& row : rules.told)
    if (row.code == code) return Words{row.told_zh, row.told_en};
  return std::nullopt;
}

std::optional<Words> after_finding(const TipFinding& finding, const TipOffRules& rules) {
  switch (finding.verdict) {
    case TipVerdict::verified:
    case TipVerdict::partly: return std::nullopt;
    case TipVerdict::not_verified: return told_words(rules, "not_verified");
    case TipVerdict::false_report: return told_words(rules, "false_report");
    case TipVerdict::malicious: return told_words(rules, "malicious");
  }
  return std::nullopt;
}

std::optional<Words> after_refusal(const TipReward& reward, const TipOffRules& rules) {
  const TipExclusion* exclusion = exclusion_named(rules, reward.exclusion);
  if (reward.exclusion_agreed && exclusion != nullptr && !exclusion->told_zh.empty()) {
    Words words{exclusion->told_zh, exclusion->told_en};
    if (reward.known_since) words.set("since", to_iso(*reward.known_since));
    return words;
  }
  auto words = told_words(rules, "group_refused");
  if (words) words->set("reason", reward.decision_reason.value);
  return words;
}

std::optional<Words> words_after(const TipOff& after, const TipOffEvent& event, const TipOffRules& rules) {
  if (event.finding) return after_finding(*event.finding, rules);
  if (!event.reward) return std::nullopt;
  if (event.kind == "reward_refused") return after_refusal(*event.reward, rules);
  if (event.kind == "reward_expired") return told_words(rules, "claim_over");
  if (event.kind != "claim_end_near") return std::nullopt;
  auto words = told_words(rules, "claim_ends");
  if (words) words->set("until", to_iso(local_date(after.reward->claim_ends_at->plus_seconds(-1)).plus_days(1)));
  return words;
}

}  // namespace

std::optional<TipOffEvent> told_after(const TipOff& after, const TipOffEvent& event, const TipSituation& situation) {
  const auto words = words_after(after, event, situation.rules);
  if (!words) return std::nullopt;
  TipOffEvent told{"reporter_told", OfficerId{}, situation.now};
  told.message = TipMessage{false, {words->zh}, words->en, true, 0};
  return told;
}

}  // namespace shouwen
