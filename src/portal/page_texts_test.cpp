// Every text of the public pages exists in both languages, is used somewhere, and every text that is used exists.
#include "portal/page_texts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "base/text.h"

namespace shouwen {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::set<std::string> found(const fs::path& folder, const std::string& ending, const std::regex& mark) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (!name.ends_with(ending) || name.ends_with("_test.cpp")) continue;
    const std::string text = text_of(entry.path());
    for (std::sregex_iterator it(text.begin(), text.end(), mark), end; it != end; ++it) names.insert((*it)[1]);
  }
  return names;
}

const fs::path folder = fs::path(SOURCE_ROOT) / "src" / "portal";

std::set<std::string> in_templates() { return found(folder / "pages", ".html", std::regex(R"rx(\{\{[#^]?t\.([a-z_0-9]+)\}\})rx")); }
/// Names are always written out whole in the sources, never put together.
std::set<std::string> in_sources() { return found(folder, ".cpp", std::regex(R"rx("([a-z_0-9]+)")rx")); }
std::set<std::string> said_in_sources() { return found(folder, ".cpp", std::regex(R"rx(\bsay\("([a-z_0-9]+)")rx")); }

bool has_han(const std::string& text) { return std::regex_search(text, std::regex("[\xe4-\xe9][\x80-\xbf][\x80-\xbf]")); }

std::set<std::string> placeholders(const std::string& sentence) {
  static const std::regex mark(R"rx(\{([a-z_]+)\})rx");
  std::set<std::string> names;
  for (std::sregex_iterator it(sentence.begin(), sentence.end(), mark), end; it != end; ++it) names.insert((*it)[1]);
  return names;
}

TEST(PageTexts, every_text_is_there_in_both_languages) {
  ASSERT_GT(page_texts().size(), 150U);
  for (const auto& [name, text] : page_texts()) {
    EXPECT_FALSE(text.zh.empty()) << name;
    EXPECT_FALSE(text.en.empty()) << name;
    EXPECT_FALSE(has_han(text.en)) << name << ": " << text.en;
    EXPECT_EQ(placeholders(text.zh), placeholders(text.en)) << name << " fills in different values";
    EXPECT_TRUE(is_valid_utf8(text.zh) && is_valid_utf8(text.en)) << name;
  }
}

TEST(PageTexts, what_templates_and_sources_say_exists) {
  for (const std::string& name : in_templates()) EXPECT_TRUE(page_texts().contains(name)) << name << " in a template";
  for (const std::string& name : said_in_sources()) EXPECT_TRUE(page_texts().contains(name)) << name << " in a source";
}

TEST(PageTexts, no_text_is_left_over) {
  const auto templates = in_templates(), sources = in_sources();
  for (const auto& [name, text] : page_texts()) EXPECT_TRUE(templates.contains(name) || sources.contains(name)) << name << " is used nowhere";
}

TEST(PageTexts, templates_hold_no_words_of_their_own) {
  for (const auto& entry : fs::directory_iterator(folder / "pages")) {
    const bool is_template = entry.path().extension() == ".html";
    EXPECT_FALSE(is_template && has_han(text_of(entry.path()))) << entry.path();
  }
}

TEST(PageTexts, values_are_filled_in) {
  EXPECT_EQ(say("progress", http::Language::zh, {{"step", "2"}, {"steps", "8"}}), "第 2 步，共 8 步");
  EXPECT_EQ(say("progress", http::Language::en, {{"step", "2"}, {"steps", "8"}}), "Question 2 of 8");
}

}  // namespace
}  // namespace shouwen
