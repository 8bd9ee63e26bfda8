// Words sent to customers: every kind has some, and what is misspelt is found before anybody reads it.
#include "regulation/message_cards.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "json/traits.h"
#include "regulation/load.h"
#include "regulation/quiet_hours.h"

namespace shouwen {
namespace {

std::vector<std::string> mistakes_with(const std::string& from, const std::string& to) {
  std::vector<RulebookFile> files = read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook");
  RulebookFile& file = *std::find_if(files.begin(), files.end(), [](const RulebookFile& one) { return one.name == "messages.toml"; });
  const std::size_t at = file.text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  file.text.replace(at, from.size(), to);
  std::vector<std::string> codes;
  for (const RulebookMistake& mistake : load_rulebook(files).mistakes) {
    EXPECT_EQ(mistake.file, "messages.toml");
    EXPECT_GT(mistake.line, 0);
    codes.push_back(mistake.code);
  }
  return codes;
}
using Codes = std::vector<std::string>;

TEST(MessageCards, Art_10_8_a_place_or_kind_nobody_knows_is_a_mistake_of_the_rulebook) {
  EXPECT_EQ(mistakes_with("编号{number}", "编号{number}"), Codes{});
  EXPECT_EQ(mistakes_with("编号{number}", "编号{nubmer}"), Codes{"rulebook.message_place"});
  EXPECT_EQ(mistakes_with("编号{number}", "编号{"), Codes{"rulebook.message_place"});
  EXPECT_EQ(mistakes_with("[，由", "，由"), Codes{"rulebook.message_place"}) << "a bracket that was never opened";
  EXPECT_EQ(mistakes_with("[，由", "[[，由"), Codes{"rulebook.message_place"});
  EXPECT_EQ(mistakes_with("\"message_late\"", "\"message_lat\""), Codes{"rulebook.message_kind"});
}

TEST(QuietHours, Art_10_2_over_midnight_within_a_day_and_none) {
  const auto at = [](const char* text) { return *parse_instant(text); };
  CloseRules rules;
  rules.quiet_from_second = 21 * 3600;
  rules.quiet_to_second = 8 * 3600;
  for (const auto& [now, then] : {std::pair<const char*, const char*>{"2025-12-31T20:59:59", "2025-12-31T20:59:59"}, {"2025-12-31T21:00", "2026-01-01T08:00"}, {"2026-01-01T00:00", "2026-01-01T08:00"},
                                  {"2026-01-01T07:59:59", "2026-01-01T08:00"}, {"2026-01-01T08:00", "2026-01-01T08:00"}})
    EXPECT_EQ(after_quiet_hours(rules, at(now)), at(then)) << now;
  rules.quiet_from_second = 12 * 3600;
  rules.quiet_to_second = 14 * 3600;
  EXPECT_EQ(after_quiet_hours(rules, at("2026-01-01T13:00")), at("2026-01-01T14:00"));
  EXPECT_FALSE(in_quiet_hours(rules, at("2026-01-01T22:00")));
  rules.quiet_to_second = rules.quiet_from_second;
  EXPECT_FALSE(in_quiet_hours(rules, at("2026-01-01T12:00"))) << "none at all";
}

}  // namespace
}  // namespace shouwen
