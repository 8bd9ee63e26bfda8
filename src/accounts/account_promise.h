// What we promise a customer is a duty with a due time, warned of and broken by the clock. Arts. 11(1), 11(3).
#pragma once

#include "accounts/account_situation.h"

namespace shouwen {

struct PromiseInput {
  std::string text;
  std::optional<Date> due_on;  ///< its close of business, or that of the next working day
  std::string within;          ///< instead: "5wd" and the like, counted from now
};
struct KeepPromiseInput {
  std::string words;           ///< how it was kept
};

/// The next promise of the customer, due by the working calendar and warned of like every duty. Refusals: promise.no_tier,
/// promise.due_missing (neither or both given), promise.due_in_the_past, and those of parse_limit.
Result<AccountPromise> make_promise(const ManagedCustomer& customer, const PromiseInput& input, const AccountSituation& situation);
AccountDecision promise(const ManagedCustomer& customer, const PromiseInput& input, const AccountSituation& situation);

/// Refusals: promise.unknown, promise.words_missing. After its due time it is kept late.
AccountDecision keep_promise(const ManagedCustomer& customer, std::int64_t number, const KeepPromiseInput& input, const AccountSituation& situation);

/// What the clock has to say at situation.now: warnings whose moment came, promises whose time is over and who is told of it.
std::vector<AccountEvent> strike_promises(const ManagedCustomer& customer, const AccountSituation& situation);

}  // namespace shouwen
