// Photos of strangers: JPEG, PNG, WebP or nothing of the kind; what comes out goes in again.
#include <cstdint>

#include "pictures/clean_picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const auto cleaned = clean_picture({reinterpret_cast<const char*>(data), size});
  if (cleaned) (void)clean_picture(cleaned->content);
  return 0;
}
