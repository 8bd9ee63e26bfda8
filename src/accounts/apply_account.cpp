// One event more.
#include <algorithm>

#include "accounts/account_event.h"
#include "base/overloaded.h"

namespace shouwen {

namespace {

void end_tenure(ManagedCustomer& customer, Instant at) {
  if (!customer.tenures.empty() && !customer.tenures.back().to) customer.tenures.back().to = at;
}

void begin_tenure(ManagedCustomer& customer, OfficerId officer, Instant at) {
  end_tenure(customer, at);
  customer.tenures.push_back({officer, at, {}});
  customer.manager_id = officer;
}

AccountPromise* promise_of(ManagedCustomer& customer, std::int64_t number) {
  const auto found = std::find_if(customer.promises.begin(), customer.promises.end(), [number](const AccountPromise& row) { return row.number == number; });
  return found == customer.promises.end() ? nullptr : &*found;
}

void confirm(ManagedCustomer& customer, const TierConfirmed& confirmed, Instant at) {
  customer.tier = confirmed.tier;
  customer.home_unit_id = confirmed.home_unit_id;
  if (confirmed.tier.tier != AccountTier::ordinary) return;
  // An ordinary customer is everybody's: first contact holds for him, no manager.
  end_tenure(customer, at);
  customer.manager_id = {};
}

void keep(ManagedCustomer& customer, const PromiseKept& kept) {
  std::erase_if(customer.promises, [&](const AccountPromise& row) { return row.number == kept.number; });
  ++(kept.late ? customer.promises_kept_late : customer.promises_kept);
}

}  // namespace

ManagedCustomer apply(ManagedCustomer customer, const AccountEvent& event) {
  ++customer.version;
  std::visit(Overloaded{
                 [&](const TierFactsStated& body) { customer.stated = body.facts; },
                 [&](const TierConfirmed& body) { confirm(customer, body, event.at); },
                 [&](const TakenInCharge& body) { begin_tenure(customer, body.officer_id, event.at); },
                 [&](const HandOverOffered& body) { customer.hand_over = body.hand_over; },
                 [&](const HandOverSigned& body) {
                   begin_tenure(customer, body.to_officer_id, event.at);
                   customer.hand_over.reset();
                 },
                 [&](const HandOverEnded&) { customer.hand_over.reset(); },
                 [&](const ContactRecorded& body) {
                   ++customer.contacts;
                   customer.last_contact_at = std::max(customer.last_contact_at.value_or(body.at), body.at);
                 },
                 [&](const Promised& body) {
                   customer.promises.push_back(body.promise);
                   customer.promises_made = body.promise.number;
                 },
                 [&](const PromiseWarned& body) {
                   AccountPromise* promise = promise_of(customer, body.number);
                   if (promise == nullptr) return;
                   promise->warned = true;
                   std::erase_if(promise->warn_at, [&](Instant at) { return at <= event.at; });
                 },
                 [&](const PromiseBroken& body) {
                   AccountPromise* promise = promise_of(customer, body.number);
                   if (promise == nullptr) return;
                   promise->broken = true;
                   promise->warn_at.clear();
                 },
                 [&](const PromiseKept& body) { keep(customer, body); },
                 [&](const CustomerEvaluated& body) { customer.customer_evaluation = body.evaluation; },
                 [&](const ServiceEvaluated& body) { customer.service_evaluation = body.evaluation; },
             },
             event.body);
  return customer;
}

std::optional<Instant> next_moment(const ManagedCustomer& customer) {
  std::optional<Instant> next;
  for (const AccountPromise& promise : customer.promises) {
    if (promise.broken) continue;
    const Instant at = promise.warn_at.empty() ? promise.due_at : promise.warn_at.front();
    next = std::min(next.value_or(at), at);
  }
  return next;
}

}  // namespace shouwen
