// The events of a period, case by case. All SQL of a what-if; every connection is read-only.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "cases/case_event.h"
#include "db/session.h"

namespace shouwen {

/// Registered in [from, to).
struct Period {
  Instant from, to;
};
struct CaseRange {
  std::int64_t first = 0, last = 0;  ///< ids, both included; first > last: nobody
  std::int64_t cases = 0;
};

/// Ids are given in the order of registering, so a period is about one range of them.
CaseRange cases_of_period(db::Session& session, Period period);
/// Every case of the range registered in the period, with its events up to `until`. The vector is the callee's to use up.
void read_histories(db::Session& session, Period period, CaseRange range, Instant until, const std::function<void(std::vector<CaseEvent>&)>& each);

}  // namespace shouwen
