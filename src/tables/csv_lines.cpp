// Blocks read ahead; quotes may hold line ends and delimiters.
#include "tables/csv_lines.h"

#include <algorithm>
#include <fstream>

namespace shouwen::tables {

namespace {

constexpr std::size_t block_bytes = 1 << 20;

}  // namespace

Result<CsvLines> CsvLines::open(const std::filesystem::path& file) {
  auto in = std::make_unique<std::ifstream>(file, std::ios::binary);
  if (!*in || std::filesystem::is_directory(file)) return Refusal{"import.file_missing", "", "", {{"file", file.string()}}};
  return CsvLines(std::move(in));
}

void CsvLines::seek(std::int64_t bytes, std::int64_t lines) {
  in_->clear();
  in_->seekg(bytes);
  block_.clear();
  at_ = 0;
  bytes_ = bytes;
  lines_ = lines;
}

bool CsvLines::next(std::string& line) {
  line.clear();
  bool quoted = false, any = false;
  for (;;) {
    if (at_ >= block_.size()) {
      block_.resize(block_bytes);
      in_->read(block_.data(), static_cast<std::streamsize>(block_bytes));
      block_.resize(static_cast<std::size_t>(in_->gcount()));
      at_ = 0;
      if (block_.empty()) break;
    }
    any = true;
    const std::size_t end = block_.find('\n', at_);
    const std::size_t to = end == std::string::npos ? block_.size() : end;
    const std::string_view part(block_.data() + at_, to - at_);
    if (std::count(part.begin(), part.end(), '"') % 2 == 1) quoted = !quoted;
    if (line.size() <= line_limit) line += part;
    bytes_ += static_cast<std::int64_t>(part.size() + (end != std::string::npos));
    at_ = to + (end != std::string::npos);
    if (end == std::string::npos) continue;
    ++lines_;
    // A quote that never closes must not swallow the file.
    if (!quoted || line.size() > line_limit) return true;
    line += '\n';
  }
  if (any) ++lines_;
  return any;
}

const std::vector<std::string_view>& CsvCells::split(std::string_view line) {
  cells_.clear();
  unquoted_.clear();
  unquoted_.reserve(static_cast<std::size_t>(std::count(line.begin(), line.end(), '"')) + 1);
  for (std::size_t at = 0;;) {
    if (at < line.size() && line[at] == '"') {
      std::string text;
      for (++at; at < line.size(); ++at) {
        if (line[at] != '"') text += line[at];
        else if (at + 1 < line.size() && line[at + 1] == '"') text += line[at++];
        else break;
      }
      at = std::min(line.find(delimiter, at), line.size());
      cells_.push_back(trimmed_cell(unquoted_.emplace_back(std::move(text))));
    } else {
      const std::size_t end = std::min(line.find(delimiter, at), line.size());
      cells_.push_back(trimmed_cell(line.substr(at, end - at)));
      at = end;
    }
    if (at >= line.size()) return cells_;
    ++at;
  }
}

char delimiter_of(std::string_view heading) {
  return heading.find(',') != std::string_view::npos ? ',' : heading.find('\t') != std::string_view::npos ? '\t' : ';';
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string_view trimmed_cell(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace shouwen::tables
