// Art. 10(3), 10(4): work is never sent to a unit that is not there without somebody being told.
#include "org/named_units.h"

#include <gtest/gtest.h>

namespace shouwen {
namespace {

TEST(NamedUnits, Art_10_3_units_the_rulebook_names_and_the_bureau_lacks) {
  Rulebook rulebook;
  for (const char* code : {"JBGS", "@station", "CF", "CF", "JL"}) {
    RoutingRule rule;
    rule.unit_code = code;
    rulebook.routing.push_back(rule);
  }
  rulebook.closing.supervision_unit_code = "JCSJ";
  Unit office, meters;
  office.id = UnitId{1};
  office.code = "JBGS";
  meters.id = UnitId{2};
  meters.code = "JL";
  const std::vector<std::string> expected = {"CF", "JCSJ"};
  EXPECT_EQ(missing_units(rulebook, Organisation({office, meters}, {})), expected);
}

}  // namespace
}  // namespace shouwen
