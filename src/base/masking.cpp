// Masks of personal data: enough to recognise, too little to use. Rules of thumb of rules.md §6.
#include <array>

#include "base/text.h"

namespace shouwen {

std::string mask_name(std::string_view name) {
  const std::size_t length = count_characters(name);
  if (length == 0) return {};
  std::string masked = first_characters(name, 1);
  masked.append(std::max<std::size_t>(length - 1, 1), '*');
  return masked;
}

std::string mask_phone(std::string_view phone) {
  if (phone.size() == 11 && phone.front() == '1') return std::string(phone.substr(0, 3)) + "****" + std::string(phone.substr(7));
  if (phone.size() <= 4) return std::string(phone.size(), '*');
  const std::size_t head = phone.size() >= 10 ? 4 : 2;
  return std::string(phone.substr(0, head)) + std::string(phone.size() - head - 2, '*') + std::string(phone.substr(phone.size() - 2));
}

std::string mask_address(std::string_view address) {
  // Road, street, avenue, lane, village, town: what follows names the door.
  static constexpr std::array<std::string_view, 8> roads{"路", "街", "道", "巷", "村", "镇", "乡", "屯"};
  std::size_t keep = 0;
  for (const std::string_view road : roads) {
    const std::size_t at = address.find(road);
    if (at != std::string_view::npos && at + road.size() > keep) keep = at + road.size();
  }
  if (address.empty()) return {};
  return (keep ? std::string(address.substr(0, keep)) : first_characters(address, 3)) + "***";
}

}  // namespace shouwen
