// Shifts in the database: planned, ended early or taken back, never deleted. All SQL of it.
#pragma once

#include "base/result.h"
#include "db/session.h"
#include "org/roster.h"

namespace shouwen {

/// Touching [from, to), in order of time; without those taken back.
std::vector<DutyShift> shifts_between(db::Session& session, Instant from, Instant to);
/// Running at a moment: what on_duty asks for.
std::vector<DutyShift> shifts_at(db::Session& session, Instant at);
std::optional<DutyShift> find_shift(db::Session& session, std::int64_t id);

/// Refusals: plan_shift.unknown_unit, plan_shift.unknown_officer, plan_shift.ends_before_it_starts, plan_shift.overlaps.
Result<std::int64_t> plan_shift(db::Session& session, const DutyShift& shift, OfficerId actor, Instant now);
/// A planned shift is taken back, a running one ends now. Refusal end_shift.over.
Verdict end_shift(db::Session& session, std::int64_t id, OfficerId actor, Instant now);

}  // namespace shouwen
