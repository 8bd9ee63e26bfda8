// Cleaning what people type, counting and folding it: one pass over code points each.
#include "base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace shouwen {

namespace {

template <class Visit>
void for_each_character(std::string_view text, Visit visit) {
  const auto length = static_cast<std::int32_t>(text.size());
  std::int32_t at = 0;
  while (at < length) {
    UChar32 c = 0;
    // ICU's macro narrows inside; its values fit.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
    U8_NEXT(text.data(), at, length, c);
#pragma GCC diagnostic pop
    visit(c);
  }
}

void append(std::string& out, UChar32 c) {
  char bytes[4];
  std::int32_t length = 0;
  UBool failed = false;
  U8_APPEND(bytes, length, 4, c, failed);
  if (!failed) out.append(bytes, static_cast<std::size_t>(length));
}

/// Bidirectional overrides and isolates, zero-width spaces, BOM, soft hyphen, tags: invisible, and able to deceive.
bool is_invisible(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200B || c == 0x200E || c == 0x200F ||
         c == 0xFEFF || c == 0x00AD || c == 0x2060 || (c >= 0xE0000 && c <= 0xE007F) || (c >= 0xFFF0 && c <= 0xFFFB);
}

bool is_dropped(UChar32 c, bool multiline) {
  if (c == '\n') return !multiline;
  if (c == '\t') return false;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || is_invisible(c) || c == 0x2028 || c == 0x2029 ||
         (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

std::string to_nfc(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(text);
  if (U_FAILURE(error) || nfc->isNormalized(source, error)) return text;
  std::string normalised;
  nfc->normalize(source, error).toUTF8String(normalised);
  return normalised;
}

bool is_plain_ascii(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view ideographic_space = "\xE3\x80\x80";
  for (;;) {
    if (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t')) text.remove_prefix(1);
    else if (text.starts_with(ideographic_space)) text.remove_prefix(3);
    else break;
  }
  for (;;) {
    if (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t')) text.remove_suffix(1);
    else if (text.ends_with(ideographic_space)) text.remove_suffix(3);
    else break;
  }
  return text;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  bool valid = true;
  for_each_character(text, [&valid](UChar32 c) { valid = valid && c >= 0; });
  return valid;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::string first_characters(std::string_view text, std::size_t n) {
  std::size_t count = 0, bytes = 0;
  for (; bytes < text.size(); ++bytes) {
    if ((static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) continue;
    if (count++ == n) break;
  }
  return std::string(text.substr(0, bytes));
}

std::string clean_text(std::string_view text, bool multiline) {
  std::string kept;
  kept.reserve(text.size());
  bool after_return = false;
  for_each_character(text, [&](UChar32 c) {
    const bool is_return = c == '\r';
    if (is_return || (c == '\n' && !after_return)) {
      // CR, LF and CRLF are one line end; in a one-line field it separates words.
      kept += multiline ? '\n' : ' ';
    } else if (c >= 0 && c != '\n' && !is_dropped(c, multiline)) {
      append(kept, c);
    }
    after_return = is_return;
  });
  std::string cleaned(trimmed(kept));
  return is_plain_ascii(cleaned) ? cleaned : to_nfc(cleaned);
}

std::string to_half_width(std::string_view text) {
  std::string folded;
  for_each_character(text, [&folded](UChar32 c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c == 0x3000) c = ' ';
    if (c >= 0) append(folded, c);
  });
  return folded;
}

std::string normalise_phone(std::string_view text) {
  std::string digits;
  for (const char c : to_half_width(text)) {
    if (c >= '0' && c <= '9') digits += c;
    if (c == '+' && digits.empty()) digits += c;
  }
  return digits;
}

namespace {

bool is_han(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0; }
bool is_word(UChar32 c) { return c >= 0 && u_isalnum(c) && !is_han(c); }

/// Calls `han(run)` with a vector of ideographs and `word(text)` with a lower-case word, in order.
template <class Han, class Word>
void for_each_run(std::string_view text, Han han, Word word) {
  std::vector<std::string> ideographs;
  std::string letters;
  const auto flush = [&] {
    if (!ideographs.empty()) han(ideographs);
    if (!letters.empty()) word(letters);
    ideographs.clear();
    letters.clear();
  };
  for_each_character(to_half_width(text), [&](UChar32 c) {
    if (c >= 0 && is_han(c)) {
      if (!letters.empty()) flush();
      append(ideographs.emplace_back(), c);
    } else if (is_word(c)) {
      if (!ideographs.empty()) flush();
      append(letters, u_tolower(c));
    } else {
      flush();
    }
  });
  flush();
}

}  // namespace

std::string search_terms(std::string_view text) {
  std::string terms;
  const auto add = [&terms](std::string_view term) {
    if (!terms.empty()) terms += ' ';
    terms += term;
  };
  for_each_run(
      text,
      [&add](const std::vector<std::string>& run) {
        for (std::size_t i = 0; i + 1 < run.size(); ++i) add(run[i] + run[i + 1]);
        add(run.back());
      },
      add);
  return terms;
}

std::string search_query(std::string_view text) {
  std::string query;
  const auto add = [&query](const std::string& phrase) {
    if (!query.empty()) query += " AND ";
    query += phrase;
  };
  for_each_run(
      text,
      [&add](const std::vector<std::string>& run) {
        if (run.size() == 1) {
          add('"' + run.front() + "\"*");
          return;
        }
        std::string phrase;
        for (std::size_t i = 0; i + 1 < run.size(); ++i) phrase += (i ? " " : "") + run[i] + run[i + 1];
        add('"' + phrase + '"');
      },
      [&add](const std::string& word) { add('"' + word + "\"*"); });
  return query;
}

}  // namespace shouwen
