// Field lists of cases, events and inputs: the same lists parse requests, print answers, fill the journal and make OpenAPI.
#pragma once

#include "cases/assign.h"
#include "cases/case_event.h"
#include "cases/correction.h"
#include "cases/follow_up.h"
#include "cases/office.h"
#include "cases/oversight.h"
#include "cases/register_case.h"
#include "cases/reply.h"
#include "cases/steps.h"
#include "cases/transfer.h"
#include "cases/work.h"
#include "regulation/describe.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(Stage, open, resolved, closed)
BOOST_DESCRIBE_ENUM(Outcome, none, answered, out_of_scope, withdrawn)
BOOST_DESCRIBE_ENUM(DutyState, open, met, breached, lifted)
BOOST_DESCRIBE_ENUM(Satisfaction, satisfied, not_satisfied, unreachable)
BOOST_DESCRIBE_ENUM(DutyStep, armed, warned, met, breached, fulfilled_late, lifted, paused, resumed, moved, escalated)
BOOST_DESCRIBE_ENUM(FirstStep, keep, answer, transfer, ask_office, out_of_scope)

BOOST_DESCRIBE_STRUCT(Accused, (), (officer_ids, unit_ids))
BOOST_DESCRIBE_STRUCT(Contact, (), (name, phone, address, anonymous, customer_id, sealed))
BOOST_DESCRIBE_STRUCT(Duty, (), (number, kind, start, stop, state, armed_at, due_at, sources, extended_to, provisional, owner_officer_id, owner_unit_id,
                                 warned_at, paused_at, ended_at, fulfilled_at, escalations, cause))
BOOST_DESCRIBE_STRUCT(Offer, (), (from_officer_id, to_officer_id, to_unit_id, reason, note, at))
BOOST_DESCRIBE_STRUCT(OfficeQuestion, (), (asker_id, question, at))
BOOST_DESCRIBE_STRUCT(Suspension, (), (reason, asked_for, asked_by, asked_at, at, until, pauses))
BOOST_DESCRIBE_STRUCT(Pause, (), (reason, from, to))
BOOST_DESCRIBE_STRUCT(Waiting, (), (from, to))
BOOST_DESCRIBE_STRUCT(StepDone, (), (code, at))
BOOST_DESCRIBE_STRUCT(ExtensionRequest, (), (requester_id, reason, until, at))
BOOST_DESCRIBE_STRUCT(FollowUpAttempt, (), (officer_id, result, words, at))
BOOST_DESCRIBE_STRUCT(ReplyGiven, (), (officer_id, channel, text, proof, at, on_the_spot))
BOOST_DESCRIBE_STRUCT(Holding, (), (officer_id, unit_id, from))
BOOST_DESCRIBE_STRUCT(ServiceCase, (), (id, number, version, rulebook_version, stage, outcome, kind, category, channel, area,
                                        customer_class, voltage, secrecy, contact, text, about_officer_id, further_accused, registered_at, closed_at, first_contact_id,
                                        first_contact_unit_id, responsible_officer_id, handling_unit_id, holdings, offer,
                                        office_question, offers_made, returns, ruled, duties, steps, waitings, pauses, suspension, extension_request,
                                        extensions_granted, replies, follow_ups, reminders, reminders_unanswered,
                                        supervisions, linked_case_ids, reopenings, rating))

BOOST_DESCRIBE_STRUCT(DutyChange, (), (number, kind, step, start, stop, at, due_at, sources, provisional, owner_officer_id, owner_unit_id, cause))
BOOST_DESCRIBE_STRUCT(Registered, (), (number, kind, category, channel, area, customer_class, voltage, secrecy, contact, text, about_officer_id,
                                       first_contact_id, first_contact_unit_id, further_accused))
BOOST_DESCRIBE_STRUCT(Replied, (), (channel, text, proof, on_the_spot))
BOOST_DESCRIBE_STRUCT(ExplainedOutOfScope, (), (text, directory_code))
BOOST_DESCRIBE_STRUCT(TransferOffered, (), (to_unit_id, to_officer_id, reason, note))
BOOST_DESCRIBE_STRUCT(Accepted, (), (unit_id))
BOOST_DESCRIBE_STRUCT(Returned, (), (reason, note, to_office))
BOOST_DESCRIBE_STRUCT(OfferLapsed, (), (unit_id, head_told_id, to_office))
BOOST_DESCRIBE_STRUCT(OfficeAsked, (), (question))
BOOST_DESCRIBE_STRUCT(Ruled, (), (unit_id, officer_id, grounds))
BOOST_DESCRIBE_STRUCT(Assigned, (), (officer_id, unit_id, note))
BOOST_DESCRIBE_STRUCT(TakenOver, (), (absent_officer_id, unit_id))
BOOST_DESCRIBE_STRUCT(Noted, (), (text))
BOOST_DESCRIBE_STRUCT(Contacted, (), (channel, text))
BOOST_DESCRIBE_STRUCT(Arrived, (), (place, note))
BOOST_DESCRIBE_STRUCT(Suspended, (), (suspension))
BOOST_DESCRIBE_STRUCT(Resumed, (), (cause))
BOOST_DESCRIBE_STRUCT(ProgressReported, (), (channel, text, proof))
BOOST_DESCRIBE_STRUCT(FollowedUp, (), (result, words))
BOOST_DESCRIBE_STRUCT(Closed, (), (outcome, note))
BOOST_DESCRIBE_STRUCT(Reopened, (), (reason))
BOOST_DESCRIBE_STRUCT(Reminded, (), (by_customer, text))
BOOST_DESCRIBE_STRUCT(Supervised, (), (order))
BOOST_DESCRIBE_STRUCT(SupervisionAnswered, (), (text))
BOOST_DESCRIBE_STRUCT(ExtensionRequested, (), (reason, until))
BOOST_DESCRIBE_STRUCT(ExtensionDecided, (), (granted, reason))
BOOST_DESCRIBE_STRUCT(Linked, (), (other_id, reason))
BOOST_DESCRIBE_STRUCT(Unlinked, (), (other_id, reason))
BOOST_DESCRIBE_STRUCT(RegistrationCorrected, (), (reason, kind, category, area, customer_class, voltage, secrecy, contact, text, about_officer_id, further_accused))
BOOST_DESCRIBE_STRUCT(Withdrawn, (), (reason, by_customer))
BOOST_DESCRIBE_STRUCT(Supplemented, (), (text))
BOOST_DESCRIBE_STRUCT(Rated, (), (stars, words))
BOOST_DESCRIBE_STRUCT(DutyLifted, (), (kind, reason, grounds))
BOOST_DESCRIBE_STRUCT(ClockStruck, (), (told_id, also_told_ids, unread_by_id))
BOOST_DESCRIBE_STRUCT(StepRecorded, (), (step, note))
BOOST_DESCRIBE_STRUCT(Replanned, (), (from_version, to_version, migrated))
BOOST_DESCRIBE_STRUCT(Attached, (), (attachment_id, file_name, content_type, hash, bytes, by_customer))

BOOST_DESCRIBE_STRUCT(StepInput, (), (step, note))
BOOST_DESCRIBE_STRUCT(ReplyInput, (), (channel, text, proof))
BOOST_DESCRIBE_STRUCT(OutOfScopeInput, (), (text, directory_code))
BOOST_DESCRIBE_STRUCT(TransferInput, (), (to_unit_id, to_officer_id, reason, note))
BOOST_DESCRIBE_STRUCT(ReturnInput, (), (reason, note))
BOOST_DESCRIBE_STRUCT(OfficeQuestionInput, (), (question))
BOOST_DESCRIBE_STRUCT(RulingInput, (), (unit_id, officer_id, grounds))
BOOST_DESCRIBE_STRUCT(AssignInput, (), (officer_id, note))
BOOST_DESCRIBE_STRUCT(NoteInput, (), (text))
BOOST_DESCRIBE_STRUCT(ContactMadeInput, (), (channel, text))
BOOST_DESCRIBE_STRUCT(ArrivalInput, (), (place, note))
BOOST_DESCRIBE_STRUCT(ProgressInput, (), (channel, text, proof))
BOOST_DESCRIBE_STRUCT(SuspendInput, (), (reason, asked_for, asked_by, asked_at))
BOOST_DESCRIBE_STRUCT(ResumeInput, (), (cause))
BOOST_DESCRIBE_STRUCT(SupplementInput, (), (text))
BOOST_DESCRIBE_STRUCT(FollowUpInput, (), (result, words))
BOOST_DESCRIBE_STRUCT(CloseInput, (), (note))
BOOST_DESCRIBE_STRUCT(ReopenInput, (), (reason))
BOOST_DESCRIBE_STRUCT(WithdrawInput, (), (reason))
BOOST_DESCRIBE_STRUCT(RatingInput, (), (stars, words))
BOOST_DESCRIBE_STRUCT(RemindInput, (), (text))
BOOST_DESCRIBE_STRUCT(SuperviseInput, (), (order))
BOOST_DESCRIBE_STRUCT(SupervisionAnswerInput, (), (text))
BOOST_DESCRIBE_STRUCT(ExtensionInput, (), (reason, until))
BOOST_DESCRIBE_STRUCT(ExtensionDecisionInput, (), (granted, reason))
BOOST_DESCRIBE_STRUCT(LiftInput, (), (kind, reason, grounds))
BOOST_DESCRIBE_STRUCT(CorrectionInput, (), (reason, kind, category, area, customer_class, voltage, text, contact, about_officer_id, further_accused))
BOOST_DESCRIBE_STRUCT(LinkInput, (), (other_id, reason))
BOOST_DESCRIBE_STRUCT(ContactInput, (), (name, phone, address, anonymous, customer_id))
BOOST_DESCRIBE_STRUCT(RegisterInput, (), (kind, category, channel, area, customer_class, voltage, contact, text, about_officer_id, first_step, answer,
                                          transfer, question, out_of_scope, further_accused))

}  // namespace shouwen
