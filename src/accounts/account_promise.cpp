// Promises made, kept and broken.
#include "accounts/account_promise.h"

#include <algorithm>

#include "accounts/answerable.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int32_t midday_second = seconds_per_day / 2;

Result<Instant> due_of(const PromiseInput& input, const AccountSituation& situation) {
  if (input.due_on.has_value() == !input.within.empty()) return Refusal{"promise.due_missing", clause::art_11_3, "/due_on", {}};
  if (!input.due_on) {
    const auto limit = parse_limit(input.within);
    if (!limit) return Refusal{limit.refusal().code, clause::art_11_3, "/within", limit.refusal().values};
    return due_at(situation.calendar, situation.now, *limit).at;
  }
  Date day = *input.due_on;
  if (!is_working_day(situation.calendar, day)) day = local_date(next_working_instant(situation.calendar, at_local(day, midday_second)));
  return close_of_business(situation.calendar, day);
}

std::vector<Instant> warnings(Instant due, const AccountSituation& situation) {
  std::vector<Instant> moments;
  const std::int64_t whole = working_seconds_between(situation.calendar, situation.now, due);
  for (const std::int64_t percent : situation.warn_at_percents)
    moments.push_back(std::min(due, advance_working_time(situation.calendar, situation.now, whole * percent / 100)));
  return moments;
}

}  // namespace

Result<AccountPromise> make_promise(const ManagedCustomer& customer, const PromiseInput& input, const AccountSituation& situation) {
  if (customer.present_tier() == AccountTier::ordinary) return Refusal{"promise.no_tier", clause::art_11_3, "", {}};
  const auto due = due_of(input, situation);
  if (!due) return due.refusal();
  if (*due <= situation.now) return Refusal{"promise.due_in_the_past", clause::art_11_3, "/due_on", {}};
  return AccountPromise{customer.promises_made + 1, input.text, situation.actor_id, situation.now, *due, warnings(*due, situation), false, false};
}

AccountDecision promise(const ManagedCustomer& customer, const PromiseInput& input, const AccountSituation& situation) {
  auto made = make_promise(customer, input, situation);
  if (!made) return made.refusal();
  return std::vector{account_event(situation, clause::art_11_3, Promised{*std::move(made)})};
}

AccountDecision keep_promise(const ManagedCustomer& customer, std::int64_t number, const KeepPromiseInput& input, const AccountSituation& situation) {
  const auto found = std::find_if(customer.promises.begin(), customer.promises.end(), [number](const AccountPromise& row) { return row.number == number; });
  if (found == customer.promises.end()) return Refusal{"promise.unknown", clause::art_11_3, "", {}};
  if (input.words.empty()) return Refusal{"promise.words_missing", clause::art_11_3, "/words", {}};
  return std::vector{account_event(situation, clause::art_11_3, PromiseKept{number, input.words, situation.now > found->due_at})};
}

std::vector<AccountEvent> strike_promises(const ManagedCustomer& customer, const AccountSituation& situation) {
  std::vector<AccountEvent> events;
  for (const AccountPromise& row : customer.promises) {
    if (row.broken) continue;
    if (row.due_at <= situation.now) {
      const OfficerId head = situation.organisation.head_of(unit_of(customer, situation.organisation));
      events.push_back(account_event(situation, clause::art_11_3, PromiseBroken{row.number, head}));
    } else if (!row.warn_at.empty() && row.warn_at.front() <= situation.now) {
      events.push_back(account_event(situation, clause::art_11_3, PromiseWarned{row.number}));
    }
  }
  return events;
}

}  // namespace shouwen
