// What stands in a feed: an officer's own deadlines, a unit's roster, a manager's contacts. Of a customer the account number only.
#pragma once

#include <string>

#include "api/api.h"
#include "calendar_files/ical.h"
#include "feeds/feed_store.h"

namespace shouwen {

/// `reader` is a call in the name of the officer whose link it is; `origin` is this server as the program reached it. Duties that
/// stand still have no deadline and are left out; those missed and not made good stay, marked.
IcalCalendar deadlines_of(const api::Call& reader, db::Session& session, const std::string& origin);
/// Of an account manager: when each customer he answers for is to be contacted again, and by when he promised what (art. 11(3)).
IcalCalendar contacts_of(const api::Call& reader, db::Session& session, const std::string& origin);
/// From a month ago to half a year ahead.
IcalCalendar roster_of(const api::Call& reader, db::Session& session, UnitId unit);

}  // namespace shouwen
