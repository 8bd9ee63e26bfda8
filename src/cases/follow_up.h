// After the answer: the follow-up call, closing, reopening, withdrawing, the customer's rating. Art. 10(1), 10(4).
#pragma once

#include "cases/situation.h"
#include "json/field_types.h"

namespace shouwen {

struct FollowUpInput { Satisfaction result{}; Text<0, 2000> words; };
struct CloseInput { std::optional<Text<0, 1000>> note; };
struct ReopenInput { Text<1, 1000> reason; };
struct WithdrawInput { Text<1, 1000> reason; };
struct RatingInput { std::int64_t stars = 0; std::optional<Text<0, 1000>> words; };

/// By somebody who never held the case. Unreachable customers: the rulebook's number of tries, far enough apart.
Decision follow_up(const ServiceCase& service_case, const FollowUpInput& input, const Situation& situation);
/// No close without an answer; where a follow-up is owed, not without it or its recorded tries.
Decision close_case(const ServiceCase& service_case, const CloseInput& input, const Situation& situation);
/// The answer did not hold: the last holder owes a new one. Customers and staff, within the rulebook's time.
Decision reopen(const ServiceCase& service_case, const ReopenInput& input, const Situation& situation);
Decision withdraw(const ServiceCase& service_case, const WithdrawInput& input, const Situation& situation);
/// The customer's stars, once per answer, after it was given.
Decision rate(const ServiceCase& service_case, const RatingInput& input, const Situation& situation);

}  // namespace shouwen
