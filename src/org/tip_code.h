// The code a reporter keeps instead of a name (art. 9(5)): 100 random bits and four signs that catch typing errors, in groups of four.
#pragma once

#include <string>
#include <string_view>

namespace shouwen {

/// What is wrong with a code as it was typed. The check signs are public arithmetic: saying it helps nobody guess.
enum class TipCodeMistake { none, empty, too_short, too_long, foreign_sign, wrong_sign, swapped_signs, wrong };
struct TypedTipCode {
  TipCodeMistake mistake{};
  std::string code;           ///< without spaces, in capitals; whole only if nothing is wrong
  std::size_t position = 0;   ///< 1 … of the sign in question
  std::string sign;           ///< the foreign one, as typed
};

/// "7K3M-…": shown once, never kept.
std::string new_tip_code();
/// Small letters, full width, spaces, hyphens, O for 0, I and L for 1 are forgiven.
TypedTipCode read_tip_code(std::string_view typed);
/// In groups of four.
std::string grouped_code(std::string_view code);
/// Argon2id under a key: slow for whoever guesses, useless without the data folder's key. Milliseconds; for codes without mistakes.
std::string tip_code_hash(std::string_view code, std::string_view key);

/// Shorter ones of the same arithmetic, for pay-out slips: 50 random bits.
std::string new_slip_code();
TypedTipCode read_slip_code(std::string_view typed);

}  // namespace shouwen
