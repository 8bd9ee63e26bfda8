// toml++ as all rooms use it: a document or what is wrong with it, whatever the text. Heavy: only for .cpp files.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

// toml++ 3.3 ends the program by an assertion on texts such as "[;" (found by fuzzing). Its assertions are made exceptions,
// which needs its own exceptions too; none leaves parse_toml.
namespace shouwen {
[[noreturn]] inline void toml_assertion_failed() { throw std::logic_error("syntax error"); }
}  // namespace shouwen
#define TOML_EXCEPTIONS 1
#define TOML_ASSERT(expression) ((expression) ? static_cast<void>(0) : ::shouwen::toml_assertion_failed())
#include <toml++/toml.h>

#include "base/toml_guard.h"
#include "base/toml_words.h"

namespace shouwen {

struct ParsedToml {
  std::optional<toml::table> table;
  std::string error;       ///< if there is no table; in English, as is
  std::int64_t line = 0;

  std::string error_zh() const { return toml_error_zh(error); }
};

inline ParsedToml parse_toml(std::string_view text) {
  if (const std::int64_t line = line_of_stray_character(text); line != 0) return {std::nullopt, std::string(toml_stray_character), line};
  try {
    // First with every other letter as an x: toml++ runs into undefined behaviour where a malformed text goes on with one.
    std::string plain(text);
    for (char& c : plain)
      if (static_cast<unsigned char>(c) >= 0x80) c = 'x';
    (void)toml::parse(plain);
    return {toml::parse(text), "", 0};
  } catch (const toml::parse_error& error) {
    return {std::nullopt, std::string(error.description()), static_cast<std::int64_t>(error.source().begin.line)};
  } catch (const std::logic_error& error) {
    return {std::nullopt, error.what(), 1};
  }
}

}  // namespace shouwen
