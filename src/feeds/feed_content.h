// What stands in a feed: an officer's own deadlines, a unit's roster. Nothing of a customer.
#pragma once

#include <string>

#include "api/api.h"
#include "calendar_files/ical.h"
#include "feeds/feed_store.h"

namespace shouwen {

/// `reader` is a call in the name of the officer whose link it is; `origin` is this server as the program reached it. Duties that
/// stand still have no deadline and are left out; those missed and not made good stay, marked.
IcalCalendar deadlines_of(const api::Call& reader, db::Session& session, const std::string& origin);
/// From a month ago to half a year ahead.
IcalCalendar roster_of(const api::Call& reader, db::Session& session, UnitId unit);

}  // namespace shouwen
