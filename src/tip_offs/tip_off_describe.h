// Field lists of the tips' room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "tip_offs/joint.h"
#include "tip_offs/reward.h"
#include "tip_offs/same_facts.h"
#include "tip_offs/talk.h"
#include "tip_offs/verify_tip.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(TipStage, received, accepted, under_investigation, investigated, found, not_taken_up)
BOOST_DESCRIBE_ENUM(TipVerdict, verified, partly, not_verified, false_report, malicious)
BOOST_DESCRIBE_ENUM(OpeningStage, waiting, opened, declined, expired)
BOOST_DESCRIBE_ENUM(RewardStage, proposed, payable, refused, claimed, paid, expired)
BOOST_DESCRIBE_STRUCT(PreCheck, (), (officer_id, taken_up, reason, at))
BOOST_DESCRIBE_STRUCT(InvestigationReport, (), (officer_id, text, at))
BOOST_DESCRIBE_STRUCT(TipFinding, (), (officer_id, verdict, reason, recovered_fen, at))
BOOST_DESCRIBE_STRUCT(IdentityOpening, (), (number, stage, asker_id, agreer_id, reason, asked_at, ended_at))
BOOST_DESCRIBE_STRUCT(TipReporter, (), (number, share_bp))
BOOST_DESCRIBE_STRUCT(SameFacts, (), (case_id, reason, officer_id, at))
BOOST_DESCRIBE_STRUCT(RewardVote, (), (officer_id, approved, reason, at))
BOOST_DESCRIBE_STRUCT(RewardPart, (), (reporter, amount_fen, stage, claimed_at, paid_at, cashier_id, claimed_in_person))
BOOST_DESCRIBE_STRUCT(TipReward, (), (stage, amount_fen, row, exclusion, reason, proposer_id, approver_id, cashier_id, proposed_at, decided_at, claim_ends_at, claimed_at,
                                      paid_at, decision_reason, claimed_in_person, same_facts_as, new_evidence, exclusion_agreed, known_since,
                                      votes, parts, tell_at))
BOOST_DESCRIBE_STRUCT(TipOff, (), (case_id, version, stage, accepted_at, accepted_by_id, pre_check, investigator_ids, reports, finding, openings, reward, reporters, same_facts, messages,
                                   unanswered))
BOOST_DESCRIBE_STRUCT(TipMessage, (), (by_reporter, text, text_en, by_rule, reporter))
BOOST_DESCRIBE_STRUCT(TipOffEvent, (), (kind, actor_id, at, stage, pre_check, investigator_ids, report, finding, message, opening, reward, reporters, same_facts,
                                        other_facts))

BOOST_DESCRIBE_STRUCT(AcceptTipInput, (), (version))
BOOST_DESCRIBE_STRUCT(PreCheckInput, (), (version, taken_up, reason))
BOOST_DESCRIBE_STRUCT(AppointInvestigatorsInput, (), (version, officer_ids))
BOOST_DESCRIBE_STRUCT(InvestigationReportInput, (), (version, text))
BOOST_DESCRIBE_STRUCT(FindingInput, (), (version, verdict, reason, recovered_fen))
BOOST_DESCRIBE_STRUCT(TipMessageInput, (), (text))
BOOST_DESCRIBE_STRUCT(OpeningInput, (), (reason, passphrase))
BOOST_DESCRIBE_STRUCT(ProposeRewardInput, (), (version, exclusion, known_since, new_evidence, reason))
BOOST_DESCRIBE_STRUCT(RewardVoteInput, (), (version, approved, reason))
BOOST_DESCRIBE_STRUCT(JointTipInput, (), (reporters, shares_percent))
BOOST_DESCRIBE_STRUCT(SameFactsInput, (), (version, number, reason))

}  // namespace shouwen
