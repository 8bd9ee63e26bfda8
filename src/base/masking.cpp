// Masks of personal data: enough to recognise, too little to use. Rules of thumb of rules.md §6.
#include <algorithm>
#include <array>

#include "base/text.h"

namespace shouwen {

namespace {

/// A company, a school, a hospital is no person; who has five characters and such an end is one of them.
bool names_an_organisation(std::string_view name, std::size_t length) {
  static constexpr std::array<std::string_view, 20> ends{"公司", "集团", "厂",   "店",   "场",   "院",   "校",   "园",   "局",     "所",
                                                         "站",   "社",   "中心", "学校", "银行", "酒店", "大学", "矿",   "村委会", "合作社"};
  return length >= 5 && std::any_of(ends.begin(), ends.end(), [name](std::string_view end) { return name.ends_with(end); });
}

}  // namespace

std::string mask_name(std::string_view name) {
  const std::size_t length = count_characters(name);
  if (length == 0) return {};
  if (names_an_organisation(name, length)) return std::string(name);
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
