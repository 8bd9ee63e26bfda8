// Leaked lists are embedded at build time (src/org/CMakeLists.txt); the house's words stand here.
#include "org/password_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "base/embedded.h"
#include "base/text.h"

namespace shouwen {

std::span<const EmbeddedFile> password_lists();

namespace {

/// Longest first, so that a word within another is not left over.
constexpr std::array<std::string_view, 27> house_words{
    "gongdianju", "gongdiansuo", "customer", "password", "gongdian", "dianwang", "shouwen", "bureau", "dianli", "dianju", "kefu", "power", "admin",
    "sgcc", "csg", "95598", "12398", "国家电网", "南方电网", "供电局", "供电所", "供电", "电力", "电网", "首问", "客服", "密码"};

/// Lower case, half width.
std::string plain(std::string_view text) {
  std::string out = to_half_width(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

const std::unordered_set<std::string>& common_passwords() {
  static const auto made = [] {
    std::unordered_set<std::string> words;
    for (const EmbeddedFile& file : password_lists()) {
      std::string_view rest = file.content;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        words.insert(plain(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return words;
  }();
  return made;
}

bool is_run(std::string_view text) {
  const auto steps = [text](int step) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      const int difference = text[i] - text[i - 1];
      if (difference != step && difference != step - 10 * (step > 0) + 10 * (step < 0)) return false;
    }
    return true;
  };
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos && (steps(1) || steps(-1));
}

/// One piece over and over: "aaaaaaaaaaaa", "abcabcabcabc", "电电电电电电电电电电".
bool is_repeated(std::string_view text) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(4, text.size() / 3); ++size) {
    bool same = text.size() % size == 0;
    for (std::size_t i = size; same && i < text.size(); ++i) same = text[i] == text[i - size];
    if (same) return true;
  }
  return false;
}

}  // namespace

bool is_common_password(std::string_view password) {
  const std::string text = plain(password);
  return common_passwords().contains(text) || is_run(text) || is_repeated(text);
}

bool is_of_house_words(std::string_view password) {
  std::string text = plain(password);
  const std::size_t before = text.size();
  for (const std::string_view word : house_words)
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  return text.size() < before && std::none_of(text.begin(), text.end(), is_letter);
}

bool is_named_after(std::string_view password, std::string_view sign_in_name) {
  const std::string name = plain(sign_in_name);
  return !name.empty() && plain(password).find(name) != std::string::npos;
}

}  // namespace shouwen
