// Rulebook files (TOML) to values, with file:line for every mistake. All mistakes of a set are reported at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "regulation/rulebook.h"

namespace shouwen {

struct RulebookFile {
  std::string name;  ///< "limits.toml"
  std::string text;
};
struct RulebookMistake {
  std::string file;
  std::int64_t line = 0;
  std::string code;     ///< rulebook.unknown_clause …
  std::string text_zh, text_en;
};
struct LoadedRulebook {
  Rulebook rulebook;                      ///< meaningful only if there are no mistakes
  std::vector<RulebookMistake> mistakes;
};

LoadedRulebook load_rulebook(const std::vector<RulebookFile>& files);
/// Every *.toml below a folder (calendars included), sorted by name. Fault if the folder cannot be read.
std::vector<RulebookFile> read_rulebook_folder(const std::string& folder);

}  // namespace shouwen
