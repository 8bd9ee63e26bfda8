// Rulebook files as text somebody edited: mistakes with lines, never a crash.
#include <cstdint>

#include "regulation/load.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  if (size == 0) return 0;
  static constexpr const char* names[] = {"clauses.toml", "kinds.toml", "categories.toml", "limits.toml", "routing.toml", "directory.toml",
                                          "wording.toml", "papers.toml", "handling.toml", "permissions.toml", "calendar.toml", "holidays.csv"};
  (void)load_rulebook({{names[data[0] % 12], std::string(reinterpret_cast<const char*>(data) + 1, size - 1)}});
  return 0;
}
