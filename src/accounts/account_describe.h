// Field lists of this room's values and events: state rows, journal and answers. Heavy: only for .cpp files.
#pragma once

#include "accounts/account_event.h"
#include "accounts/contact_plan.h"
#include "json/json.h"
#include "regulation/describe.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(TierReasonKind, capacity, yearly_use, character, influence)
BOOST_DESCRIBE_ENUM(SubstanceKind, file_changed, need_opened, promised, evaluated, no_change_confirmed, service_delivered)
BOOST_DESCRIBE_ENUM(Engagement, full_time, part_time)
BOOST_DESCRIBE_ENUM(AnswerableBecause, manager, deputy, head)
BOOST_DESCRIBE_ENUM(WorkReason, contact_overdue, contact_due, promise_broken, promise_due, notice_unconfirmed, hand_over_to_sign, no_manager, wrong_kind, term_over, review_due)

BOOST_DESCRIBE_STRUCT(TierFacts, (), (contracted_capacity_kva, yearly_use_wh, critical_grade, influence, influence_reason, affiliated))
BOOST_DESCRIBE_STRUCT(TierReason, (), (kind, value, threshold, words))
BOOST_DESCRIBE_STRUCT(ConfirmedTier, (), (tier, proposed, reasons, because, confirmed_by_id, confirmed_at, review_due_at))
BOOST_DESCRIBE_STRUCT(Tenure, (), (officer_id, from, to))
BOOST_DESCRIBE_STRUCT(SignedItem, (), (code, note))
BOOST_DESCRIBE_STRUCT(HandOver, (), (from_officer_id, to_officer_id, reason, items, at))
BOOST_DESCRIBE_STRUCT(AccountPromise, (), (number, text, promised_by_id, promised_at, due_at, warn_at, warned, broken))
BOOST_DESCRIBE_STRUCT(Substance, (), (kind, number, name))
BOOST_DESCRIBE_STRUCT(Evaluation, (), (score, words, by_name, officer_id, at))
BOOST_DESCRIBE_STRUCT(ManagedCustomer, (), (id, version, home_unit_id, stated, tier, manager_id, tenures, hand_over, promises, promises_made, promises_kept,
                                            promises_kept_late, contacts, last_contact_at, customer_evaluation, service_evaluation))
BOOST_DESCRIBE_STRUCT(ManagerTerm, (), (number, officer_id, kind, engagement, from, to, appointed_by_id))

BOOST_DESCRIBE_STRUCT(TierFactsStated, (), (facts, source))
BOOST_DESCRIBE_STRUCT(TierConfirmed, (), (tier, home_unit_id))
BOOST_DESCRIBE_STRUCT(TakenInCharge, (), (officer_id, kind, because))
BOOST_DESCRIBE_STRUCT(HandOverOffered, (), (hand_over))
BOOST_DESCRIBE_STRUCT(HandOverSigned, (), (from_officer_id, to_officer_id, confirmed))
BOOST_DESCRIBE_STRUCT(HandOverEnded, (), (reason))
BOOST_DESCRIBE_STRUCT(ContactRecorded, (), (client_id, at, channel, representative, words, substance, photos, representative_id, representative_role))
BOOST_DESCRIBE_STRUCT(Promised, (), (promise))
BOOST_DESCRIBE_STRUCT(PromiseWarned, (), (number))
BOOST_DESCRIBE_STRUCT(PromiseBroken, (), (number, told_officer_id))
BOOST_DESCRIBE_STRUCT(PromiseKept, (), (number, words, late))
BOOST_DESCRIBE_STRUCT(CustomerEvaluated, (), (evaluation))
BOOST_DESCRIBE_STRUCT(ServiceEvaluated, (), (evaluation))

}  // namespace shouwen
