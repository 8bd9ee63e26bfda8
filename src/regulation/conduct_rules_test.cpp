// The table of measures is the bureau's: shipped as an example and said so, levels ascending, money within bounds, all levels of exposure.
#include "regulation/conduct_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "regulation/load.h"

namespace shouwen {
namespace {

std::vector<RulebookFile> files() { return read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"); }
/// The shipped rulebook with one piece of conduct.toml said differently.
LoadedRulebook shipped_with(const std::string& from, const std::string& to) {
  std::vector<RulebookFile> all = files();
  std::string& text = std::find_if(all.begin(), all.end(), [](const RulebookFile& file) { return file.name == "conduct.toml"; })->text;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  return load_rulebook(all);
}

TEST(ConductRules, Art_9_4_shipped_as_an_example_and_said_so) {
  const LoadedRulebook loaded = load_rulebook(files());
  EXPECT_TRUE(loaded.mistakes.empty());
  const ConductRules* rules = conduct_rules(loaded.rulebook);
  ASSERT_NE(rules, nullptr);
  EXPECT_NE(rules->set_by.find("举例"), std::string::npos);
  EXPECT_TRUE(std::all_of(rules->violations.begin(), rules->violations.end(), [](const ViolationRow& row) { return row.example; }));
  for (const ExposureLevel level : {ExposureLevel::team, ExposureLevel::station, ExposureLevel::bureau, ExposureLevel::society}) EXPECT_NE(rules->exposure(level), nullptr);
  EXPECT_EQ(rules->exposure(ExposureLevel::society)->naming, ExposureNaming::surname);
}

TEST(ConductRules, Art_9_4_mistakes_are_found) {
  for (const auto& [from, to, code] : {std::tuple<const char*, const char*, const char*>{"measures = [\"criticism\", \"circulated_criticism\", \"pay_withheld\"]", "measures = [\"pay_withheld\", \"criticism\"]", "rulebook.out_of_range"},
                                       {"unit_measures = [\"criticism\", \"circulated_criticism\"]", "unit_measures = [\"judicial\"]", "rulebook.out_of_range"},
                                       {"withheld_most_fen = 50000", "withheld_most_fen = 1", "rulebook.out_of_range"},
                                       {"warn_percent = 70", "warn_percent = 100", "rulebook.out_of_range"},
                                       {"set_by = ", "set_bye = ", "rulebook.missing_key"},
                                       {"naming = \"surname\"", "naming = \"everything\"", "rulebook.unknown_word"},
                                       {"clause = \"art.9(2)\"", "clause = \"art.99\"", "rulebook.unknown_clause"}}) {
    const LoadedRulebook loaded = shipped_with(from, to);
    EXPECT_TRUE(std::any_of(loaded.mistakes.begin(), loaded.mistakes.end(), [code = std::string(code)](const RulebookMistake& mistake) { return mistake.code == code; }))
        << to << ": " << (loaded.mistakes.empty() ? "nothing" : loaded.mistakes.front().code);
  }
}

}  // namespace
}  // namespace shouwen
