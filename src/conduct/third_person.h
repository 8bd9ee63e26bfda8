// Whether a text names somebody it must not: what is known of reporters, customers and witnesses, and what looks like a number of a
// person. Pure. Art. 9(4); rules.md R-REP-08.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"

namespace shouwen {

enum class DatumKind { name, phone, id_number, address, account_number };
/// One thing that would give somebody away.
struct KnownDatum {
  DatumKind kind{};
  std::string value;
};

/// What of it stands in the text, as the text has it: white space, punctuation, width and case hide nothing. Nothing is searched for
/// that is so short that it stands everywhere (one character of a name, four digits).
std::vector<std::string> third_persons_in(std::string_view text, const std::vector<KnownDatum>& known);
/// Numbers that look like a phone, an identity card, an account: seven digits in a row or more, dates and document years aside.
std::vector<std::string> person_numbers_in(std::string_view text);

/// Refusal conduct.third_person, which says what was found.
std::optional<Refusal> refuse_third_persons(std::string_view text, const std::vector<KnownDatum>& known, std::string field);

}  // namespace shouwen
