// Both sides are folded to what a reader hears: letters, Han characters and digits only, half width, lower case.
#include "conduct/third_person.h"

#include <algorithm>

#include "base/text.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::size_t least_name = 2, least_digits = 5, least_address = 4, least_address_end = 6, number_digits = 7;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A code point of valid UTF-8 at `at`, and how many bytes it has.
struct Point {
  char32_t value = 0;
  std::size_t bytes = 1;
};
Point point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  const std::size_t bytes = byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (at + bytes > text.size()) return {byte(0), 1};
  char32_t value = byte(0) & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) value = (value << 6) | (byte(i) & 0x3FU);
  return {value, bytes};
}

/// 0–9 for Arabic digits of any width and Chinese ones as they are read out; -1 for anything else.
int digit_of(char32_t c) {
  static constexpr std::u32string_view read_out = U"〇一二三四五六七八九", formal = U"零壹贰叁肆伍陆柒捌玖";
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (const auto at = read_out.find(c); at != std::u32string_view::npos) return static_cast<int>(at);
  if (const auto at = formal.find(c); at != std::u32string_view::npos) return static_cast<int>(at);
  return -1;
}

/// Punctuation, blanks and signs that people put between the parts of a name or number.
bool is_between(char32_t c) {
  if (c < 0x80) return !((c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'));
  return c == 0xB7 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F && c != 0x3007) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF0F) || c == 0x30FB ||
         c == 0xFEFF;
}

std::string folded(std::string_view text) {
  const std::string half = to_half_width(clean_text(text, false));
  std::string kept;
  for (std::size_t at = 0; at < half.size();) {
    const Point point = point_at(half, at);
    if (!is_between(point.value)) {
      if (point.value >= U'A' && point.value <= U'Z') kept += static_cast<char>(point.value - U'A' + U'a');
      else kept.append(half, at, point.bytes);
    }
    at += point.bytes;
  }
  return kept;
}

/// The same with every digit as 0–9, however it is written.
std::string folded_digits(std::string_view text) {
  const std::string kept = folded(text);
  std::string digits;
  for (std::size_t at = 0; at < kept.size();) {
    const Point point = point_at(kept, at);
    if (const int digit = digit_of(point.value); digit >= 0) digits += static_cast<char>('0' + digit);
    else digits.append(kept, at, point.bytes);
    at += point.bytes;
  }
  return digits;
}

bool is_long_enough(DatumKind kind, const std::string& value) {
  switch (kind) {
    case DatumKind::name: return count_characters(value) >= least_name;
    case DatumKind::address: return count_characters(value) >= least_address;
    case DatumKind::phone:
    case DatumKind::id_number:
    case DatumKind::account_number: break;
  }
  return value.size() >= least_digits;
}

/// An address gives itself away without its district: "长青路77号" of "城东区长青路77号".
bool holds_address(std::string_view words, const std::string& address) {
  std::size_t points = count_characters(address);
  for (std::size_t at = 0; at < address.size() && (at == 0 || points >= least_address_end); --points) {
    if (words.find(std::string_view(address).substr(at)) != std::string_view::npos) return true;
    at += point_at(address, at).bytes;
  }
  return false;
}

/// "20261127" is a day, not a person's number.
bool is_day(std::string_view digits) {
  if (digits.size() != 8) return false;
  const int year = std::stoi(std::string(digits.substr(0, 4))), month = std::stoi(std::string(digits.substr(4, 2))), day = std::stoi(std::string(digits.substr(6, 2)));
  return year >= 1949 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

}  // namespace

std::vector<std::string> third_persons_in(std::string_view text, const std::vector<KnownDatum>& known) {
  const std::string words = folded(text), numbers = folded_digits(text);
  std::vector<std::string> found;
  for (const KnownDatum& datum : known) {
    const bool is_words = datum.kind == DatumKind::name || datum.kind == DatumKind::address;
    const std::string value = is_words ? folded(datum.value) : folded_digits(datum.value);
    if (!is_long_enough(datum.kind, value)) continue;
    if (datum.kind == DatumKind::address ? !holds_address(words, value) : (is_words ? words : numbers).find(value) == std::string::npos) continue;
    if (std::find(found.begin(), found.end(), datum.value) == found.end()) found.push_back(datum.value);
  }
  return found;
}

std::vector<std::string> person_numbers_in(std::string_view text) {
  // Signs between digits are kept out, words are not: "13 8001 38000" is one number, "3月，12户" is two.
  const std::string half = to_half_width(clean_text(text, true));
  std::vector<std::string> found;
  std::string run;
  const auto end_run = [&] {
    if (run.size() >= number_digits && !is_day(run)) found.push_back(run);
    run.clear();
  };
  for (std::size_t at = 0; at < half.size();) {
    const Point point = point_at(half, at);
    if (point.value < 0x80 && is_digit(static_cast<char>(point.value))) run += static_cast<char>(point.value);
    else if (point.value != U' ' && point.value != U'-' && point.value != U'(' && point.value != U')' && point.value != U'+') end_run();
    at += point.bytes;
  }
  end_run();
  return found;
}

std::optional<Refusal> refuse_third_persons(std::string_view text, const std::vector<KnownDatum>& known, std::string field) {
  std::vector<std::string> found = third_persons_in(text, known);
  for (std::string& number : person_numbers_in(text)) found.push_back(std::move(number));
  if (found.empty()) return std::nullopt;
  std::string all;
  for (const std::string& one : found) all += (all.empty() ? "" : "、") + one;
  return Refusal{"conduct.third_person", clause::art_9_4, std::move(field), {{"found", all}}};
}

}  // namespace shouwen
