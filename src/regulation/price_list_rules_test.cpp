// price_lists.toml: read as shipped, mistakes by line.
#include "regulation/price_list_rules.h"

#include <gtest/gtest.h>

#include "regulation/load.h"

namespace shouwen {
namespace {

LoadedRulebook loaded_with(const std::string& text) {
  std::vector<RulebookFile> files = read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook");
  for (RulebookFile& file : files)
    if (file.name == "price_lists.toml") file.text = text;
  return load_rulebook(files);
}

TEST(PriceListRules, Art_9_1_as_shipped_is_marked_as_an_example) {
  const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
  ASSERT_TRUE(loaded.mistakes.empty());
  ASSERT_NE(loaded.rulebook.price_lists, nullptr);
  EXPECT_NE(loaded.rulebook.price_lists->set_by.find("示范"), std::string::npos);
  EXPECT_GT(loaded.rulebook.price_lists->posting_within.amount, 0);
}

TEST(PriceListRules, Art_9_1_without_the_file_no_hall_owes_a_proof) { EXPECT_EQ(loaded_with("").rulebook.price_lists, nullptr); }

TEST(PriceListRules, Art_9_1_mistakes_are_named) {
  EXPECT_EQ(loaded_with("[price_lists]\nposting_within = \"3wd\"\n").mistakes.at(0).code, "rulebook.missing_key") << "numbers need set_by";
  EXPECT_FALSE(loaded_with("[price_lists]\nset_by = \"x\"\nposting_within = \"soon\"\n").mistakes.empty());
  EXPECT_FALSE(loaded_with("[price_lists]\nset_by = \"x\"\nposting_within = \"3wd\"\nwalls = 3\n").mistakes.empty()) << "an unknown key";
}

}  // namespace
}  // namespace shouwen
