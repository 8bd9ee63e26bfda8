// Every refusal of the house has a sentence in both languages, and every sentence a refusal. Read out of the sources.
#include <gtest/gtest.h>

#include "base/toml.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "http/problem.h"

namespace shouwen::http {
namespace {

namespace fs = std::filesystem;

struct Use {
  std::string place;                 ///< "src/cases/transfer.cpp:66"
  std::set<std::string> value_names; ///< values given where the refusal is made
  bool values_known = false;         ///< false where a helper adds them
};

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Comments give examples of other dotted words; they keep their length so that lines stay countable.
std::string without_comments(std::string text) {
  bool quoted = false;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (quoted && text[i] == '\\') ++i;
    else if (text[i] == '"') quoted = !quoted;
    else if (text[i] == '\n') quoted = false;
    else if (!quoted && text[i] == '/' && text[i + 1] == '/')
      while (i < text.size() && text[i] != '\n') text[i++] = ' ';
  }
  return text;
}

bool is_file_name(const std::string& word) {
  static const std::set<std::string> endings = {"toml", "db", "key", "json", "csv", "xlsx", "html", "js", "css", "svg", "png", "sql", "txt", "pdf", "lock", "jsonl", "md", "py"};
  return endings.contains(word.substr(word.rfind('.') + 1));
}

/// "complaint.billing" and the like: categories begin with the word of a kind.
bool is_category(const std::string& word) {
  static const std::set<std::string> kinds = [] {
    std::set<std::string> read;
    const ParsedToml parsed = parse_toml(text_of(std::filesystem::path(SOURCE_ROOT) / "rulebook" / "kinds.toml"));
    if (parsed.table)
      for (const toml::node& kind : *(*parsed.table)["kind"].as_array()) read.insert((*kind.as_table())["kind"].value_or(std::string()));
    return read;
  }();
  return kinds.contains(word.substr(0, word.find('.')));
}

/// The rulebook's loader explains its mistakes itself, with file and line.
bool explains_itself(const fs::path& file, const std::string& code) {
  const std::string name = file.filename();
  return code.starts_with("rulebook.") && (name.starts_with("load") || name == "consistency.cpp" || name == "price.cpp" || name == "toml_reader.cpp");
}

/// A code that is only looked at, not said: `code == "storage.full"`.
bool is_compared(const std::string& text, std::size_t at) {
  const std::string before = text.substr(at < 16 ? 0 : at - 16, at < 16 ? at : 16);
  return before.ends_with("== ") || before.ends_with("!= ") || before.ends_with("_with(");
}

std::set<std::string> value_names_in(const std::string& statement) {
  static const std::regex name(R"rx(\{\s*"([a-z_]+)"\s*,)rx");
  std::set<std::string> names;
  for (std::sregex_iterator it(statement.begin(), statement.end(), name), end; it != end; ++it) names.insert((*it)[1]);
  return names;
}

void collect(const fs::path& file, std::multimap<std::string, Use>& uses) {
  static const std::regex literal(R"rx("([a-z_]{3,}\.[a-z_]+)")rx");
  const std::string text = without_comments(text_of(file));
  for (std::sregex_iterator it(text.begin(), text.end(), literal), end; it != end; ++it) {
    const std::string code = (*it)[1];
    const auto at = static_cast<std::size_t>(it->position());
    if (is_file_name(code) || is_category(code) || explains_itself(file, code) || is_compared(text, at)) continue;
    const std::size_t begin = std::max(text.find_last_of(";{}\n", at) + 1, text.rfind('\n', at) + 1);
    const std::string before = text.substr(begin, at - begin);
    const std::string statement = text.substr(at, text.find(';', at) - at);
    Use use{fs::relative(file, SOURCE_ROOT).string() + ':' + std::to_string(1 + std::count(text.begin(), text.begin() + it->position(), '\n')), {}, false};
    use.value_names = value_names_in(statement);
    use.values_known = before.find("at_line(") == std::string::npos && before.find("denied(") == std::string::npos;
    uses.emplace(code, std::move(use));
  }
}

const std::multimap<std::string, Use>& uses() {
  static const std::multimap<std::string, Use> found = [] {
    std::multimap<std::string, Use> all;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_ROOT) / "src")) {
      const std::string name = entry.path().filename();
      const bool source = name.ends_with(".cpp") || name.ends_with(".h");
      if (source && !name.ends_with("_test.cpp") && !name.ends_with("_test.h")) collect(entry.path(), all);
    }
    return all;
  }();
  return found;
}

struct Sentence {
  std::string zh, en;
};

std::map<std::string, Sentence> sentences() {
  const ParsedToml parsed = parse_toml(text_of(fs::path(SOURCE_ROOT) / "rulebook" / "refusals.toml"));
  EXPECT_TRUE(parsed.table) << "refusals.toml is no TOML";
  std::map<std::string, Sentence> all;
  if (parsed.table)
    for (const auto& [code, node] : *parsed.table)
      all[std::string(code.str())] = {node.at_path("zh").value_or(std::string()), node.at_path("en").value_or(std::string())};
  return all;
}

std::set<std::string> placeholders(const std::string& sentence) {
  static const std::regex mark(R"rx(\{([a-z_]+)\})rx");
  std::set<std::string> names;
  for (std::sregex_iterator it(sentence.begin(), sentence.end(), mark), end; it != end; ++it) names.insert((*it)[1]);
  return names;
}

TEST(Refusals, the_scan_finds_what_the_sources_say) {
  ASSERT_GT(uses().size(), 150U);
  EXPECT_TRUE(uses().contains("transfer.return_budget_spent"));
  EXPECT_TRUE(uses().contains("body.too_short"));
  EXPECT_TRUE(uses().contains("permission.sealed"));
  EXPECT_FALSE(uses().contains("limits.toml"));
}

TEST(Refusals, every_code_has_a_sentence_in_both_languages) {
  const auto known = sentences();
  for (const auto& [code, use] : uses()) EXPECT_TRUE(known.contains(code)) << code << " at " << use.place << " has no text in rulebook/refusals.toml";
  for (const auto& [code, sentence] : known) {
    EXPECT_FALSE(sentence.zh.empty()) << code << " has no Chinese text";
    EXPECT_FALSE(sentence.en.empty()) << code << " has no English text";
    EXPECT_EQ(placeholders(sentence.zh), placeholders(sentence.en)) << code << " names different values in its two languages";
  }
}

TEST(Refusals, every_sentence_belongs_to_a_refusal) {
  for (const auto& [code, sentence] : sentences()) {
    EXPECT_TRUE(uses().contains(code)) << code << " is refused nowhere: " << sentence.en;
  }
}

TEST(Refusals, a_sentence_names_only_values_that_are_given) {
  const auto known = sentences();
  for (const auto& [code, use] : uses()) {
    if (!use.values_known || !known.contains(code)) continue;
    for (const std::string& name : placeholders(known.at(code).zh))
      EXPECT_TRUE(use.value_names.contains(name)) << code << " at " << use.place << " does not give {" << name << "}";
  }
}

TEST(Refusals, a_sentence_tells_what_to_do) {
  for (const auto& [code, sentence] : sentences()) {
    EXPECT_TRUE(sentence.zh.ends_with("。")) << code;
    EXPECT_TRUE(sentence.en.ends_with(".")) << code;
    // Who reads it is a clerk or a customer: no word of the program, no internal code.
    for (const char* word : {"null", "enum", "exception", "NULL"}) EXPECT_EQ(sentence.en.find(word), std::string::npos) << code;
  }
}

TEST(Refusals, the_binary_carries_the_catalogue) {
  EXPECT_EQ(refusal_text({"case.not_holder", "art.10(7)", "", {{"holder", "李明"}}}, Language::zh).substr(0, 24), "该事项现由李明承");
  EXPECT_NE(refusal_text({"body.too_long", "", "", {{"limit", "40"}, {"length", "41"}}}, Language::en).find("At most 40 characters"), std::string::npos);
  EXPECT_EQ(refusal_text({"no.such_code", "", "", {}}, Language::en), "no.such_code");
}

}  // namespace
}  // namespace shouwen::http
