// Points on the map as customers paste them.
#include "portal/position.h"

#include <gtest/gtest.h>

namespace shouwen {
namespace {

TEST(Position, reads_what_maps_and_phones_give) {
  struct Row { const char* text; const char* read; };
  const Row rows[] = {{"24.8801,102.8329", "24.88010,102.83290"},     {" 24.8801 , 102.8329 ", "24.88010,102.83290"},
                      {"２４．８８０１，１０２．８３２９", "24.88010,102.83290"}, {"geo:24.8801,102.8329;u=35", "24.88010,102.83290"},
                      {"geo:24.8801,102.8329?z=16", "24.88010,102.83290"}, {"geo:24.8801,102.8329,1890", "24.88010,102.83290"},
                      {"-90,180", "-90.00000,180.00000"},             {"+24,+102", "24.00000,102.00000"}};
  for (const Row& row : rows) {
    const auto position = parse_position(row.text);
    ASSERT_TRUE(position) << row.text;
    EXPECT_EQ(to_text(*position), row.read) << row.text;
  }
}

TEST(Position, refuses_what_is_no_place_on_earth) {
  for (const char* text : {"", ",", "24.8801", "二十四度", "91,0", "0,181", "nan,0", "inf,0", "24.8 102.8", "24,", "1e2,3", "geo:", "24.88.01,102", "24,102abc", "0x10,5"})
    EXPECT_FALSE(parse_position(text)) << text;
}

}  // namespace
}  // namespace shouwen
