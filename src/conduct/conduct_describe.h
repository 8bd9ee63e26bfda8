// Field lists of the conduct room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "conduct/decide_conduct.h"
#include "conduct/expose_conduct.h"
#include "conduct/rectify_conduct.h"
#include "json/json.h"
#include "regulation/conduct_rules_describe.h"
#include "regulation/describe.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(ConductStage, opened, accepted, investigating, to_hear, hearing, to_decide, decided, objected, carrying_out, declined, not_proved, lifted, closed)
BOOST_DESCRIBE_ENUM(ConductLevel, unit, bureau)
BOOST_DESCRIBE_ENUM(LeadKind, tip_off, complaint, inspection, audit, charge_attempt, affiliate_charge, own_accord)
BOOST_DESCRIBE_ENUM(HearingAnswer, waiting, answered, declined, lapsed)
BOOST_DESCRIBE_ENUM(ObjectionOutcome, stands, milder, lifted)
BOOST_DESCRIBE_ENUM(ExposureBody, supervision, leading_group)
BOOST_DESCRIBE_ENUM(TakeDownRule, term_over, decision_lifted)
BOOST_DESCRIBE_STRUCT(ConductLead, (), (kind, id, reference))
BOOST_DESCRIBE_STRUCT(AccusedPerson, (), (officer_id, unit_id, post_name))
BOOST_DESCRIBE_STRUCT(ThirdPerson, (), (name, phone, id_number, account_number, address))
BOOST_DESCRIBE_ENUM(ConductFilePart, evidence, hearing, answer)
BOOST_DESCRIBE_STRUCT(ConductFile, (), (number, part, file_name, content_type, hash, bytes, shows, added_by_id, at))
BOOST_DESCRIBE_STRUCT(ConductFact, (), (text, evidence, proved, file_numbers))
BOOST_DESCRIBE_STRUCT(ConductFinding, (), (facts, third_persons, linked_case_ids, recorded_by_id, confirmed_by_id, recorded_at, confirmed_at))
BOOST_DESCRIBE_STRUCT(ConductHearing, (), (question, asked_by_id, asked_at, answer, words, answered_at))
BOOST_DESCRIBE_STRUCT(ConductDecision, (), (violation, measure, withheld_fen, discipline, reason, fact_numbers, repeated, decided_by_id, decided_at))
BOOST_DESCRIBE_STRUCT(ConductObjection, (), (text, late, at, outcome, words, decided_by_id, decided_at))
BOOST_DESCRIBE_STRUCT(ExposedFact, (), (number, text))
BOOST_DESCRIBE_STRUCT(ExposureApproval, (), (body, officer_id, at))
BOOST_DESCRIBE_STRUCT(ExposureText, (), (title, facts, because, written_by_id, written_at, approvals, published_at, measure))
BOOST_DESCRIBE_STRUCT(ConductExposure, (), (level, draft, returned_because, texts, number, published_at, last_day, taken_down_at, taken_down_by, outdated))
BOOST_DESCRIBE_STRUCT(Rectification, (), (number, unit_id, task, due_on, ordered_by_id, reported_by_id, retested_by_id, report, retest, reported_at, retested_at, passed, failed,
                                          overdue_told))
BOOST_DESCRIBE_STRUCT(ConductClock, (), (due_at, warn_at, warned, overdue))
BOOST_DESCRIBE_STRUCT(ConductCase, (), (id, version, year, sequence, stage, level, unit_id, lead, accused, violation, suspicion, opened_by_id, opened_at, accepted_by_id,
                                        investigator_ids, finding, hearing, decision, objection, exposure, rectifications, files, clock, ended_because, ended_by_id, ended_at))
BOOST_DESCRIBE_STRUCT(ConductEvent, (), (kind, actor_id, at, clause, stage, opened, level, unit_id, accepted_by_id, investigator_ids, finding, hearing, decision, objection,
                                         exposure, rectification, file, clock, clock_stopped, because))

BOOST_DESCRIBE_STRUCT(OpenConductInput, (), (lead, lead_id, reference, accused_id, violation, suspicion))
BOOST_DESCRIBE_STRUCT(SeenConductInput, (), (version))
BOOST_DESCRIBE_STRUCT(ConductReasonInput, (), (version, reason))
BOOST_DESCRIBE_STRUCT(ConductInvestigatorsInput, (), (version, officer_ids))
BOOST_DESCRIBE_STRUCT(ConductFindingInput, (), (version, facts, third_persons, linked_case_ids))
BOOST_DESCRIBE_STRUCT(AskHearingInput, (), (version, question))
BOOST_DESCRIBE_STRUCT(AnswerHearingInput, (), (version, declined, words))
BOOST_DESCRIBE_STRUCT(DecideConductInput, (), (version, violation, measure, withheld_fen, discipline, reason, fact_numbers))
BOOST_DESCRIBE_STRUCT(ObjectInput, (), (version, text))
BOOST_DESCRIBE_STRUCT(DecideObjectionInput, (), (version, outcome, measure, withheld_fen, discipline, words))
BOOST_DESCRIBE_STRUCT(DraftExposureInput, (), (version, level, title, facts))
BOOST_DESCRIBE_STRUCT(CorrectExposureInput, (), (version, title, facts, because))
BOOST_DESCRIBE_STRUCT(OrderRectificationInput, (), (version, unit_id, task, due_on))
BOOST_DESCRIBE_STRUCT(ReportRectifiedInput, (), (version, words))
BOOST_DESCRIBE_STRUCT(RetestInput, (), (version, passed, words, due_on))

}  // namespace shouwen
