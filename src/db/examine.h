// Looking at a database file page by page without SQLite: which bytes cannot be part of a database.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace shouwen::db {

/// A run of pages, with the bytes of the file they fill: [first_byte, last_byte].
struct Extent {
  std::int64_t first_page = 0, last_page = 0;   ///< counted from 1, as SQLite does
  std::int64_t first_byte = 0, last_byte = 0;
  bool operator==(const Extent&) const = default;
};

struct FileReport {
  std::int64_t page_bytes = 0, pages = 0;
  std::vector<Extent> damaged;
};

/// By the file format (sqlite.org/fileformat2.html §1.2-1.6): the header of page 1; every other page begins as a b-tree page
/// with its cells inside it, or as an overflow or free-list page pointing to a page of the file. What SQLite alone can know
/// (a row missing from an index) is left to check_integrity. A file cut short is damaged from its end to where it should end.
FileReport examine_file(const std::filesystem::path& file);

}  // namespace shouwen::db
