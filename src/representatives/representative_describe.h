// Field lists of this room's values and events: state rows and journal. Heavy: only for .cpp files.
#pragma once

#include "customers/customer_describe.h"
#include "json/json.h"
#include "representatives/representative_event.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(AccessState, invited, active, ended)
BOOST_DESCRIBE_ENUM(FeedbackState, waiting, accepted, declined)
BOOST_DESCRIBE_STRUCT(VisitAnswer, (), (contact_number, confirmed, words, at, answer, answered_by_id, answered_at))
BOOST_DESCRIBE_STRUCT(Feedback, (), (number, kind, text, at, state, answer, answered_by_id, answered_at))
BOOST_DESCRIBE_STRUCT(RepresentativeAccess, (), (id, version, customer_id, representative_id, name, state, invited_at, invitation_ends_at, invited_by_id, joined_at,
                                                 last_sign_in_at, last_locked_at, ended_at, sign_ins, ended_by_id, end_reason, visits, feedback))

BOOST_DESCRIBE_STRUCT(RepresentativeInvited, (), (customer_id, representative_id, name, ends_at))
BOOST_DESCRIBE_STRUCT(RepresentativeJoined, (), ())
BOOST_DESCRIBE_STRUCT(RepresentativeSignedIn, (), ())
BOOST_DESCRIBE_STRUCT(RepresentativeLocked, (), (failures, until))
BOOST_DESCRIBE_STRUCT(RepresentativePasswordChanged, (), ())
BOOST_DESCRIBE_STRUCT(RepresentativeSignedOutEverywhere, (), ())
BOOST_DESCRIBE_STRUCT(AccessEnded, (), (reason))
BOOST_DESCRIBE_STRUCT(VisitAnswered, (), (visit))
BOOST_DESCRIBE_STRUCT(ObjectionAnswered, (), (contact_number, words))
BOOST_DESCRIBE_STRUCT(FeedbackGiven, (), (feedback))
BOOST_DESCRIBE_STRUCT(FeedbackAnswered, (), (number, accepted, words))

}  // namespace shouwen
