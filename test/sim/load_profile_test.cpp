// The load profile: shares that add up, throws that follow them, mistakes by their line.
#include "load_profile.h"

#include <gtest/gtest.h>

#include "chance.h"

namespace shouwen::sim {
namespace {

TEST(LoadProfile, the_shipped_one_follows_the_real_requests) {
  const LoadProfile& profile = LoadProfile::shipped();
  std::array<std::int64_t, 24> hours{};
  for (std::int64_t i = 0; i < 1000; ++i) ++hours[static_cast<std::size_t>(profile.hour_of(i))];
  EXPECT_EQ(hours[10], 105) << "11 of 105 requests came between ten and eleven";
  EXPECT_EQ(hours[2], 0);
  EXPECT_GT(profile.weekday_per_mille(1), profile.weekday_per_mille(7));
  std::int64_t before = 0;
  for (std::int64_t i = 0; i < 1000; ++i) {
    EXPECT_GE(profile.gap_seconds(i), before);
    before = profile.gap_seconds(i);
  }
}

TEST(LoadProfile, names_the_line_of_a_mistake) {
  const auto line_of = [](const char* csv) { return LoadProfile::parse(csv).refusal().values.at(0).second; };
  EXPECT_EQ(line_of("measure,key,value,of,source\nhour_per_mille,24,5,1,x\n"), "2");
  EXPECT_EQ(line_of("measure,key,value,of,source\nstorm_factor,typhoon,many,1,x\n"), "2");
  EXPECT_EQ(line_of("measure,key,value,of,source\nhour_per_mille,8,500,1,x\n"), "2") << "half of the people are missing";
}

TEST(Chance, is_the_same_on_every_machine) {
  Chance chance(1);
  EXPECT_EQ(chance.next(), 0x910a2dec89025cc1ULL);
  EXPECT_EQ(chance.next(), 0xbeeb8da1658eec67ULL);
}

}  // namespace
}  // namespace shouwen::sim
