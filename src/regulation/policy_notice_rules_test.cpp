// The numbers of policy notices are the bureau's: said whose, within reach, or absent.
#include "regulation/policy_notice_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "regulation/load.h"

namespace shouwen {
namespace {

LoadedRulebook shipped_with(const std::string& text) {
  std::vector<RulebookFile> files = read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook");
  std::find_if(files.begin(), files.end(), [](const RulebookFile& file) { return file.name == "policy_notices.toml"; })->text = text;
  return load_rulebook(files);
}

TEST(PolicyNoticeRules, Art_11_6_2_shipped_as_an_example_and_said_whose) {
  const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
  ASSERT_TRUE(loaded.rulebook.policy_notices);
  EXPECT_NE(loaded.rulebook.policy_notices->set_by.find("举例"), std::string::npos);
  EXPECT_TRUE(loaded.rulebook.policy_notices->confirm_days);
}

TEST(PolicyNoticeRules, Art_11_6_2_numbers_need_their_author_and_bounds) {
  EXPECT_TRUE(shipped_with("[policy_notices]\n").mistakes.empty());
  EXPECT_FALSE(shipped_with("[policy_notices]\n").rulebook.policy_notices->confirm_days);
  EXPECT_FALSE(shipped_with("").rulebook.policy_notices);
  for (const auto& [text, code] : {std::pair<const char*, const char*>{"[policy_notices]\nconfirm_days = 7\n", "rulebook.missing_field"},
                                   {"[policy_notices]\nset_by = \"我\"\nconfirm_days = 0\n", "rulebook.out_of_range"},
                                   {"[policy_notices]\nset_by = \"我\"\nmost_recipients = 20001\n", "rulebook.out_of_range"},
                                   {"[policy_notices]\nset_by = \"我\"\nconfirm_dais = 7\n", "rulebook.unknown_key"}}) {
    const LoadedRulebook loaded = shipped_with(text);
    ASSERT_EQ(loaded.mistakes.size(), 1U) << text;
    EXPECT_EQ(loaded.mistakes.front().code, code) << text;
  }
}

}  // namespace
}  // namespace shouwen
