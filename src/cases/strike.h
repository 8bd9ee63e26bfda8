// What the clock does to a case: warnings, breaches, escalations, lapsed offers, ended pauses. Art. 6, 10(7), 10(8).
#pragma once

#include "cases/situation.h"

namespace shouwen {

/// Everything due by `situation.now`; an empty list if nothing is. The same instant struck twice changes nothing more.
std::vector<CaseEvent> strike(const ServiceCase& service_case, const Situation& situation);

/// A warning nobody has read: the next head above who is there is told instead, so that no duty is missed because nobody knew.
std::vector<CaseEvent> escalate_unread(const ServiceCase& service_case, OfficerId unread_by, const Situation& situation);

}  // namespace shouwen
