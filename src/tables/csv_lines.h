// A long CSV read line by line, so that memory does not grow with it; where a line begins is known, so that reading can go on there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace shouwen::tables {

/// Quotes as usual, also around line ends; a quote that never closes swallows `line_limit` bytes at most.
class CsvLines {
 public:
  static constexpr std::size_t line_limit = 1 << 20;

  /// False if there is no such file.
  bool open(const std::filesystem::path& file);
  /// Goes on where a line ended.
  void seek(std::int64_t bytes, std::int64_t lines);
  /// The next line without its end; false at the end. Over the limit it is cut, its length stays over the limit.
  bool next(std::string& line);
  /// Trimmed cells, valid until the next split and as long as the line is.
  void split(std::string_view line, std::vector<std::string_view>& cells);
  /// , tab or ; whichever the heading has first of these.
  void take_delimiter_of(std::string_view heading);

  std::int64_t bytes() const { return bytes_; }  ///< read so far
  std::int64_t lines() const { return lines_; }

 private:
  std::ifstream in_;
  std::string block_;               ///< read ahead
  std::size_t at_ = 0;              ///< in the block
  std::int64_t bytes_ = 0, lines_ = 0;
  char delimiter_ = ',';
  std::vector<std::string> unquoted_;
};

/// Without blanks, tabs and the CR of a line end at either side.
std::string_view trimmed_cell(std::string_view text);
bool is_ascii(std::string_view text);

}  // namespace shouwen::tables
