// Lines, cells and numbers of tables too long to be held in memory.
#pragma once

#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace shouwen {

/// A file read line by line, that can go on from where it stood.
class TextLines {
 public:
  static constexpr std::size_t line_limit = 1 << 20;

  /// Refusal: import.file_missing.
  static Result<TextLines> open(const std::filesystem::path& file);
  explicit TextLines(std::unique_ptr<std::istream> in) : in_(std::move(in)) {}
  void seek(std::int64_t bytes, std::int64_t lines);
  /// A line without its end, however long a quote makes it; false at the end. A line over the limit is cut and keeps a length
  /// over it.
  bool next(std::string& line);
  std::int64_t bytes() const { return bytes_; }  ///< read so far
  std::int64_t lines() const { return lines_; }

 private:
  std::unique_ptr<std::istream> in_;
  std::string block_;               ///< read ahead
  std::size_t at_ = 0;              ///< in the block
  std::int64_t bytes_ = 0, lines_ = 0;
};

/// Cells of a line, trimmed; quotes as usual. The cells live until the next line is split.
class LineCells {
 public:
  char delimiter = ',';
  const std::vector<std::string_view>& split(std::string_view line);

 private:
  std::vector<std::string_view> cells_;
  std::vector<std::string> unquoted_;
};

/// The delimiter a heading uses: comma, tab, else semicolon.
char delimiter_of(std::string_view heading);
bool is_ascii(std::string_view text);
std::string_view trimmed(std::string_view text);
/// Without white space and underscores, in small letters: how headings are compared.
std::string plain_heading(std::string_view text);

/// A decimal number not below zero in thousandths, half up. Refusals, of `field`: usage.not_a_number, usage.negative,
/// usage.too_large.
Result<std::int64_t> parse_thousandths(std::string_view cell, const std::string& field);

}  // namespace shouwen
