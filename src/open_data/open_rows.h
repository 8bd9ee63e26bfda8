// The cases of a month as anybody may have them: nobody can be told from fewer than a group, times cut, no name, text or number.
// Everything published about the month is computed from these rows, so that an outsider can do it again (art. 8). Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/service_case.h"

namespace shouwen {

/// One reply owed in a case, as known at the instant the month is frozen.
struct OwedReply {
  Instant due_at;
  std::optional<Instant> answered_at;
  bool lifted = false;             ///< withdrawn, out of scope …: neither in time nor late
};
/// What is read of a case. Sealed cases are never read.
struct OpenCase {
  CaseKind kind{};
  std::string category;
  Area area{};
  Instant registered_at;
  std::vector<OwedReply> replies;  ///< in order
  std::int64_t returns = 0;
  std::optional<Satisfaction> satisfaction;
  bool names_person = false;       ///< somebody is accused by name
};

/// What stands in a row or a line instead of what is not given out.
inline constexpr const char* withheld = "withheld";

struct OpenRow {
  std::int64_t row = 0;            ///< 1, 2, 3 … in the order of what is shown: says nothing
  Date registered_on;
  std::string kind, category, area;  ///< words of the rulebook, or `withheld`
  std::optional<Instant> due_at, answered_at;
  bool lifted = false;
  std::int64_t returns = 0;
  std::string satisfaction;        ///< satisfied, not_satisfied, unreachable; "" = not asked
  bool operator==(const OpenRow&) const = default;
};

struct RowRules {
  std::int64_t smallest_group = 0;
  std::int64_t step_seconds = 0;
  std::vector<std::string> about_persons;  ///< categories never given out
};

/// in_time: answered by the time it was due. late: due, and not answered by then. open: not due yet and not answered.
enum class ReplyVerdict { none, in_time, late, open, lifted };
/// As anybody computes it from a row.
ReplyVerdict verdict_of(const OpenRow& row, Instant known_at);

/// Cases that look alike by kind, area and category come in groups of `smallest_group` or more: what would make a smaller one is
/// `withheld`, together with the next smallest where the withheld ones alone would be too few. Empty if all together are too few.
/// Times are cut to the step; an answer late within the step of its deadline stands in the next, so that the verdict stays true.
std::vector<OpenRow> open_rows(const std::vector<OpenCase>& cases, Instant known_at, const RowRules& rules);

}  // namespace shouwen
