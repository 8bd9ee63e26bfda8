// Lines, heads, deputies and whose line an accused stands in.
#include "org/organisation.h"

#include "org/small_bureau_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

TEST(Organisation, Art_4_heads_are_found_upwards) {
  const Organisation org = organisation();
  EXPECT_EQ(org.head_of(hall), hall_head);
  EXPECT_EQ(org.head_of(follow_up_team), center_head) << "a vacant post: the next head above";
  EXPECT_EQ(org.head_of(station_team), station_head);
  EXPECT_EQ(org.head_of(production), director);
  EXPECT_EQ(org.head_of(UnitId{99}), OfficerId{});
  EXPECT_EQ(org.superior_of(clerk), hall_head);
  EXPECT_EQ(org.superior_of(hall_head), center_head);
  EXPECT_EQ(org.superior_of(director), OfficerId{});
}

TEST(Organisation, Art_4_units_lie_within_units) {
  const Organisation org = organisation();
  EXPECT_TRUE(org.is_within(hall, center));
  EXPECT_TRUE(org.is_within(hall, bureau));
  EXPECT_TRUE(org.is_within(hall, hall));
  EXPECT_FALSE(org.is_within(center, hall));
  EXPECT_FALSE(org.is_within(hall, station));
  EXPECT_EQ(org.station_of(station_team), station);
  EXPECT_EQ(org.station_of(hall), UnitId{});
  EXPECT_EQ(org.bureau_office(), office);
}

TEST(Organisation, Art_4_absence_begins_and_ends_with_its_instants) {
  const Organisation org = organisation({{clerk, {Instant{100}, Instant{200}}}});
  EXPECT_FALSE(org.is_absent(clerk, Instant{99}));
  EXPECT_TRUE(org.is_absent(clerk, Instant{100}));
  EXPECT_TRUE(org.is_absent(clerk, Instant{199}));
  EXPECT_FALSE(org.is_absent(clerk, Instant{200}));
  EXPECT_FALSE(org.is_absent(other_clerk, Instant{150}));
}

TEST(Organisation, Art_9_4_the_accused_draw_their_line_after_them) {
  const Organisation org = organisation();
  struct Row { OfficerId accused, officer; bool in_line; };
  const Row rows[] = {
      {clerk, clerk, true},          {clerk, other_clerk, true},   {clerk, hall_head, true},  {clerk, center_head, false}, {clerk, auditor, false},
      {hall_head, clerk, true},      {center_head, clerk, true},   {center_head, agent, true}, {center_head, station_officer, false},
      {station_head, crew, true},    {crew, station_head, false},  {director, clerk, true},    {director, audit_head, true},
  };
  for (const Row& row : rows) EXPECT_EQ(org.is_in_line_of(row.accused, row.officer), row.in_line) << row.accused.value << ' ' << row.officer.value;
  EXPECT_TRUE(org.unit_is_in_line_of(center_head, hall));
  EXPECT_FALSE(org.unit_is_in_line_of(clerk, center));
}

}  // namespace
}  // namespace shouwen
