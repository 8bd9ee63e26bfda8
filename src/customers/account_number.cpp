// One spelling for import, page and search.
#include "customers/account_number.h"

#include "base/text.h"

namespace shouwen {

std::string account_number_of(std::string_view typed) {
  std::string kept = clean_text(to_half_width(typed), false);
  std::erase(kept, ' ');
  return kept;
}

}  // namespace shouwen
