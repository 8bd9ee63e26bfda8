// Answers: on the spot, after the work, or "not ours, this is whom to ask". Art. 10(1), 10(3), 10(5), 10(7).
#pragma once

#include "cases/situation.h"
#include "json/field_types.h"

namespace shouwen {

struct ReplyInput {
  Channel channel{};
  Text<1, 4000> text;
  std::optional<Line<0, 200>> proof;  ///< call id, registered mail number, message receipt …
};

struct OutOfScopeInput {
  Text<1, 2000> text;
  std::optional<Line<0, 40>> directory_code;  ///< whom to turn to
};

/// Art. 10(3): own business, done at once. Kinds that owe no follow-up are closed by it.
Decision answer_on_the_spot(const ServiceCase& service_case, const ReplyInput& input, const Situation& situation);
/// Art. 10(7): the result goes to the customer; the follow-up begins.
Decision reply(const ServiceCase& service_case, const ReplyInput& input, const Situation& situation);
/// Art. 10(5): not the bureau's business, explained patiently; closes the case.
Decision explain_out_of_scope(const ServiceCase& service_case, const OutOfScopeInput& input, const Situation& situation);

}  // namespace shouwen
