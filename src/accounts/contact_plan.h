// A manager's day: whom to call, why, what is owed. Arts. 11(3), 11(6)(3).
#pragma once

#include "accounts/answerable.h"

namespace shouwen {

enum class WorkReason { contact_overdue, contact_due, promise_broken, promise_due, notice_unconfirmed, hand_over_to_sign, no_manager, wrong_kind, term_over, review_due };

struct WorkItem {
  CustomerId customer_id;
  std::vector<WorkReason> reasons;       ///< most urgent first
  std::optional<Instant> due_at;         ///< the earliest of what is due
  OfficerId instead_of_id;               ///< the manager he stands in for; 0 = none
  AnswerableBecause because{};
};

/// When the customer must next be contacted: the tier's interval from the last contact, or from the confirmation of the tier.
/// Nothing where the bureau set no interval.
std::optional<Instant> next_contact_at(const ManagedCustomer& customer, const AccountManagerRules& rules, const WorkCalendar& calendar);

/// What `officer` has to do on `day` for the customers he answers for, and what waits for his signature; earliest due first.
/// `unread`: customers who have not confirmed a policy notice in time, by id (art. 11(6)(2)).
std::vector<WorkItem> work_list(const std::vector<ManagedCustomer>& customers, OfficerId officer, Date day, const AccountSituation& situation,
                                const std::vector<CustomerId>& unread = {});

/// Customers he answers for in somebody else's place.
std::vector<WorkItem> stood_in_for(const std::vector<ManagedCustomer>& customers, OfficerId officer, const AccountSituation& situation);

}  // namespace shouwen
