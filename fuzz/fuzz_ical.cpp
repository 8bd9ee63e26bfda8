// iCalendar that somebody sent: entries or a refusal, and what is written from them can be read.
#include <cstdint>

#include "base/check.h"
#include "calendar_files/ical.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const auto calendar = read_ical({reinterpret_cast<const char*>(data), size});
  if (!calendar) return 0;
  const auto again = read_ical(write_ical(*calendar));
  SHOUWEN_CHECK(again && again->events.size() == calendar->events.size());
  return 0;
}
