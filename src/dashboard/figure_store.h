// Reading what the board and the reports count, within what the reader may see. All SQL of the room.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cases/figure_lists.h"
#include "dashboard/doubts.h"
#include "dashboard/figures.h"

namespace shouwen {

/// Cases registered on these days, both included, as known at `until`.
struct FigurePeriod {
  Date from, to;
  Instant until;
};

/// Adds every case of the period and its duties; of one kind, if given.
void read_figures(db::Session& session, const Reader& reader, const FigurePeriod& period, std::optional<DutyKind> duty_kind, FigureBook& book);

/// What one unit sent back to another.
struct HandBack {
  UnitId by_unit_id, to_unit_id;
  Count returns;
};
/// Most returns first.
std::vector<HandBack> hand_backs(db::Session& session, const Reader& reader, const FigurePeriod& period);

/// What is known of a paused case besides its state.
struct PauseHistory {
  std::int64_t pauses = 0;
  bool urged = false;
};
PauseHistory pause_history(db::Session& session, CaseId id);

/// Calls `each` for every case with a pause begun on these days, both included; in order of id, one at a time.
void for_each_paused_case(db::Session& session, const Reader& reader, Date from, Date to, const std::function<void(CaseId)>& each);

}  // namespace shouwen
