// Field lists of news and endpoints. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "outgoing/delivery_store.h"
#include "outgoing/endpoint.h"
#include "outgoing/news.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(NewsKind, trial, registered, offered, accepted, returned, ruled, assigned, answered, paused, resumed, reminded, supervised, warned, breached, escalated, reopened, closed)
BOOST_DESCRIBE_STRUCT(NewsFacts, (), (case_number, case_kind, stage, unit_code, due_at))
BOOST_DESCRIBE_ENUM(EndpointStanding, active, paused, ended)
BOOST_DESCRIBE_ENUM(PauseCause, by_hand, gone, failing)
BOOST_DESCRIBE_STRUCT(EndpointForm, (), (name, url, kinds))
BOOST_DESCRIBE_STRUCT(EndpointPaused, (), (cause, reason))
BOOST_DESCRIBE_STRUCT(EndpointState, (), (form, standing, cause, reason, made_by_id, made_at))
BOOST_DESCRIBE_ENUM(DeliveryState, waiting, delivered, dead)

}  // namespace shouwen
