// Holidays as files of other programs: JSON, iCalendar, CSV. What is accepted is written and read again as the same days.
#include <cstdint>

#include "base/check.h"
#include "calendar_files/day_files.h"
#include "calendar_files/decree_changes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const auto table = read_day_file({reinterpret_cast<const char*>(data), size});
  if (!table) return 0;
  WorkCalendar calendar;
  apply_decrees(calendar, *table);
  const DecreeTable days = named_days(calendar, 0);
  if (days.empty()) return 0;
  const auto again = read_day_file(to_csv(days));
  SHOUWEN_CHECK(again && again->size() == days.size());
  (void)compare_decrees({}, *table, Date{});
  (void)days_as_ical(days, "x");
  (void)days_as_json(days);
  return 0;
}
