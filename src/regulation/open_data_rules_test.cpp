// What is given out as data is the bureau's decision: said whose, within reach, and never tips or complaints about persons.
#include "regulation/open_data_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "regulation/load.h"

namespace shouwen {
namespace {

std::string shipped_text() {
  for (const RulebookFile& file : read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"))
    if (file.name == "open_data.toml") return file.text;
  return {};
}

LoadedRulebook loaded_with(const std::string& text) {
  std::vector<RulebookFile> files = read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook");
  std::find_if(files.begin(), files.end(), [](const RulebookFile& file) { return file.name == "open_data.toml"; })->text = text;
  return load_rulebook(files);
}

std::string changed(const std::string& from, const std::string& to) {
  std::string text = shipped_text();
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(OpenDataRules, Art_8_shipped_as_an_example_and_said_whose) {
  const LoadedRulebook loaded = loaded_with(shipped_text());
  EXPECT_TRUE(loaded.mistakes.empty());
  ASSERT_TRUE(loaded.rulebook.open_data);
  EXPECT_NE(loaded.rulebook.open_data->set_by.find("举例"), std::string::npos);
  for (const std::string& code : loaded.rulebook.open_data->open311.services) EXPECT_FALSE(code.starts_with("tip_off.")) << code;
  EXPECT_FALSE(loaded_with("").rulebook.open_data) << "without the file nothing is given out";
}

TEST(OpenDataRules, Art_8_what_cannot_be_is_a_mistake_with_its_line) {
  struct Case { std::string from, to, code; };
  for (const Case& one : {Case{"smallest_group = 10", "smallest_group = 1", "rulebook.out_of_range"}, Case{"time_step_minutes = 60", "time_step_minutes = 0", "rulebook.out_of_range"},
                          Case{"wait_days = 0", "wait_days = -1", "rulebook.out_of_range"}, Case{"set_by = \"示范供电局自定（举例）\"", "", "rulebook.missing_key"},
                          Case{"power.example,2026", "power.example", "rulebook.malformed"}, Case{"power.example,2026", "Power Example,2026", "rulebook.malformed"},
                          Case{"jurisdiction_id = \"power.example\"", "jurisdiction_id = \"供电局\"", "rulebook.malformed"}, Case{"coordinate_decimals = 2", "coordinate_decimals = 6", "rulebook.out_of_range"},
                          Case{"most_listed = 500", "most_listed = 1001", "rulebook.out_of_range"}, Case{"\"inquiry.tariff\"", "\"tip_off.theft\"", "rulebook.contradiction"},
                          Case{"listed = [", "listed = [\"complaint.service_conduct\",", "rulebook.contradiction"}, Case{"listed = [", "listed = [\"information_query.bill\",", "rulebook.contradiction"},
                          Case{"log_days = 180", "log_dais = 180", "rulebook.missing_key"}}) {
    const LoadedRulebook loaded = loaded_with(changed(one.from, one.to));
    ASSERT_FALSE(loaded.mistakes.empty()) << one.to;
    EXPECT_EQ(loaded.mistakes.front().code, one.code) << one.to;
    EXPECT_EQ(loaded.mistakes.front().file, "open_data.toml");
    EXPECT_GT(loaded.mistakes.front().line, 0);
  }
}

}  // namespace
}  // namespace shouwen
