// Field lists of the organisation's enums for JSON. Heavy: only for .cpp files that print or parse.
#pragma once

#include <boost/describe.hpp>

#include "org/organisation.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(UnitKind, bureau, leaders, department, service_center, key_account_center, supply_station, team)
BOOST_DESCRIBE_ENUM(PostRank, staff, deputy_head, head)

}  // namespace shouwen
