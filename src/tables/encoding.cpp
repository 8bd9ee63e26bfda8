// Bytes of unknown encoding to UTF-8.
#include <unicode/ucnv.h>

#include "base/text.h"
#include "tables/table_reader.h"

namespace shouwen::tables {

namespace {

constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

Result<std::string> convert(std::string_view bytes, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  // No encoding of ours doubles: two bytes become three at most, a single one two.
  std::string utf8(bytes.size() * 2 + 16, '\0');
  UConverter* from = ucnv_open(encoding, &error);
  UConverter* to = ucnv_open("UTF-8", &error);
  if (from != nullptr) ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::size_t length = 0;
  if (U_SUCCESS(error)) {
    char* target = utf8.data();
    const char* source = bytes.data();
    ucnv_convertEx(to, from, &target, utf8.data() + utf8.size(), &source, bytes.data() + bytes.size(), nullptr, nullptr, nullptr, nullptr, true, true,
                   &error);
    length = static_cast<std::size_t>(target - utf8.data());
  }
  if (from != nullptr) ucnv_close(from);
  if (to != nullptr) ucnv_close(to);
  if (U_FAILURE(error)) return Refusal{"import.bad_encoding", "", "", {{"encoding", encoding}}};
  utf8.resize(length);
  return utf8;
}

}  // namespace

std::optional<std::string_view> utf8_text(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xff\xfe"sv) || bytes.starts_with("\xfe\xff"sv) || bytes.starts_with("\0\0\xfe\xff"sv)) return std::nullopt;
  if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
  return is_valid_utf8(bytes) ? std::optional(bytes) : std::nullopt;
}

Result<std::string> to_utf8(std::string_view bytes, std::string& encoding) {
  using namespace std::string_view_literals;
  const auto as = [&](const char* name, std::size_t mark) {
    encoding = name;
    return convert(bytes.substr(mark), name);
  };
  if (bytes.starts_with("\xff\xfe\0\0"sv)) return as("UTF-32LE", 4);
  if (bytes.starts_with("\0\0\xfe\xff"sv)) return as("UTF-32BE", 4);
  if (bytes.starts_with("\xff\xfe"sv)) return as("UTF-16LE", 2);
  if (bytes.starts_with("\xfe\xff"sv)) return as("UTF-16BE", 2);
  if (const auto utf8 = utf8_text(bytes)) {
    encoding = "UTF-8";
    return std::string(*utf8);
  }
  return as("GB18030", bytes.starts_with(utf8_mark) ? utf8_mark.size() : 0);
}

}  // namespace shouwen::tables
