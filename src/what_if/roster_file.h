// A drafted roster as a table gives it: its shifts, or what is wrong in which line. Pure. Art. 4, 11(6)(1).
#pragma once

#include <vector>

#include "base/refusal.h"
#include "org/roster.h"
#include "tables/table_reader.h"

namespace shouwen {

struct RosterMistake {
  std::int64_t line = 0;
  Refusal refusal;
  bool operator==(const RosterMistake&) const = default;
};
struct DraftedRoster {
  std::vector<DutyShift> shifts;
  std::vector<RosterMistake> mistakes;  ///< in order of line
};

/// Columns by their headings, as the import of rosters knows them. Everything refused there is a mistake here, and so are
/// shifts of one officer at the same time.
DraftedRoster read_roster(const tables::Table& table, const Organisation& organisation);

/// Refusal what_if.roster_misses_period: no shift touches [from, to), so that nobody would ever have been on duty.
Verdict check_roster_period(const std::vector<DutyShift>& shifts, Instant from, Instant to);

}  // namespace shouwen
