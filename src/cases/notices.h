// Who is told of what happened to a case, so that no reply is missed and nobody holds a case unknowingly (art. 10(7)). Pure.
#pragma once

#include <vector>

#include "cases/case_event.h"
#include "org/organisation.h"

namespace shouwen {

/// What the notice is about, for the one who gets it.
enum class NoticeKind {
  offered,            ///< a case is offered to you
  returned,           ///< your offer came back: you hold it still
  office_asked,       ///< the office must rule
  given,              ///< you hold it now: ruled, assigned, first asked on the public pages
  taken_over,         ///< your deputy took it over
  answered,           ///< whom you were asked by has been answered
  reminded,
  supervised,
  extension_asked,    ///< you decide on more time
  extension_decided,
  customer_spoke,     ///< added, sent a file, rated in words, withdrew
  reopened,
  resumed,            ///< a pause has ended
  warned,             ///< a duty of yours is nearly due
  overdue,            ///< a duty of yours is past due
  escalated,          ///< a duty of your people is past due
  replanned           ///< a calendar or limit changed: a deadline of yours moved
};

struct Notice {
  OfficerId officer_id;
  NoticeKind kind{};
  OfficerId standing_in_for_id;  ///< the absent colleague; 0 = one's own
  bool operator==(const Notice&) const = default;
};

/// At most one notice for an officer and an event; none for whoever did it. `before` and `after` are the states around the
/// whole decision. An absent officer is told, and his deputy too.
std::vector<Notice> notices_of(const CaseEvent& event, const ServiceCase& before, const ServiceCase& after, const Organisation& organisation);

}  // namespace shouwen
