// What a rule of this room may know besides the tip.
#pragma once

#include "base/result.h"
#include "cases/service_case.h"
#include "org/permissions.h"
#include "regulation/tip_off_rules.h"
#include "tip_offs/tip_off.h"

namespace shouwen {

struct TipSituation {
  OfficerId officer_id;               ///< -1 the reporter, 0 the clock
  Instant now;
  const ServiceCase& service_case;
  const Organisation& organisation;
  const TipOffRules& rules;
};
using TipDecision = Result<TipOffEvent>;

inline constexpr OfficerId the_reporter{-1};

/// Refusal tip.recused: accused, or of the line of an accused. Also who was asked first: what is found out is not for him.
std::optional<Refusal> refuse_accused_line(const TipSituation& situation, OfficerId officer);
/// Refusal tip.changed_meanwhile if another version was seen than is now; 0 = any.
std::optional<Refusal> refuse_other_version(const TipOff& tip, std::int64_t seen_version);

}  // namespace shouwen
