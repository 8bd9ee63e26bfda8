// Green Button files: a published sample, and what is wrong with others.
#include "usage/green_button.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

namespace shouwen {
namespace {

const Date today = Date::of(2026, 10, 14);
constexpr std::int64_t midnight = 1'790'006'400;  ///< 2026-09-22 00:00 of China

struct Sort {
  std::string type = "<commodity>1</commodity><flowDirection>1</flowDirection><intervalLength>1800</intervalLength><powerOfTenMultiplier>0</powerOfTenMultiplier><uom>72</uom>";
  std::string point = "0510000001";
};
std::string reading(std::int64_t start, const std::string& value, std::int64_t seconds = 1800, const std::string& more = {}) {
  return fmt::format("<IntervalReading>{}<timePeriod><duration>{}</duration><start>{}</start></timePeriod><value>{}</value></IntervalReading>", more, seconds, start, value);
}
std::string feed(const std::string& readings, const Sort& sort = {}) {
  const std::string meter = "/espi/UsagePoint/" + sort.point + "/MeterReading/01";
  return "\xef\xbb\xbf<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:espi=\"http://naesb.org/espi\">"
         "<entry><link rel=\"self\" href=\"" + meter + "\"/><link rel=\"related\" href=\"" + meter + "/IntervalBlock\"/><link rel=\"related\" href=\"/espi/ReadingType/7\"/>"
         "<content><espi:MeterReading/></content></entry>"
         "<entry><link rel=\"self\" href=\"/espi/ReadingType/7\"/><content><ReadingType>" + sort.type + "</ReadingType></content></entry>"
         "<entry><link rel=\"self\" href=\"" + meter + "/IntervalBlock/1\"/><content><IntervalBlock>" + readings + "</IntervalBlock></content></entry></feed>";
}
std::string refusal_of(const std::string& xml) {
  const auto days = read_green_button(xml, "", today);
  if (!days) return days.refusal().code;
  return days->size() == 1 && days->front().refusal ? days->front().refusal->code : "";
}

TEST(GreenButton, Art_11_6_3_a_published_sample_falls_into_the_days_of_China) {
  std::ifstream in(std::string(SOURCE_ROOT) + "/test/data/usage/greenbutton/test_usage_data_01.xml", std::ios::binary);
  const std::string xml{std::istreambuf_iterator<char>(in), {}};
  const auto days = read_green_button(xml, "", today);
  ASSERT_TRUE(days) << days.refusal().code;
  ASSERT_EQ(days->size(), 2U);
  std::int64_t wh = 0, missing = 0;
  for (const GreenButtonDay& day : *days) {
    EXPECT_FALSE(day.refusal);
    EXPECT_EQ(day.line.account_number, "5446AF3F");
    EXPECT_EQ(day.line.day.minutes, 15);
    wh += day.line.day.total_wh();
    missing += day.line.day.missing();
  }
  EXPECT_EQ(days->front().line.day.day, Date::of(2012, 3, 1)) << "begins at five o'clock of Greenwich, one in the afternoon here";
  EXPECT_EQ(days->front().line.day.estimated(), 2) << "one manually edited, one estimated by a reference day";
  EXPECT_EQ(wh, 93846);
  EXPECT_EQ(missing, 96) << "of two days one";
  EXPECT_EQ(read_green_button(xml, "０５１０００００１", today)->front().line.account_number, "051000001") << "whose it is can be said";
}

TEST(GreenButton, Art_11_6_3_units_and_powers_of_ten) {
  Sort kilo;
  kilo.type = "<uom>72</uom><powerOfTenMultiplier>3</powerOfTenMultiplier>";
  auto days = read_green_button(feed(reading(midnight, "2"), kilo), "", today);
  ASSERT_TRUE(days);
  EXPECT_EQ(days->front().line.day.total_wh(), 2000);
  kilo.type = "<uom>72</uom><powerOfTenMultiplier>-3</powerOfTenMultiplier>";
  days = read_green_button(feed(reading(midnight, "1500"), kilo), "", today);
  EXPECT_EQ(days->front().line.day.total_wh(), 2) << "half up";
  kilo.type = "<uom>72</uom><powerOfTenMultiplier>99</powerOfTenMultiplier>";
  EXPECT_EQ(refusal_of(feed(reading(midnight, "2"), kilo)), "interval.unit_unknown");
  kilo.type = "<uom>38</uom>";
  EXPECT_EQ(refusal_of(feed(reading(midnight, "2"), kilo)), "interval.unit_unknown") << "watts are no energy";
  kilo.type = "<uom>72</uom><flowDirection>19</flowDirection>";
  EXPECT_EQ(refusal_of(feed(reading(midnight, "2"), kilo)), "green_button.no_readings") << "what is fed in is passed over";
}

TEST(GreenButton, five_minutes_become_quarters) {
  const auto days = read_green_button(feed(reading(midnight, "1", 300) + reading(midnight + 300, "2", 300) + reading(midnight + 600, "3", 300)), "", today);
  ASSERT_TRUE(days);
  EXPECT_EQ(days->front().line.day.minutes, 15);
  EXPECT_EQ(days->front().line.day.readings[0].wh, 6);
  EXPECT_EQ(days->front().line.day.missing(), 95);
}

TEST(GreenButton, Art_11_6_3_what_is_wrong_is_said_of_its_day) {
  const Sort none{Sort{}.type, ""};
  const std::pair<std::string, const char*> table[] = {
      {"", "green_button.no_feed"},
      {"<feed", "green_button.no_feed"},
      {"<html/>", "green_button.no_feed"},
      {"<feed/>", "green_button.no_readings"},
      {feed(""), "green_button.no_readings"},
      {feed(reading(midnight, "-1")), "usage.negative"},
      {feed(reading(midnight, "")), "usage.not_a_number"},
      {feed(reading(midnight, "1.5")), "usage.not_a_number"},
      {feed(reading(midnight, "9000000000000000000")), "usage.too_large"},
      {feed(reading(midnight, "1", 700)), "interval.length_impossible"},
      {feed(reading(midnight, "1", -1800)), "interval.length_impossible"},
      {feed(reading(midnight + 60, "1")), "interval.off_grid"},
      {feed(reading(midnight, "1") + reading(midnight, "1")), "interval.time_twice"},
      {feed(reading(midnight, "1") + reading(midnight + 3600, "1", 900)), "interval.lengths_differ"},
      {feed(reading(-5, "1")), "interval.time_impossible"},
      {feed(reading(9'000'000'000'000, "1")), "interval.time_impossible"},
      {feed(reading(0, "1")), "interval.day_impossible"},
      {feed(reading(midnight, "1"), none), "usage.account_missing"},
      {feed(reading(midnight, "1")), ""},
  };
  for (const auto& [xml, code] : table) EXPECT_EQ(refusal_of(xml), code) << xml.substr(xml.size() > 160 ? xml.size() - 160 : 0);
}

TEST(GreenButton, entities_are_not_followed) {
  const std::string bomb = "<!DOCTYPE f [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
  EXPECT_EQ(refusal_of(bomb + feed(reading(midnight, "&b;"))), "usage.not_a_number");
  EXPECT_EQ(refusal_of(bomb + feed(reading(midnight, "&c;"))), "usage.not_a_number");
}

}  // namespace
}  // namespace shouwen
