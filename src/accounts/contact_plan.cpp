// Reasons to do something on a day.
#include "accounts/contact_plan.h"

#include <algorithm>

#include "accounts/appoint_account_manager.h"
#include "accounts/take_charge.h"

namespace shouwen {

namespace {

void add(WorkItem& item, WorkReason reason, std::optional<Instant> due = {}) {
  item.reasons.push_back(reason);
  if (due) item.due_at = std::min(item.due_at.value_or(*due), *due);
}

void add_contact(WorkItem& item, const ManagedCustomer& customer, Date day, const AccountSituation& situation) {
  const auto due = next_contact_at(customer, situation.rules, situation.calendar);
  if (due && local_date(*due) <= day) add(item, local_date(*due) < day ? WorkReason::contact_overdue : WorkReason::contact_due, due);
}

void add_promises(WorkItem& item, const ManagedCustomer& customer, Date day) {
  for (const AccountPromise& promise : customer.promises)
    if (promise.broken) add(item, WorkReason::promise_broken, promise.due_at);
    else if (promise.warned || local_date(promise.due_at) <= day) add(item, WorkReason::promise_due, promise.due_at);
}

/// Whether the recorded manager is, by term and present post, one the tier asks for.
bool fits(const ManagedCustomer& customer, const AccountSituation& situation) {
  const ManagerKind kind = kind_for(situation.rules, customer.present_tier());
  const Officer* manager = situation.organisation.officer(customer.manager_id);
  return manager != nullptr && holds_term(situation.terms, manager->id, kind, situation.now) && !post_allows(kind, *manager, situation.organisation).refused();
}

void add_tier(WorkItem& item, const ManagedCustomer& customer, Date day, const AccountSituation& situation) {
  if (!customer.manager_id) add(item, WorkReason::no_manager);
  else if (!holds_any_term(situation.terms, customer.manager_id, situation.now)) add(item, WorkReason::term_over);
  else if (!fits(customer, situation)) add(item, WorkReason::wrong_kind);
  const auto review = customer.tier->review_due_at;
  if (review && local_date(*review) <= day) add(item, WorkReason::review_due, review);
}

bool earlier(const WorkItem& a, const WorkItem& b) {
  if (a.due_at.has_value() != b.due_at.has_value()) return a.due_at.has_value();
  return std::pair(a.due_at, a.customer_id) < std::pair(b.due_at, b.customer_id);
}

}  // namespace

std::optional<Instant> next_contact_at(const ManagedCustomer& customer, const AccountManagerRules& rules, const WorkCalendar& calendar) {
  const AccountTierRule* rule = rules.rule(customer.present_tier());
  if (rule == nullptr || !rule->contact_every) return std::nullopt;
  return due_at(calendar, customer.last_contact_at.value_or(customer.tier->confirmed_at), *rule->contact_every).at;
}

std::vector<WorkItem> work_list(const std::vector<ManagedCustomer>& customers, OfficerId officer, Date day, const AccountSituation& situation,
                                const std::vector<CustomerId>& unread) {
  std::vector<WorkItem> items;
  for (const ManagedCustomer& customer : customers) {
    if (customer.present_tier() == AccountTier::ordinary) continue;
    const Answerable who = answerable_for(customer, situation.terms, situation.organisation, situation.now);
    WorkItem item{customer.id, {}, {}, who.officer_id == officer ? who.instead_of_id : OfficerId{}, who.because};
    if (who.officer_id == officer) {
      add_contact(item, customer, day, situation);
      add_promises(item, customer, day);
      add_tier(item, customer, day, situation);
      if (std::binary_search(unread.begin(), unread.end(), customer.id)) add(item, WorkReason::notice_unconfirmed);
    }
    if (customer.hand_over && customer.hand_over->to_officer_id == officer) add(item, WorkReason::hand_over_to_sign);
    if (item.reasons.empty()) continue;
    std::sort(item.reasons.begin(), item.reasons.end());
    item.reasons.erase(std::unique(item.reasons.begin(), item.reasons.end()), item.reasons.end());
    items.push_back(std::move(item));
  }
  std::sort(items.begin(), items.end(), earlier);
  return items;
}

std::vector<WorkItem> stood_in_for(const std::vector<ManagedCustomer>& customers, OfficerId officer, const AccountSituation& situation) {
  std::vector<WorkItem> items;
  for (const ManagedCustomer& customer : customers) {
    const Answerable who = answerable_for(customer, situation.terms, situation.organisation, situation.now);
    if (who.officer_id == officer && who.because != AnswerableBecause::manager && officer != customer.manager_id)
      items.push_back({customer.id, {}, {}, who.instead_of_id, who.because});
  }
  return items;
}

}  // namespace shouwen
