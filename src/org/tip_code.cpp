// A Reed-Solomon code over 32 signs: four check signs tell any two wrong ones from a right code, so one wrong sign, two swapped
// ones, a missing or a doubled one can be named.
#include "org/tip_code.h"

#include <sodium.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "base/text.h"

namespace shouwen {

namespace {

/// Crockford's 32 signs: no I, L, O, U.
constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t check_signs = 4, code_signs = 24, slip_signs = 14;

/// Powers of 2 in GF(32) by x^5 + x^2 + 1.
struct Field {
  std::array<unsigned, 62> power{};
  std::array<unsigned, 32> exponent{};
  constexpr Field() {
    unsigned value = 1;
    for (unsigned i = 0; i < 31; ++i) {
      power[i] = power[i + 31] = value;
      exponent[value] = i;
      value <<= 1U;
      if ((value & 32U) != 0) value ^= 37U;
    }
  }
  constexpr unsigned times(unsigned a, unsigned b) const { return a == 0 || b == 0 ? 0 : power[exponent[a] + exponent[b]]; }
};
constexpr Field field;

using Values = std::vector<unsigned>;

/// The polynomial with the roots 2^1 … 2^4, highest power first, without its leading 1.
constexpr std::array<unsigned, check_signs> generator() {
  std::array<unsigned, check_signs + 1> product{1, 0, 0, 0, 0};
  for (unsigned root = 1; root <= check_signs; ++root)
    for (std::size_t i = root; i > 0; --i) product[i] ^= field.times(product[i - 1], field.power[root]);
  return {product[1], product[2], product[3], product[4]};
}

Values with_checks(Values data) {
  constexpr auto factors = generator();
  std::array<unsigned, check_signs> rest{};
  for (const unsigned value : data) {
    const unsigned lead = value ^ rest[0];
    for (std::size_t i = 0; i < check_signs; ++i) rest[i] = (i + 1 < check_signs ? rest[i + 1] : 0) ^ field.times(lead, factors[i]);
  }
  data.insert(data.end(), rest.begin(), rest.end());
  return data;
}

bool is_right(const Values& values) {
  for (unsigned root = 1; root <= check_signs; ++root) {
    unsigned sum = 0;
    for (const unsigned value : values) sum = field.times(sum, field.power[root]) ^ value;
    if (sum != 0) return false;
  }
  return true;
}

std::string new_code(std::size_t length) {
  std::array<unsigned char, code_signs> chance{};
  randombytes_buf(chance.data(), chance.size());
  Values data;
  for (std::size_t i = 0; i < length - check_signs; ++i) data.push_back(chance[i] % signs.size());
  std::string code;
  for (const unsigned value : with_checks(std::move(data))) code += signs[value];
  return grouped_code(code);
}

char forgiven(char sign) {
  if (sign >= 'a' && sign <= 'z') sign = static_cast<char>(sign - 'a' + 'A');
  if (sign == 'O') return '0';
  return sign == 'I' || sign == 'L' ? '1' : sign;
}

/// The one place where another sign, or two neighbours the other way round, make it right; nothing if there is none or several slips.
void name_mistake(TypedTipCode& typed, Values values) {
  typed.mistake = TipCodeMistake::wrong;
  for (std::size_t i = 0; i + 1 < values.size(); ++i) {
    std::swap(values[i], values[i + 1]);
    const bool right = is_right(values);
    std::swap(values[i], values[i + 1]);
    if (!right) continue;
    typed.mistake = TipCodeMistake::swapped_signs;
    typed.position = i + 1;
    return;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const unsigned given = values[i];
    for (unsigned other = 0; other < signs.size(); ++other) {
      values[i] = other;
      if (other == given || !is_right(values)) continue;
      typed.mistake = TipCodeMistake::wrong_sign;
      typed.position = i + 1;
      return;
    }
    values[i] = given;
  }
}

TypedTipCode read_code(std::string_view text, std::size_t length) {
  TypedTipCode typed;
  Values values;
  for (const char given : to_half_width(text)) {
    if (given == '-' || given == ' ' || given == '\t' || given == '\n' || given == '\r' || given == '_') continue;
    const char sign = forgiven(given);
    const std::size_t value = signs.find(sign);
    if (value == std::string_view::npos) {
      typed.mistake = TipCodeMistake::foreign_sign;
      typed.position = values.size() + 1;
      if (static_cast<unsigned char>(given) < 128) typed.sign = given;
      return typed;
    }
    if (values.size() > 2 * length) break;
    typed.code += sign;
    values.push_back(static_cast<unsigned>(value));
  }
  if (values.empty()) typed.mistake = TipCodeMistake::empty;
  else if (values.size() < length) typed.mistake = TipCodeMistake::too_short;
  else if (values.size() > length) typed.mistake = TipCodeMistake::too_long;
  else if (!is_right(values)) name_mistake(typed, std::move(values));
  return typed;
}

}  // namespace

std::string grouped_code(std::string_view code) {
  std::string grouped;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) grouped += '-';
    grouped += code[i];
  }
  return grouped;
}

std::string new_tip_code() { return new_code(code_signs); }
TypedTipCode read_tip_code(std::string_view typed) { return read_code(typed, code_signs); }
std::string new_slip_code() { return new_code(slip_signs); }
TypedTipCode read_slip_code(std::string_view typed) { return read_code(typed, slip_signs); }

std::string tip_code_hash(std::string_view code, std::string_view key) {
  // Eight megabytes and two passes: some ten milliseconds. 100 random bits need no more; the salt is a key, so that a row can be found.
  constexpr unsigned long long passes = 2;
  constexpr std::size_t memory_bytes = std::size_t{8} << 20;
  const std::string letters = read_tip_code(code).code;
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  crypto_generichash(salt.data(), salt.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size(), nullptr, 0);
  std::string hash(32, '\0');
  if (crypto_pwhash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), letters.data(), letters.size(), salt.data(), passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("no memory for Argon2id");
  return hash;
}

}  // namespace shouwen
