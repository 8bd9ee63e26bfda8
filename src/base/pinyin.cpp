// Pinyin of names by ICU, with the readings surnames have of their own.
#include <unicode/translit.h>

#include <array>
#include <memory>
#include <unordered_map>
#include <utility>

#include "base/check.h"
#include "base/text.h"

namespace shouwen {

namespace {

/// Characters read differently as a surname (the general reading is ICU's).
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> surname_readings{{
    {"单", "shan"}, {"曾", "zeng"}, {"仇", "qiu"}, {"解", "xie"}, {"任", "ren"}, {"盖", "ge"}, {"区", "ou"},
    {"查", "zha"}, {"朴", "piao"}, {"尉", "yu"}, {"翟", "zhai"}, {"乐", "yue"}, {"覃", "qin"}, {"华", "hua"}}};

const icu::Transliterator& reader() {
  // Transliterators keep no state between calls but are not documented as shareable: one a thread.
  thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, error));
    SHOUWEN_CHECK(U_SUCCESS(error));
    return made;
  }();
  return *instance;
}

/// Remembered, because the rules of all Han characters are walked through for each (40 µs measured).
const std::string& reading_of(const std::string& character) {
  thread_local std::unordered_map<std::string, std::string> known;
  const auto [found, is_new] = known.try_emplace(character);
  if (!is_new) return found->second;
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(character);
  reader().transliterate(text);
  text.trim().toUTF8String(found->second);
  return found->second;
}

std::vector<std::string> readings_of(std::string_view name) {
  std::vector<std::string> readings;
  for (std::size_t at = 0; at < name.size();) {
    std::size_t next = at + 1;
    while (next < name.size() && (static_cast<unsigned char>(name[next]) & 0xC0) == 0x80) ++next;
    const std::string character(name.substr(at, next - at));
    std::string reading;
    if (at == 0)
      for (const auto& [surname, own] : surname_readings)
        if (surname == character) reading = own;
    if (reading.empty()) reading = character == " " ? "" : reading_of(character);
    if (!reading.empty()) readings.push_back(std::move(reading));
    at = next;
  }
  return readings;
}

}  // namespace

std::string pinyin_initials(std::string_view text) {
  std::string initials;
  for (const std::string& reading : readings_of(text)) initials += first_characters(reading, 1);
  return initials;
}

std::string pinyin(std::string_view text) {
  std::string whole;
  for (const std::string& reading : readings_of(text)) whole += reading;
  return whole;
}

}  // namespace shouwen
