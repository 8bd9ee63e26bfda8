// One walk over the characters, so that full-width digits, spaces and dashes hide no number.
#include "participation/personal_data.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace shouwen {

namespace {

/// As many digits are a phone, an account or an identity number; fewer may be a year, an amount, a hotline.
constexpr std::size_t number_from_digits = 7;

struct Sign {
  std::size_t begin = 0, size = 0;
  char plain = 0;   ///< in half width: '0' … '9' (Chinese numerals too), '-', ' ', '.', '@', letters; 0 = anything else
  bool is_han_number = false;
};

std::size_t size_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

std::optional<char> han_digit(std::string_view sign) {
  static constexpr std::array<std::pair<std::string_view, char>, 12> digits{{{"零", '0'}, {"〇", '0'}, {"一", '1'}, {"二", '2'}, {"三", '3'}, {"四", '4'},
                                                                              {"五", '5'}, {"六", '6'}, {"七", '7'}, {"八", '8'}, {"九", '9'}, {"幺", '1'}}};
  for (const auto& [han, digit] : digits)
    if (sign == han) return digit;
  return std::nullopt;
}

std::vector<Sign> signs_of(std::string_view text) {
  std::vector<Sign> signs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = std::min(size_of(text[at]), text.size() - at);
    const std::string_view sign = text.substr(at, size);
    const std::string half = to_half_width(sign);
    Sign made{at, size, half.size() == 1 ? half[0] : '\0', false};
    if (sign == "　" || sign == "\xc2\xa0") made.plain = ' ';
    if (sign == "—" || sign == "–" || sign == "·") made.plain = '-';
    if (const auto digit = han_digit(sign)) {
      made.plain = *digit;
      made.is_han_number = true;
    }
    signs.push_back(made);
    at += size;
  }
  return signs;
}

bool is_digit(const Sign& sign) { return sign.plain >= '0' && sign.plain <= '9'; }
bool joins(const Sign& sign) { return sign.plain == ' ' || sign.plain == '-' || sign.plain == '(' || sign.plain == ')' || sign.plain == '.'; }
bool is_mail_sign(const Sign& sign) {
  return !sign.is_han_number && (is_digit(sign) || (sign.plain >= 'a' && sign.plain <= 'z') || (sign.plain >= 'A' && sign.plain <= 'Z') || sign.plain == '.' || sign.plain == '-' || sign.plain == '_' || sign.plain == '+');
}

/// One past the last sign of the number that begins here; `from` if it is none. A date is none.
std::size_t number_end(const std::vector<Sign>& signs, std::size_t from) {
  constexpr std::size_t digits_of_date = 8;
  std::size_t digits = 0, end = from, parts = 0;
  const auto is_date = [&] { return digits == digits_of_date && parts == 2 && signs[from].plain == '2'; };
  for (std::size_t i = from; i < signs.size(); ++i) {
    const bool identity_end = digits == 17 && (signs[i].plain == 'X' || signs[i].plain == 'x');
    if (is_digit(signs[i]) || identity_end) {
      ++digits;
      end = i + 1;
      continue;
    }
    const bool goes_on = joins(signs[i]) && i + 1 < signs.size() && (is_digit(signs[i + 1]) || joins(signs[i + 1]));
    // "2026-11-27 20:00": the time of day belongs to no number.
    if (!goes_on || (signs[i].plain == ' ' && is_date())) break;
    if (signs[i].plain == '-' || signs[i].plain == '.') ++parts;
  }
  return digits >= number_from_digits && !is_date() ? end : from;
}

/// "12栋3单元501室": a number and what names a door.
std::size_t door_end(std::string_view text, const std::vector<Sign>& signs, std::size_t from) {
  static constexpr std::array<std::string_view, 6> doors{"栋", "幢", "单元", "室", "号楼", "号房"};
  std::size_t i = from;
  while (i < signs.size() && (is_digit(signs[i]) || signs[i].plain == '-')) ++i;
  if (i == signs.size()) return from;
  const std::string_view rest = text.substr(signs[i].begin);
  for (const std::string_view door : doors)
    if (rest.starts_with(door)) {
      std::size_t end = i;
      for (std::size_t bytes = 0; bytes < door.size(); ++end) bytes += signs[end].size;
      return end;
    }
  return from;
}

void add_mails(const std::vector<Sign>& signs, std::vector<PersonalPassage>& found) {
  for (std::size_t at = 0; at < signs.size(); ++at) {
    if (signs[at].plain != '@') continue;
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && is_mail_sign(signs[begin - 1])) --begin;
    while (end < signs.size() && is_mail_sign(signs[end])) ++end;
    if (begin < at && end > at + 1) found.push_back({signs[begin].begin, signs[end - 1].begin + signs[end - 1].size - signs[begin].begin});
  }
}

/// Half width, without spaces and dashes, letters small: what is compared.
std::string bare(std::string_view text) {
  std::string plain;
  for (const Sign& sign : signs_of(text)) {
    if (joins(sign)) continue;
    if (sign.is_han_number || sign.plain == 0) plain += text.substr(sign.begin, sign.size);
    else plain += sign.plain >= 'A' && sign.plain <= 'Z' ? static_cast<char>(sign.plain - 'A' + 'a') : sign.plain;
  }
  return plain;
}

/// Only the digits, Chinese ones too.
std::string digits_of(std::string_view text) {
  std::string digits;
  for (const Sign& sign : signs_of(text))
    if (is_digit(sign)) digits += sign.plain;
  return digits;
}

bool names_person(const std::string& text, const std::string& name) {
  constexpr std::size_t least = 2;
  const std::string plain = bare(name);
  if (count_characters(plain) < least) return false;
  if (text.find(plain) != std::string::npos) return true;
  const std::string surname = first_characters(plain, 1);
  for (const char* title : {"先生", "女士", "小姐", "师傅", "阿姨", "大爷"})
    if (text.find(surname + title) != std::string::npos) return true;
  return false;
}

std::vector<PersonalPassage> merged(std::vector<PersonalPassage> passages) {
  std::sort(passages.begin(), passages.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  std::vector<PersonalPassage> joined;
  for (const PersonalPassage& one : passages) {
    if (joined.empty() || one.begin > joined.back().begin + joined.back().size) joined.push_back(one);
    else joined.back().size = std::max(joined.back().begin + joined.back().size, one.begin + one.size) - joined.back().begin;
  }
  return joined;
}

}  // namespace

std::vector<PersonalPassage> personal_passages(std::string_view text) {
  const std::vector<Sign> signs = signs_of(text);
  std::vector<PersonalPassage> found;
  for (std::size_t at = 0; at < signs.size(); ++at) {
    if (!is_digit(signs[at])) continue;
    const std::size_t end = std::max(number_end(signs, at), door_end(text, signs, at));
    if (end > at) found.push_back({signs[at].begin, signs[end - 1].begin + signs[end - 1].size - signs[at].begin});
    std::size_t next = std::max(end, at + 1);
    // Not again from the middle of a number that is none.
    while (end == at && next < signs.size() && is_digit(signs[next])) ++next;
    at = next - 1;
  }
  add_mails(signs, found);
  return merged(std::move(found));
}

std::string known_data_in(std::string_view text, const KnownPerson& known) {
  const std::string plain = bare(text), digits = digits_of(text);
  for (const std::string& name : known.names)
    if (names_person(plain, name)) return mask_name(name);
  for (const std::string& number : known.numbers) {
    const std::string wanted = digits_of(number);
    if (wanted.size() >= number_from_digits && digits.find(wanted) != std::string::npos) return mask_phone(wanted);
  }
  for (const std::string& address : known.addresses) {
    constexpr std::size_t least = 4;
    const std::string wanted = bare(address);
    if (count_characters(wanted) >= least && plain.find(wanted) != std::string::npos) return mask_address(address);
  }
  return {};
}

std::string hide_passages(const std::string& text, const std::vector<std::string>& passages) {
  std::vector<PersonalPassage> hidden = personal_passages(text);
  for (const std::string& passage : passages)
    for (std::size_t at = text.find(passage); !passage.empty() && at != std::string::npos; at = text.find(passage, at + passage.size())) hidden.push_back({at, passage.size()});
  std::string shown;
  std::size_t at = 0;
  for (const PersonalPassage& one : merged(std::move(hidden))) {
    shown += text.substr(at, one.begin - at) + hidden_mark;
    at = one.begin + one.size;
  }
  return shown + text.substr(at);
}

}  // namespace shouwen
