// Photos of strangers: JPEG, PNG, WebP or nothing of the kind. What comes out must go in again.
#include <cstdint>

#include "pictures/clean_picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const auto cleaned = clean_picture({reinterpret_cast<const char*>(data), size});
  if (cleaned && !clean_picture(cleaned->content)) __builtin_trap();
  return 0;
}
