// What the desk reads of tips. Heavy: only for this room's .cpp files.
#pragma once

#include "api/answers.h"
#include "cases/case_describe.h"
#include "cases/case_words.h"
#include "tip_offs/accused.h"
#include "tip_offs/tip_off_describe.h"
#include "tip_offs/tip_off_store.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(NameAccusedInput, (), (officer_ids, unit_ids, reason))

struct TipOffRowView {
  CaseId case_id;
  std::string number, category_name;
  Channel channel{};
  Instant registered_at;
  Stage case_stage{};
  TipStage stage{};
  bool named = false;                       ///< an identity is sealed with it
  std::string responsible_officer_name;
  std::optional<Instant> step_due_at;       ///< of the step that is owed next
  bool step_overdue = false;
  std::int64_t unanswered = 0;
  bool opening_waits = false;
  std::optional<TipVerdict> verdict;
  std::optional<RewardStage> reward_stage;
  std::int64_t reward_fen = 0;
};
BOOST_DESCRIBE_STRUCT(TipOffRowView, (), (case_id, number, category_name, channel, registered_at, case_stage, stage, named, responsible_officer_name, step_due_at, step_overdue,
                                          unanswered, opening_waits, verdict, reward_stage, reward_fen))

struct TipPersonView {
  OfficerId officer_id;
  std::string officer_name;
};
BOOST_DESCRIBE_STRUCT(TipPersonView, (), (officer_id, officer_name))
struct TipUnitView {
  UnitId unit_id;
  std::string unit_name;
};
BOOST_DESCRIBE_STRUCT(TipUnitView, (), (unit_id, unit_name))
struct TipStoryView {
  Instant at;
  std::string kind, who, text;
};
BOOST_DESCRIBE_STRUCT(TipStoryView, (), (at, kind, who, text))
struct TipTalkView {
  Instant at;
  bool by_reporter = false, by_rule = false;
  std::int64_t reporter = 0;                ///< which of several
  std::string who, text;
};
BOOST_DESCRIBE_STRUCT(TipTalkView, (), (at, by_reporter, by_rule, reporter, who, text))
struct IdentityOpeningView {
  std::int64_t number = 0;
  OpeningStage stage{};
  std::string asker_name, agreer_name, reason;
  Instant asked_at;
  std::optional<Instant> ended_at;
  bool may_agree = false, may_read = false, may_decline = false;   ///< this reader
};
BOOST_DESCRIBE_STRUCT(IdentityOpeningView, (), (number, stage, asker_name, agreer_name, reason, asked_at, ended_at, may_agree, may_read, may_decline))
struct RewardVoteView {
  std::string officer_name;
  bool approved = false;
  std::string reason;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(RewardVoteView, (), (officer_name, approved, reason, at))
struct RewardPartView {
  std::int64_t reporter = 0, amount_fen = 0;
  RewardStage stage{};
  std::optional<Instant> claimed_at, paid_at;
  bool claimed_in_person = false;
};
BOOST_DESCRIBE_STRUCT(RewardPartView, (), (reporter, amount_fen, stage, claimed_at, paid_at, claimed_in_person))
struct TipRewardView {
  RewardStage stage{};
  std::int64_t amount_fen = 0;
  std::string row_name, exclusion_name, reason, decision_reason, proposer_name, approver_name;
  Instant proposed_at;
  std::optional<Instant> decided_at, claim_ends_at, claimed_at, paid_at;
  bool claimed_in_person = false, example = false;
  bool later = false;                       ///< of a later reporter of the same facts
  std::string first_number, new_evidence;   ///< the first reporter's tip, if this reader may know it; what the later one brought
  std::optional<Date> known_since;
  std::int64_t votes_needed = 0;
  std::vector<RewardVoteView> votes;
  std::vector<RewardPartView> parts;        ///< of several reporters; one alone has one
};
BOOST_DESCRIBE_STRUCT(TipRewardView, (), (stage, amount_fen, row_name, exclusion_name, reason, decision_reason, proposer_name, approver_name, proposed_at, decided_at, claim_ends_at,
                                          claimed_at, paid_at, claimed_in_person, example, later, first_number, new_evidence, known_since, votes_needed, votes, parts))
struct RewardSuggestionView {
  std::int64_t amount_fen = 0;
  std::string row_name, source;
  bool example = false, later = false;
  std::int64_t with_evidence_fen = 0;       ///< of a later tip that brought new evidence
  std::string first_number, waits_for_number;
};
BOOST_DESCRIBE_STRUCT(RewardSuggestionView, (), (amount_fen, row_name, source, example, later, with_evidence_fen, first_number, waits_for_number))
struct ExclusionView {
  std::string code, name;
  bool needs_known_since = false;
};
BOOST_DESCRIBE_STRUCT(ExclusionView, (), (code, name, needs_known_since))
struct SameFactsView {
  CaseId case_id;
  std::string number;
  Instant registered_at;
  std::optional<TipVerdict> verdict;
  bool is_first = false, direct = false;    ///< direct: linked with this one, not over a third
  std::string reason, officer_name;
};
BOOST_DESCRIBE_STRUCT(SameFactsView, (), (case_id, number, registered_at, verdict, is_first, direct, reason, officer_name))
struct TipReporterView {
  std::int64_t number = 0, share_bp = 0;
};
BOOST_DESCRIBE_STRUCT(TipReporterView, (), (number, share_bp))

struct TipOffView : TipOffRowView {
  std::int64_t version = 0;
  std::string text;
  std::vector<TipPersonView> accused_officers, investigators;
  std::vector<TipUnitView> accused_units;
  std::optional<PreCheck> pre_check;
  std::vector<TipStoryView> story;           ///< newest first
  std::vector<TipTalkView> talk;             ///< in order
  std::vector<AttachmentId> attachment_ids;
  std::optional<TipFinding> finding;
  std::vector<IdentityOpeningView> openings;
  std::optional<TipRewardView> reward;
  std::optional<RewardSuggestionView> suggestion;
  std::vector<ExclusionView> exclusions;
  std::vector<TipReporterView> reporters;    ///< of a tip given by several
  std::vector<SameFactsView> same_facts;     ///< in the order they came
  std::vector<std::string> may;              ///< what this reader can do now: accept, pre_check, appoint, report, find, …
};
BOOST_DESCRIBE_STRUCT(TipOffView, (TipOffRowView), (version, text, accused_officers, investigators, accused_units, pre_check, story, talk, attachment_ids, finding, openings, reward,
                                                    suggestion, exclusions, reporters, same_facts, may))

struct TipChanged {
  CaseId case_id;
  std::int64_t version = 0;
  TipStage stage{};
};
BOOST_DESCRIBE_STRUCT(TipChanged, (), (case_id, version, stage))

TipRewardView reward_view(const api::Call& call, db::Session& session, const TipOff& tip, const TipOffRules& rules);
/// The number of a tip if this reader is out of the line of whom it accuses; else "".
std::string number_if_seen(const api::Call& call, db::Session& session, const std::optional<CaseId>& id);

TipOffRowView tip_row(const ServiceCase& service_case, const TipOff& tip, const Names& names, Instant now);

}  // namespace shouwen
