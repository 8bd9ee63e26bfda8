// Files of open data as an outsider hands them to `shouwen verify-open-data`: figures, a line with "----", then cases.
#include <cstdint>

#include "open_data/open_files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = bytes.find("----");
  (void)check_figures(bytes.substr(0, cut), cut == std::string_view::npos ? bytes : bytes.substr(cut + 4));
  (void)read_rows(bytes);
  return 0;
}
