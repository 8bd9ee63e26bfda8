// What the bureau decided about tips: the ladder of rewards, who gets none, how long a reward waits. Art. 9(5). Every number is the
// bureau's own.
#pragma once

#include "regulation/rulebook.h"

namespace shouwen {

/// One step of the ladder: what it is for, and how much.
struct TipRewardRow {
  std::string code, name_zh, name_en;
  std::vector<std::string> categories;           ///< empty = any
  std::int64_t recovered_from_fen = 0;
  std::optional<std::int64_t> recovered_below_fen;  ///< absent: without end
  std::int64_t share_bp = 0;                     ///< of what was recovered, 1e-4
  std::int64_t least_fen = 0, most_fen = 0;
  bool example = true;                           ///< not yet confirmed by the bureau
  std::string source;
};

/// Why a verified tip is not rewarded, and what its reporter is told.
struct TipExclusion : Reason {
  std::string told_zh, told_en;                  ///< "{since}" stands for the day from which the bureau knew
  bool of_person = false;                        ///< lies in who reported, not in the facts: the next reporter is then the first
  bool needs_known_since = false;
};
/// What a reporter is told whose tip earns nothing by its finding, or when something of his reward happens by the clock.
struct TipTold {
  std::string code, told_zh, told_en;            ///< not_verified, false_report, malicious, group_refused, claim_ends, claim_over
};

struct TipOffRules {
  std::int64_t claim_days = 0;                   ///< an approved reward nobody claims ends after so many days
  std::int64_t claim_told_days = 0;              ///< so many days before that its reporter is told; 0: not
  std::int64_t group_votes = 0;                  ///< members of the leading group who must agree; 0: not set, nothing can be approved
  std::int64_t most_reporters = 1;               ///< who may give one tip together
  std::int64_t later_percent = 0;                ///< of the reward for a later tip about the same facts
  std::int64_t later_evidence_percent = 0;       ///< the same, when it brought new evidence that mattered
  std::int64_t opening_hours = 0;                ///< an asked opening of an identity waits so long for the second officer
  std::int64_t partly_percent = 0;               ///< of the reward when a tip is verified in part
  std::int64_t cap_fen = 0;                      ///< no reward is higher
  std::int64_t alarm_misses = 0;                 ///< guessed codes within an hour that raise the alarm
  std::vector<TipRewardRow> rewards;             ///< the first that fits counts
  std::vector<TipExclusion> exclusions;
  std::vector<TipTold> told;
};

const TipExclusion* exclusion_named(const TipOffRules& rules, const std::string& code);

/// Nothing in versions from before.
const TipOffRules* tip_off_rules(const Rulebook& rulebook);

class TableReader;
struct RulebookDraft;
class MistakeList;
void read_tip_offs(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);

}  // namespace shouwen
