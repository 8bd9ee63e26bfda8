// What happened to a case, in words for its customer. Inner matters are not told. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/case_words.h"

namespace shouwen {

struct StoryLine {
  Instant at;
  std::string title, text;
};
std::vector<StoryLine> story_of(const std::vector<CaseEvent>& events, const Names& names);

}  // namespace shouwen
