// Green Button files: never crash; every day one gives is a possible one and packs and unpacks to itself.
#include <cstdint>

#include "base/check.h"
#include "usage/green_button.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const shouwen::Date today = shouwen::Date::of(2026, 10, 14);
  const auto days = shouwen::read_green_button({reinterpret_cast<const char*>(data), size}, "", today);
  if (!days) return 0;
  SHOUWEN_CHECK(!days->empty());
  std::int64_t line = 0;
  for (const shouwen::GreenButtonDay& day : *days) {
    SHOUWEN_CHECK(day.line.line == ++line);
    if (day.refusal) continue;
    SHOUWEN_CHECK(!day.line.account_number.empty());
    SHOUWEN_CHECK(static_cast<bool>(shouwen::check_day(day.line.day, today)));
    SHOUWEN_CHECK(shouwen::unpacked_day(day.line.day.day, day.line.day.minutes, shouwen::packed_readings(day.line.day), shouwen::packed_estimated(day.line.day)) == day.line.day);
  }
  return 0;
}
