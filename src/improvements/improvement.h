// A proposal to improve the account manager system, and what became of it. Art. 11(6)(1). Plain values.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "json/field_types.h"
#include "regulation/rulebook.h"

namespace shouwen {

using ImprovementId = Id<struct ImprovementTag>;

enum class ImprovementState { proposed, adopted, declined };

struct Improvement {
  ImprovementId id;
  std::int64_t version = 0;            ///< number of its last event
  ImprovementState state{};
  Text<0, 2000> text;
  Line<0, 30> clause;                  ///< which it concerns
  OfficerId proposed_by_id;
  Date proposed_on;
  Text<0, 2000> decision;              ///< what changes, or why not
  OfficerId decided_by_id;
  std::optional<Date> decided_on;
  bool operator==(const Improvement&) const = default;
};

/// What happened to a proposal: a past participle and the fields it set.
struct ImprovementEvent {
  std::string kind;                    ///< improvement_proposed, improvement_adopted, improvement_declined
  std::optional<ImprovementState> state = {};
  std::optional<Text<0, 2000>> text = {};
  std::optional<Line<0, 30>> clause = {};
  std::optional<OfficerId> proposed_by_id = {};
  std::optional<Date> proposed_on = {};
  std::optional<Text<0, 2000>> decision = {};
  std::optional<OfficerId> decided_by_id = {};
  std::optional<Date> decided_on = {};
};

/// The proposal after the event; one version on.
Improvement apply(Improvement improvement, const ImprovementEvent& event);

}  // namespace shouwen
