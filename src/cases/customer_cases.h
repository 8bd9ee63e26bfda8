// What a customer brought us, in figures: for reports about him. Sealed cases count nowhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen {

struct CustomerCaseFigures {
  std::int64_t registered = 0;                  ///< in [from, until)
  std::int64_t duties = 0, duties_on_time = 0;  ///< of those cases: clocks that were met or broken
  std::int64_t open = 0, open_overdue = 0;      ///< at `now`
};
/// Which cases count: a category of the inside (a manager asking a department) is nothing the customer brought.
struct CustomerCaseQuestion {
  CustomerId customer_id;
  std::vector<std::string> internal_categories;
};
CustomerCaseFigures case_figures_of(db::Session& session, const CustomerCaseQuestion& question, Instant from, Instant until, Instant now);

struct OpenCustomerCase {
  std::string number, category;
  Instant registered_at;
  std::optional<Instant> next_due_at;
};
/// Oldest first, at most `limit`.
std::vector<OpenCustomerCase> open_cases_of(db::Session& session, const CustomerCaseQuestion& question, std::int64_t limit);

}  // namespace shouwen
