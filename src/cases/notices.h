// Who is told of what happened to a case, so that no reply is missed and nobody holds a case unknowingly (art. 10(7)). Pure.
#pragma once

#include <vector>

#include "cases/case_event.h"
#include "org/roster.h"

namespace shouwen {

/// What the notice is about, for the one who gets it. Stored as numbers: never renumbered.
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
  supervision_answered,  ///< your order was answered, or is over with the case itself
  replanned,          ///< a calendar or limit changed: a deadline of yours moved
  price_posting_overdue,  ///< of no case: a hall has not proved in time that the price list hangs there
  policy_unread,      ///< of no case: customers of yours have not confirmed a policy notice in time
  conduct,            ///< of no case: a violation case waits for you, or concerns you
  participation,      ///< of no case: a plan, or what the public said to it, waits for you
  charge_refused = 40,  ///< of no case: somebody tried to charge what may not be charged
  bill_adjustment = 60, ///< of no case: a corrected bill waits for your confirmation, or yours was decided
  webhook_paused = 70,  ///< of no case: another program takes no news any more, so nothing is sent to it
  codes_guessed = 41    ///< of no case: many wrong codes of tips, receipts or followed cases within an hour
};

struct Notice {
  OfficerId officer_id;
  NoticeKind kind{};
  OfficerId standing_in_for_id;  ///< the absent colleague; 0 = one's own
  bool operator==(const Notice&) const = default;
};

/// What the house knows beside the case when it tells of an event.
struct NoticeSetting {
  const Organisation& organisation;
  std::vector<DutyShift> shifts;  ///< running then
  OfficerId supervisor_id;        ///< who gave the last order; 0 = none waited
};

/// At most one notice for an officer and an event; none for whoever did it. `before` and `after` are the states around the
/// whole decision. An absent officer is told, and his deputy too. What is told to a unit goes to those on duty in it by the
/// roster (never to the accused's line), and to its head if nobody is.
std::vector<Notice> notices_of(const CaseEvent& event, const ServiceCase& before, const ServiceCase& after, const NoticeSetting& setting);

}  // namespace shouwen
