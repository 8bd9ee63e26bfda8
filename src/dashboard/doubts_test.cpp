// What makes a pause look wrong, one row each.
#include "dashboard/doubts.h"

#include <gtest/gtest.h>

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

TEST(Doubts, Art_10_7_a_pause_is_doubtful_when_late_repeated_urged_or_long) {
  using enum PauseDoubt;
  const StoppedClock ten_days{at("2025-10-10T10:00"), at("2025-10-20T10:00")};
  struct Row { const char* paused; const char* now; std::vector<StoppedClock> stopped; std::int64_t pauses; bool urged; std::vector<PauseDoubt> doubts; };
  const Row rows[] = {
      {"2025-10-13T10:00", "2025-10-13T11:00", {ten_days}, 1, false, {}},
      {"2025-10-18T09:59", "2025-10-18T11:00", {ten_days}, 1, false, {}},
      {"2025-10-18T10:00", "2025-10-18T11:00", {ten_days}, 1, false, {late}},
      {"2025-10-18T10:00", "2025-10-18T11:00", {}, 1, false, {}},  // only a request: no clock stands still
      {"2025-10-13T10:00", "2025-10-13T11:00", {ten_days}, 2, false, {repeated}},
      {"2025-10-13T10:00", "2025-10-13T11:00", {ten_days}, 1, true, {urged}},
      {"2025-10-13T10:00", "2025-10-20T17:30", {ten_days}, 1, false, {}},
      {"2025-10-13T10:00", "2025-10-20T17:31", {ten_days}, 1, false, {long_lasting}},  // five working days after the 13th
      {"2025-10-19T10:00", "2025-10-31T10:00", {ten_days}, 3, true, {late, repeated, urged, long_lasting}},
  };
  const Rulebook& rules = small_bureau::rulebook();
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.paused) + " seen " + row.now);
    EXPECT_EQ(doubts_of({at(row.paused), row.stopped, row.pauses, row.urged}, *rules.supervision, rules.calendars.bureau, at(row.now)), row.doubts);
  }
}

}  // namespace
}  // namespace shouwen
