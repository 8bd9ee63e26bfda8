// Reading a cell.
#include "usage/usage_cells.h"

#include "usage/check_use.h"

namespace shouwen {

namespace {

enum class NumberMistake { none, not_a_number, negative, too_large };
struct Number {
  std::int64_t value = 0;
  NumberMistake mistake{};
};

/// In parts of one: 1000 for thousandths.
Number parse_number(std::string_view text, std::int64_t parts) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t value = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    if (value > largest_wh / parts) return {0, NumberMistake::too_large};
    value = value * 10 + (text[at] - '0');
  }
  bool digits = at > 0;
  std::int64_t unit = parts;
  value *= parts;
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

std::int64_t wh_of(EnergyUnit unit) {
  switch (unit) {
    case EnergyUnit::kwh: return 1000;
    case EnergyUnit::mwh: return 1'000'000;
    case EnergyUnit::wh: return 1;
  }
  return 1000;
}

Result<std::int64_t> parse(std::string_view cell, std::int64_t parts, const std::string& field) {
  const Number number = parse_number(cell, parts);
  const std::string pointer = "/" + field, value(cell);
  switch (number.mistake) {
    case NumberMistake::none: break;
    case NumberMistake::not_a_number: return Refusal{"usage.not_a_number", "", pointer, {{"field", field}, {"value", value}}};
    case NumberMistake::negative: return Refusal{"usage.negative", "", pointer, {{"field", field}, {"value", value}}};
    case NumberMistake::too_large: return Refusal{"usage.too_large", "", pointer, {{"field", field}, {"value", value}}};
  }
  return number.value;
}

}  // namespace

std::string plain_heading(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '_' && c != '\t') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

Result<std::int64_t> parse_thousandths(std::string_view cell, const std::string& field) { return parse(cell, 1000, field); }

Result<std::int64_t> parse_energy_wh(std::string_view cell, EnergyUnit unit, const std::string& field) { return parse(cell, wh_of(unit), field); }

}  // namespace shouwen
