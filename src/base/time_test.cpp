// Dates, instants and their ISO 8601 forms at the fixed offset of China.
#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouwen {
namespace {

TEST(Time, dates_of_the_calendar) {
  EXPECT_EQ(Date::of(1970, 1, 1).days, 0);
  EXPECT_EQ(Date::of(2000, 2, 29).plus_days(1), Date::of(2000, 3, 1));
  EXPECT_EQ(Date::of(2100, 2, 28).plus_days(1), Date::of(2100, 3, 1));
  EXPECT_EQ(Date::of(2024, 12, 31).plus_days(1), Date::of(2025, 1, 1));
  EXPECT_EQ(Date::of(2025, 10, 1).weekday(), 3);
  EXPECT_EQ(Date::of(1969, 12, 31).weekday(), 3);
}

RC_GTEST_PROP(Time, a_date_is_its_parts, ()) {
  const Date date{*rc::gen::inRange(-700000, 2900000)};
  RC_ASSERT(Date::of(date.year(), date.month(), date.day()) == date);
  RC_ASSERT(date.plus_days(7).weekday() == date.weekday());
}

RC_GTEST_PROP(Time, an_instant_survives_its_text, ()) {
  const Instant at{*rc::gen::inRange<std::int64_t>(-30000000000, 200000000000)};
  RC_ASSERT(parse_instant(to_iso(at)) == std::optional(at));
  RC_ASSERT(at_local(local_date(at), local_second_of_day(at)) == at);
}

TEST(Time, instants_are_read_in_the_usual_forms) {
  const Instant expected = at_local(Date::of(2025, 10, 14), 17 * 3600 + 30 * 60);
  for (const char* text : {"2025-10-14T17:30:00+08:00", "2025-10-14T17:30", "2025-10-14 17:30:00", "2025-10-14T09:30:00Z",
                           "2025-10-14T17:30:00.999+08:00", "2025-10-14T15:00:00+0530"})
    EXPECT_EQ(parse_instant(text), expected) << text;
  EXPECT_EQ(parse_instant("2025-10-14"), at_local(Date::of(2025, 10, 14), 0));
  EXPECT_EQ(parse_instant("2025-10-14T24:00"), at_local(Date::of(2025, 10, 15), 0));
  EXPECT_EQ(to_iso(expected), "2025-10-14T17:30:00+08:00");
}

TEST(Time, nonsense_is_no_time) {
  for (const char* text : {"", "2025", "2025-02-29", "2025-13-01", "2025-00-10", "2025-10-14T25:00", "2025-10-14T10:60", "2025-10-14T24:01",
                           "2025-10-14T10:00:00+99:00", "2025-10-14T10:00:00 ", "2025-10-14X", "０２５-10-14", "25-10-14", "2025-10-14T10"})
    EXPECT_FALSE(parse_instant(text)) << text;
  EXPECT_FALSE(parse_date("2025-10-14T10:00"));
}

}  // namespace
}  // namespace shouwen
