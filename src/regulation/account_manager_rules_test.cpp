// What a bureau sets for its account managers is read strictly; the shipped rulebook sets no number.
#include <gtest/gtest.h>

#include <algorithm>

#include "regulation/load.h"

namespace shouwen {
namespace {

const std::string folder = std::string(SOURCE_ROOT) + "/rulebook";

const RulebookFile& file_of(const std::vector<RulebookFile>& files) {
  return *std::find_if(files.begin(), files.end(), [](const RulebookFile& file) { return file.name == "account_managers.toml"; });
}

/// The demonstration bureau's file in place of the shipped one, with one text replaced.
LoadedRulebook demo_with(const std::string& from = "", const std::string& to = "") {
  std::vector<RulebookFile> files = read_rulebook_folder(folder);
  std::string text = file_of(read_rulebook_folder(folder + "/demo")).text;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  std::find_if(files.begin(), files.end(), [](const RulebookFile& file) { return file.name == "account_managers.toml"; })->text = text;
  return load_rulebook(files);
}

TEST(AccountManagerRules, Art_11_5_the_shipped_rulebook_sets_no_number) {
  const auto& rules = load_rulebook(read_rulebook_folder(folder)).rulebook.account_managers;
  ASSERT_TRUE(rules);
  EXPECT_FALSE(rules->has_thresholds());
  EXPECT_FALSE(rules->review_every || rules->customers_max);
  for (const AccountTierRule& row : rules->tiers) EXPECT_FALSE(row.contact_every);
  EXPECT_EQ(rules->rule(AccountTier::large_account)->manager, ManagerKind::large_account_manager);
  EXPECT_EQ(rules->rule(AccountTier::key_account)->manager, ManagerKind::general_account_manager);
  EXPECT_EQ(rules->rule(AccountTier::ordinary), nullptr);
}

TEST(AccountManagerRules, Art_11_5_the_demonstration_says_whose_numbers_they_are) {
  const LoadedRulebook loaded = demo_with();
  ASSERT_TRUE(loaded.mistakes.empty()) << loaded.mistakes.front().text_en;
  const AccountManagerRules& rules = *loaded.rulebook.account_managers;
  EXPECT_NE(rules.set_by.find("示范供电局"), std::string::npos);
  EXPECT_EQ(rules.rule(AccountTier::large_account)->yearly_use_wh_from, 10000000LL * 1000);
  EXPECT_EQ(rules.rule(AccountTier::key_account)->critical_from, CriticalGrade::temporary);
  EXPECT_EQ(rules.rule(AccountTier::key_account)->contact_every, (Limit{3, TimeUnit::month}));
}

TEST(AccountManagerRules, Art_11_5_mistakes_name_their_line) {
  struct Row {
    const char *from, *to, *code;
  };
  for (const Row& row : {Row{"capacity_kva_from = 3150", "capacity_kva_from = 0", "rulebook.out_of_range"},
                         Row{"capacity_kva_from = 315\n", "capacity_kva_from = 4000\n", "rulebook.tiers_out_of_order"},
                         Row{"critical_from = \"temporary\"", "critical_from = \"special\"", "rulebook.tiers_out_of_order"},
                         Row{"critical_from = \"primary\"", "critical_from = \"none\"", "rulebook.out_of_range"},
                         Row{"tier = \"key_account\"", "tier = \"ordinary\"", "rulebook.out_of_range"},
                         Row{"manager = \"large_account_manager\"", "manager = \"general_account_manager\"", "rulebook.wrong_manager"},
                         Row{"set_by = \"示范供电局自定（举例）\"\n", "", "rulebook.missing_field"},
                         Row{"customers_max = 12", "customers_max = 12\ncustomer_max = 3", "rulebook.unknown_key"}}) {
    const LoadedRulebook loaded = demo_with(row.from, row.to);
    const auto found = std::find_if(loaded.mistakes.begin(), loaded.mistakes.end(), [&](const RulebookMistake& mistake) { return mistake.code == row.code; });
    ASSERT_NE(found, loaded.mistakes.end()) << row.to;
    EXPECT_EQ(found->file, "account_managers.toml");
    EXPECT_GT(found->line, 1);
  }
}

}  // namespace
}  // namespace shouwen
