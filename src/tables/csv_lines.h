// A long CSV read line by line, so that memory does not grow with it; where a line begins is known, so that reading can go on there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace shouwen::tables {

/// Quotes as usual, also around line ends; a quote that never closes swallows `line_limit` bytes at most.
class CsvLines {
 public:
  static constexpr std::size_t line_limit = 1 << 20;

  /// Refusal: import.file_missing.
  static Result<CsvLines> open(const std::filesystem::path& file);
  explicit CsvLines(std::unique_ptr<std::istream> in) : in_(std::move(in)) {}
  /// Goes on where a line ended.
  void seek(std::int64_t bytes, std::int64_t lines);
  /// The next line without its end; false at the end. Over the limit it is cut, its length stays over the limit.
  bool next(std::string& line);
  std::int64_t bytes() const { return bytes_; }  ///< read so far
  std::int64_t lines() const { return lines_; }

 private:
  std::unique_ptr<std::istream> in_;
  std::string block_;               ///< read ahead
  std::size_t at_ = 0;              ///< in the block
  std::int64_t bytes_ = 0, lines_ = 0;
};

/// Cells of a line, trimmed; quotes as usual. They live until the next line is split, and as long as the line does.
class CsvCells {
 public:
  char delimiter = ',';
  const std::vector<std::string_view>& split(std::string_view line);

 private:
  std::vector<std::string_view> cells_;
  std::vector<std::string> unquoted_;
};

/// The delimiter a heading uses: comma, tab, else semicolon.
char delimiter_of(std::string_view heading);
/// Without blanks, tabs and the CR of a line end at either side.
std::string_view trimmed_cell(std::string_view text);
bool is_ascii(std::string_view text);

}  // namespace shouwen::tables
