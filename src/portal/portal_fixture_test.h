// The shipped rulebook, for tests of the public pages.
#pragma once

#include <gtest/gtest.h>

#include "regulation/load.h"

namespace shouwen {

inline const Rulebook& shipped_rulebook() {
  static const Rulebook rulebook = [] {
    LoadedRulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
    EXPECT_TRUE(loaded.mistakes.empty());
    return std::move(loaded.rulebook);
  }();
  return rulebook;
}

}  // namespace shouwen
