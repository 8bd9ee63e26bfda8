// What counters are told beside the price list is the bureau's own and says so; it holds no amount, and mistakes name their line.
#include <gtest/gtest.h>

#include <algorithm>

#include "regulation/charge_rules.h"
#include "regulation/load.h"

namespace shouwen {
namespace {

const std::string folder = std::string(SOURCE_ROOT) + "/rulebook";

RulebookFile charges_file(const std::vector<RulebookFile>& files) {
  return *std::find_if(files.begin(), files.end(), [](const RulebookFile& file) { return file.name == "charges.toml"; });
}

TEST(ChargeRules, Art_9_2_shipped_numbers_are_marked_as_the_bureaus_own_and_no_price_is_among_them) {
  const auto files = read_rulebook_folder(folder);
  const LoadedRulebook loaded = load_rulebook(files);
  ASSERT_TRUE(loaded.mistakes.empty());
  ASSERT_TRUE(loaded.rulebook.charges);
  EXPECT_NE(loaded.rulebook.charges->set_by.find("自定"), std::string::npos);
  EXPECT_NE(loaded.rulebook.charges->payment_way("cash"), nullptr);
  EXPECT_EQ(loaded.rulebook.charges->payment_way("shells"), nullptr);
  EXPECT_EQ(charges_file(files).text.find("price ="), std::string::npos);
}

TEST(ChargeRules, Art_9_2_mistakes_name_their_key) {
  struct Row { const char* from; const char* to; const char* code; };
  for (const Row& row : std::initializer_list<Row>{{"most_lines = 20", "most_lines = 0", "rulebook.out_of_range"},
                                                   {"largest_quantity = 1000000", "largest_quantity = -1", "rulebook.out_of_range"},
                                                   {"repeated_within_days = 30", "repeated_within_days = 400", "rulebook.out_of_range"},
                                                   {"most_lines = 20", "most_lines = 20\nmost_linse = 3", "rulebook.unknown_key"},
                                                   {"code = \"transfer\"", "code = \"cash\"", "rulebook.duplicate"}}) {
    auto files = read_rulebook_folder(folder);
    for (RulebookFile& file : files)
      if (file.name == "charges.toml") file.text.replace(file.text.find(row.from), std::string(row.from).size(), row.to);
    const auto mistakes = load_rulebook(files).mistakes;
    ASSERT_FALSE(mistakes.empty()) << row.to;
    EXPECT_EQ(mistakes.front().file, "charges.toml") << row.to;
    EXPECT_GT(mistakes.front().line, 0) << row.to;
    EXPECT_TRUE(std::any_of(mistakes.begin(), mistakes.end(), [&](const auto& one) { return one.code == row.code; })) << row.to << ": " << mistakes.front().code;
  }
}

TEST(ChargeRules, Art_5_a_version_from_before_alarms_and_late_fees_is_still_read) {
  auto files = read_rulebook_folder(folder);
  for (RulebookFile& file : files) {
    if (file.name != "charges.toml") continue;
    file.text.replace(file.text.find("alarm_tries"), std::string("alarm_tries").size(), "# alarm_tries");
    const std::size_t late_fee = file.text.find("[charges.late_fee]"), next = file.text.find("\n[", late_fee);
    file.text.erase(late_fee, next == std::string::npos ? next : next - late_fee);
  }
  const LoadedRulebook loaded = load_rulebook(files);
  for (const auto& mistake : loaded.mistakes) ADD_FAILURE() << mistake.file << ':' << mistake.line << ' ' << mistake.text_zh;
  ASSERT_TRUE(loaded.rulebook.charges);
  EXPECT_EQ(loaded.rulebook.charges->alarm_tries, 0);
}

}  // namespace
}  // namespace shouwen
