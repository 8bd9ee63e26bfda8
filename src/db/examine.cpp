// The file format's promises, one page after the other.
#include "db/examine.h"

#include <fstream>
#include <string>
#include <string_view>

namespace shouwen::db {

namespace {

constexpr std::int64_t header_bytes = 100, default_page_bytes = 4096;

std::int64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::int64_t number = 0;
  for (std::size_t i = 0; i < size; ++i) number = number * 256 + static_cast<unsigned char>(bytes[at + i]);
  return number;
}

bool is_page_size(std::int64_t bytes) { return bytes >= 512 && bytes <= 65536 && (bytes & (bytes - 1)) == 0; }

/// §1.6: type, first free block, number of cells, start of the cells, fragments; inner pages have a right-most pointer.
bool is_tree_page(std::string_view page, std::size_t begin, std::int64_t pages) {
  const auto type = static_cast<unsigned char>(page[begin]);
  const bool inner = type == 2 || type == 5;
  if (!inner && type != 10 && type != 13) return false;
  const auto bytes = static_cast<std::int64_t>(page.size());
  const std::int64_t cells = number_at(page, begin + 3, 2), start = number_at(page, begin + 5, 2);
  const std::int64_t content = start == 0 ? 65536 : start;
  const std::int64_t pointers_end = static_cast<std::int64_t>(begin) + (inner ? 12 : 8) + 2 * cells;
  if (number_at(page, begin + 1, 2) >= bytes || pointers_end > content || content > bytes || page[begin + 7] > 60) return false;
  if (!inner) return true;
  const std::int64_t right = number_at(page, begin + 8, 4);
  return right >= 1 && right <= pages;
}

/// §1.5, §1.6: the next page of an overflow or free-list chain; 0 ends it.
bool is_chain_page(std::string_view page, std::int64_t pages) { return number_at(page, 0, 4) <= pages; }

void add(FileReport& report, std::int64_t page) {
  if (!report.damaged.empty() && report.damaged.back().last_page == page - 1) {
    report.damaged.back().last_page = page;
    report.damaged.back().last_byte = page * report.page_bytes - 1;
    return;
  }
  report.damaged.push_back({page, page, (page - 1) * report.page_bytes, page * report.page_bytes - 1});
}

}  // namespace

FileReport examine_file(const std::filesystem::path& file) {
  FileReport report;
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
  std::ifstream in(file, std::ios::binary);
  std::string header(header_bytes, '\0');
  in.read(header.data(), header_bytes);
  std::int64_t page_bytes = number_at(header, 16, 2);
  if (page_bytes == 1) page_bytes = 65536;
  const bool header_good = in.gcount() == header_bytes && header.starts_with("SQLite format 3") && is_page_size(page_bytes);
  report.page_bytes = header_good ? page_bytes : default_page_bytes;
  // The header's count is right only if the change counter was written with it (§1.3.7).
  const bool count_good = header_good && number_at(header, 24, 4) == number_at(header, 92, 4);
  const std::int64_t in_file = (bytes + report.page_bytes - 1) / report.page_bytes;
  report.pages = count_good ? number_at(header, 28, 4) : in_file;

  in.clear();
  in.seekg(0);
  std::string page(static_cast<std::size_t>(report.page_bytes), '\0');
  for (std::int64_t number = 1; number <= std::min(report.pages, in_file); ++number) {
    in.read(page.data(), report.page_bytes);
    const bool whole = in.gcount() == report.page_bytes;
    const bool good = number == 1 ? header_good && is_tree_page(page, header_bytes, report.pages)
                                  : is_tree_page(page, 0, report.pages) || is_chain_page(page, report.pages);
    if (!whole || !good) add(report, number);
  }
  for (std::int64_t number = in_file + 1; number <= report.pages; ++number) add(report, number);
  return report;
}

}  // namespace shouwen::db
