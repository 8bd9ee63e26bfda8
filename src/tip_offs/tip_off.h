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
/// One of those who gave a tip together, each with a code of his own. Number 1 has the case's code.
struct TipReporter {
  std::int64_t number = 0;
  std::int64_t share_bp = 0;       ///< of the reward, 1e-4, as agreed when the tip was given; 0 for all: equal parts
  bool operator==(const TipReporter&) const = default;
};
/// Another tip about the same facts, as the investigators say.
struct SameFacts {
  CaseId case_id;
  Text<1, 1000> reason;
  OfficerId officer_id;
  Instant at;
  bool operator==(const SameFacts&) const = default;
};
/// One member of the leading group on a proposed reward.
struct RewardVote {
  OfficerId officer_id;
  bool approved = false;
  Text<0, 1000> reason;
  Instant at;
  bool operator==(const RewardVote&) const = default;
};
/// What one reporter gets of an approved reward: payable, claimed, paid or expired.
struct RewardPart {
  std::int64_t reporter = 0;
  std::int64_t amount_fen = 0;
  RewardStage stage{};
  std::optional<Instant> claimed_at, paid_at;
  OfficerId cashier_id;
  bool claimed_in_person = false;
  bool operator==(const RewardPart&) const = default;
};
struct TipReward {
  RewardStage stage{};             ///< of all parts: payable while one is, then claimed, paid, expired
  std::int64_t amount_fen = 0;     ///< 0: excluded
  std::string row;                 ///< of the ladder
  std::string exclusion;
  Text<1, 1000> reason;
  OfficerId proposer_id, approver_id, cashier_id;
  Instant proposed_at;
  std::optional<Instant> decided_at, claim_ends_at, claimed_at, paid_at;
  Text<0, 1000> decision_reason;
  bool claimed_in_person = false;
  std::int64_t same_facts_as = 0;  ///< case id of the first reporter's tip; 0 = this one is the first
  Text<0, 1000> new_evidence;      ///< of a later tip: what it brought that mattered
  bool exclusion_agreed = false;   ///< the group agreed that none is due
  std::optional<Date> known_since; ///< what the bureau knew before: since when; the reason names the evidence
  std::vector<RewardVote> votes;
  std::vector<RewardPart> parts;   ///< empty before the approval, and in rewards of one reporter from before there were parts
  std::optional<Instant> tell_at;  ///< when the reporter is told that the time to claim ends; nothing once he was
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
  std::vector<TipReporter> reporters;         ///< empty: one
  std::vector<SameFacts> same_facts;          ///< both tips hold the link
  std::int64_t messages = 0, unanswered = 0;  ///< of the talk; those of the reporter since our last word
  bool operator==(const TipOff&) const = default;
};

/// A word of the talk. Read out of the journal, not kept in the state.
struct TipMessage {
  bool by_reporter = false;
  Text<1, 2000> text;
  std::string text_en;             ///< of what the house says by rule; people write one text
  bool by_rule = false;            ///< said by the house itself: nobody has answered with that
  std::int64_t reporter = 0;       ///< which of several wrote it; 0 or 1: the first
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
  std::optional<std::vector<TipReporter>> reporters = {};
  std::optional<SameFacts> same_facts = {};
  std::optional<CaseId> other_facts = {};   ///< that tip is about other facts after all
};

/// The tip after the event; one version on.
TipOff apply(TipOff tip, const TipOffEvent& event);

}  // namespace shouwen
