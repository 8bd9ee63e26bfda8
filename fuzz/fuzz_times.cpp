// Instants, dates, limits, foreign times; and a due time for whatever was accepted.
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "calendar/due.h"
#include "imports/mapping.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto at = parse_instant(text)) SHOUWEN_CHECK(parse_instant(to_iso(*at)) == at);
  if (const auto date = parse_date(text)) SHOUWEN_CHECK(parse_date(to_iso(*date)) == date);
  (void)parse_foreign_time(is_valid_utf8(text) ? text : "", "dmy", 0);
  if (!is_valid_utf8(text)) return 0;
  const std::string cleaned = clean_text(text, true);
  SHOUWEN_CHECK(clean_text(cleaned, true) == cleaned);
  (void)search_query(text);
  (void)pinyin_initials(first_characters(text, 20));
  (void)normalise_phone(text);
  WorkCalendar calendar;
  calendar.weekly.assign(7, {});
  for (std::size_t day = 0; day < 5; ++day) calendar.weekly[day] = {{8 * 3600, 12 * 3600}, {14 * 3600, 18 * 3600}};
  if (const auto limit = parse_limit(text)) SHOUWEN_CHECK(due_at(calendar, Instant{1700000000}, *limit).at >= Instant{1700000000});
  return 0;
}
