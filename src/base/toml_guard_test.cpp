// Strings and comments may hold anything; everything else is ASCII.
#include "base/toml.h"

#include <gtest/gtest.h>

namespace shouwen {
namespace {

TEST(TomlGuard, finds_what_stands_outside_strings_and_comments) {
  const std::pair<const char*, std::int64_t> table[] = {
      {"a = \"王\" # 注释\nb = '李'\n", 0},
      {"a = \"\"\"多\n行 \"引\" \\\" \"\"\"\nb = 1", 0},
      {"a = '''字\n面'''", 0},
      {"\xef\xbb\xbf" "a = 1", 0},
      {"a = 1\n王 = 2", 2},
      {"\n\n\xd2\x83", 3},
      {"a = \"open\n王 = 1", 2},
      {"a = \"\\\"\" 王", 1},
      {"a = \xff", 1},
  };
  for (const auto& [text, line] : table) EXPECT_EQ(line_of_stray_character(text), line) << text;
}

// Each of these ended the program or ran into undefined behaviour before (found by fuzzing).
TEST(Toml, malformed_texts_are_errors_and_nothing_worse) {
  for (const std::string_view text : {"[;", "[\x01", "[", "a = [", "=", ",\n\xd2\x83", "\xef\xbb\xb7", "q=0'\xca\xb7", ",\"\"\"\"\xef\xbb\xbb", "\xff"})
    EXPECT_FALSE(parse_toml(text).table.has_value()) << text;
  EXPECT_TRUE(parse_toml("a = \"王\" # 注").table.has_value());
}

}  // namespace
}  // namespace shouwen
