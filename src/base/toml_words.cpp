// A parser tells dozens of faults apart, a clerk five: the first phrase found decides.
#include "base/toml_words.h"

#include <utility>

namespace shouwen {

std::string toml_error_zh(std::string_view error) {
  constexpr std::pair<std::string_view, std::string_view> words[] = {
      {toml_stray_character, "引号外有中文或全角符号。文字要写在英文双引号里，如 name = \"台风停工\"；标点用半角"},
      {"redefin", "同一项写了两次，请删去一处"},
      {"already", "同一项写了两次，请删去一处"},
      {"string", "双引号没有成对：文字前后各要一个英文双引号"},
      {"']'", "方括号没有成对，或列表各项之间缺少逗号"},
      {"array", "方括号没有成对，或列表各项之间缺少逗号"},
      {"'='", "缺少等号：每行写成 名称 = 值"},
      {"date", "日期写法不对，应如 2026-09-24，不加引号"},
      {"time", "时刻写法不对"},
      {"value", "等号后的值写法不对：文字加英文双引号，数字、日期、true、false 不加"},
  };
  for (const auto& [phrase, zh] : words)
    if (error.find(phrase) != std::string_view::npos) return std::string(zh);
  return "这一行写法不对：每行写成 名称 = 值，文字加英文双引号";
}

}  // namespace shouwen
