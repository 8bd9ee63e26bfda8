// Reading a cell.
#include "usage/usage_cells.h"

#include "usage/check_use.h"

namespace shouwen {

namespace {

enum class NumberMistake { none, not_a_number, negative, too_large };
struct Number {
  std::int64_t thousandths = 0;
  NumberMistake mistake{};
};

Number parse_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t value = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    if (value > largest_wh / 1000) return {0, NumberMistake::too_large};
    value = value * 10 + (text[at] - '0');
  }
  bool digits = at > 0;
  std::int64_t unit = 1000;
  value *= 1000;
  if (at < text.size() && text[at] == '.') {
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      digits = true;
      if (unit > 1) value += (text[at] - '0') * (unit /= 10);
      else if (unit == 1) value += text[at] >= '5', unit = 0;
    }
  }
  if (!digits || at != text.size()) return {0, NumberMistake::not_a_number};
  if (negative && value > 0) return {0, NumberMistake::negative};
  return value > largest_wh ? Number{0, NumberMistake::too_large} : Number{value, NumberMistake::none};
}

}  // namespace

std::string plain_heading(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '_' && c != '\t') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

Result<std::int64_t> parse_thousandths(std::string_view cell, const std::string& field) {
  const Number number = parse_number(cell);
  const std::string pointer = "/" + field, value(cell);
  switch (number.mistake) {
    case NumberMistake::none: break;
    case NumberMistake::not_a_number: return Refusal{"usage.not_a_number", "", pointer, {{"field", field}, {"value", value}}};
    case NumberMistake::negative: return Refusal{"usage.negative", "", pointer, {{"field", field}, {"value", value}}};
    case NumberMistake::too_large: return Refusal{"usage.too_large", "", pointer, {{"field", field}, {"value", value}}};
  }
  return number.thousandths;
}

}  // namespace shouwen
