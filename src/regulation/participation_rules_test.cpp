// participation.toml: read as shipped, mistakes by line.
#include "regulation/participation_rules.h"

#include <gtest/gtest.h>

#include "regulation/load.h"

namespace shouwen {
namespace {

LoadedRulebook loaded_with(const std::string& text) {
  std::vector<RulebookFile> files = read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook");
  for (RulebookFile& file : files)
    if (file.name == "participation.toml") file.text = text;
  return load_rulebook(files);
}

std::string shipped_with(const std::string& from, const std::string& to) {
  for (RulebookFile& file : read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"))
    if (file.name == "participation.toml") return std::string(file.text).replace(file.text.find(from), from.size(), to);
  return {};
}

TEST(ParticipationRules, Art_8_as_shipped_is_marked_as_an_example) {
  const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
  ASSERT_TRUE(loaded.mistakes.empty());
  const ParticipationRules* rules = participation_rules(loaded.rulebook);
  ASSERT_NE(rules, nullptr);
  EXPECT_NE(rules->set_by.find("举例"), std::string::npos);
  EXPECT_GT(rules->comment_days_least, 0);
  EXPECT_FALSE(rules->press_contacts.empty());
}

TEST(ParticipationRules, Art_8_without_the_file_nothing_is_put_to_the_public) { EXPECT_EQ(participation_rules(loaded_with("").rulebook), nullptr); }

TEST(ParticipationRules, Art_5_mistakes_are_named) {
  EXPECT_EQ(loaded_with(shipped_with("quorum_percent = 66", "quorum_percent = 0")).mistakes.at(0).code, "rulebook.out_of_range");
  EXPECT_EQ(loaded_with(shipped_with("comment_days_least = 15", "comment_days_least = 999")).mistakes.at(0).code, "rulebook.out_of_range");
  EXPECT_FALSE(loaded_with(shipped_with("inquiry.service_channel", "inquiry.nothing")).mistakes.empty()) << "an unknown category";
  EXPECT_FALSE(loaded_with(shipped_with("answer_days = 15", "answer_dais = 15")).mistakes.empty()) << "an unknown key";
}

}  // namespace
}  // namespace shouwen
