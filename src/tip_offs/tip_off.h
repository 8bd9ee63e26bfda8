// What is special about a tip (art. 9(5)): how it is verified, the talk with whoever gave it, who opened the identity, its reward.
// The tip itself is a case. Plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "json/field_types.h"

namespace shouwen {

enum class TipStage { received, accepted, under_investigation, investigated, found, not_taken_up };
enum class TipVerdict { verified, partly, not_verified, false_report, malicious };
enum class OpeningStage { waiting, opened, declined, expired };
enum class RewardStage { proposed, payable, refused, claimed, paid, expired };

struct PreCheck {
  OfficerId officer_id;
  bool taken_up = false;
  Text<1, 2000> reason;
  Instant at;
  bool operator==(const PreCheck&) const = default;
};
struct InvestigationReport {
  OfficerId officer_id;
  Text<1, 4000> text;
  Instant at;
  bool operator==(const InvestigationReport&) const = default;
};
struct TipFinding {
  OfficerId officer_id;
  TipVerdict verdict{};
  Text<1, 4000> reason;
  std::int64_t recovered_fen = 0;
  Instant at;
  bool operator==(const TipFinding&) const = default;
};
/// The identity was asked for, and what became of that.
struct IdentityOpening {
  std::int64_t number = 0;         ///< 1, 2, 3 … within the tip
  OpeningStage stage{};
  OfficerId asker_id, agreer_id;   ///< who agreed or declined
  Text<1, 500> reason;
  Instant asked_at;
  std::optional<Instant> ended_at;
  bool operator==(const IdentityOpening&) const = default;
};
struct TipReward {
  RewardStage stage{};
  std::int64_t amount_fen = 0;     ///< 0: excluded
  std::string row;                 ///< of the ladder
  std::string exclusion;
  Text<1, 1000> reason;
  OfficerId proposer_id, approver_id, cashier_id;
  Instant proposed_at;
  std::optional<Instant> decided_at, claim_ends_at, claimed_at, paid_at;
  Text<0, 1000> decision_reason;
  bool claimed_in_person = false;
  std::int64_t same_facts_as = 0;  ///< case id of the earlier tip; 0 = none
  bool operator==(const TipReward&) const = default;
};

struct TipOff {
  CaseId case_id;
  std::int64_t version = 0;
  TipStage stage{};
  std::optional<Instant> accepted_at;
  OfficerId accepted_by_id;
  std::optional<PreCheck> pre_check;
  std::vector<OfficerId> investigator_ids;
  std::vector<InvestigationReport> reports;
  std::optional<TipFinding> finding;
  std::vector<IdentityOpening> openings;
  std::optional<TipReward> reward;
  std::int64_t messages = 0, unanswered = 0;  ///< of the talk; those of the reporter since our last word
  bool operator==(const TipOff&) const = default;
};

/// A word of the talk. Read out of the journal, not kept in the state.
struct TipMessage {
  bool by_reporter = false;
  Text<1, 2000> text;
  bool operator==(const TipMessage&) const = default;
};

/// What happened to a tip: a past participle and what it set. actor: an officer, -1 the reporter, 0 the clock.
struct TipOffEvent {
  std::string kind;
  OfficerId actor_id;
  Instant at;
  std::optional<TipStage> stage = {};
  std::optional<PreCheck> pre_check = {};
  std::optional<std::vector<OfficerId>> investigator_ids = {};
  std::optional<InvestigationReport> report = {};
  std::optional<TipFinding> finding = {};
  std::optional<TipMessage> message = {};
  std::optional<IdentityOpening> opening = {};
  std::optional<TipReward> reward = {};
};

/// The tip after the event; one version on.
TipOff apply(TipOff tip, const TipOffEvent& event);

}  // namespace shouwen
