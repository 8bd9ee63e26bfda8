// Every text of these pages exists in both languages, is used somewhere, and every text that is used exists; the chart is what it should be.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "portal/page_texts.h"
#include "representatives/use_chart.h"

namespace shouwen {
namespace {

namespace fs = std::filesystem;
const fs::path folder = fs::path(SOURCE_ROOT) / "src" / "representatives";

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::set<std::string> found(const fs::path& where, const std::string& ending, const std::regex& mark) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(where)) {
    const std::string name = entry.path().filename();
    if (!name.ends_with(ending) || name.ends_with("_test.cpp")) continue;
    const std::string text = text_of(entry.path());
    for (std::sregex_iterator it(text.begin(), text.end(), mark), end; it != end; ++it) names.insert((*it)[1]);
  }
  return names;
}

TEST(MyTexts, every_text_is_there_in_both_languages_and_used) {
  const PageTexts texts = read_page_texts(text_of(folder / "my_texts.toml"));
  const auto templates = found(folder / "pages", ".html", std::regex(R"rx(\{\{[#^]?m\.([a-z_0-9]+)\}\})rx"));
  const auto sources = found(folder, ".cpp", std::regex(R"rx("([a-z_0-9]+)")rx"));
  const auto said = found(folder, ".cpp", std::regex(R"rx(\bmy_text\("([a-z_0-9]+)"[,)])rx"));
  std::set<std::string> titles;
  for (const auto& entry : fs::directory_iterator(folder / "pages")) titles.insert("title_" + entry.path().stem().string().substr(3));
  for (const auto& [name, text] : texts) {
    EXPECT_FALSE(text.zh.empty() || text.en.empty()) << name;
    EXPECT_TRUE(templates.contains(name) || sources.contains(name) || titles.contains(name)) << name << " is used nowhere";
  }
  for (const std::string& name : templates) EXPECT_TRUE(texts.contains(name)) << name << " in a template";
  for (const std::string& name : said) EXPECT_TRUE(texts.contains(name)) << name << " in a source";
  const auto common = found(folder / "pages", ".html", std::regex(R"rx(\{\{[#^]?t\.([a-z_0-9]+)\}\})rx"));
  for (const std::string& name : common) EXPECT_TRUE(page_texts().contains(name)) << name;
}

TEST(UseChart, Art_11_6_2_bars_reach_from_nothing_to_the_highest) {
  EXPECT_EQ(use_chart({}, "x", "kWh"), "");
  const std::string svg = use_chart({{{202601}, 500, {}, {}, {}}, {{202602}, {}, {}, {}, {}}, {{202603}, 1000, 800, 900, 2000}}, "a <b> \"c\" & d", "kWh");
  EXPECT_NE(svg.find(R"(aria-label="a &lt;b> &quot;c&quot; &amp; d")"), std::string::npos) << svg;
  const std::regex bar("<rect");
  EXPECT_EQ(std::distance(std::sregex_iterator(svg.begin(), svg.end(), bar), std::sregex_iterator()), 2) << "what is not known has no bar";
  EXPECT_NE(svg.find(R"(V22.0")"), std::string::npos) << "the highest value reaches the top";
}

}  // namespace
}  // namespace shouwen
