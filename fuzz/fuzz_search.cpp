// What is typed into search boxes and number fields, and the cursors of lists.
#include <cstdint>

#include "base/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  // The pipeline refuses what is no UTF-8 before it gets here.
  if (!is_valid_utf8(bytes)) return 0;
  (void)clean_text(bytes, true);
  (void)clean_text(bytes, false);
  (void)search_terms(bytes);
  (void)search_query(bytes);
  (void)typed_number(bytes);
  (void)normalise_phone(to_half_width(bytes));
  (void)pinyin(bytes);
  (void)pinyin_initials(bytes);
  (void)mask_name(bytes);
  (void)mask_phone(bytes);
  (void)mask_address(bytes);
  (void)first_characters(bytes, 3);
  return 0;
}
