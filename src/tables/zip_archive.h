// A zip in memory: parts of one (XLSX, DOCX) by name, with a limit on what they unpack to; and one made of parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct zip;

namespace shouwen::tables {

class ZipArchive {
 public:
  /// The bytes must live as long as the archive.
  explicit ZipArchive(std::string_view bytes);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;

  bool is_open() const { return zip_ != nullptr; }
  /// "" if there is no such part. Refusals: import.too_large for more than `limit` bytes (a zip bomb), import.damaged_part {part}.
  Result<std::string> read(const char* name, std::size_t limit);

 private:
  zip* zip_ = nullptr;
};

struct ZipPart {
  std::string name, content;
};
/// A whole archive of them; "" if it could not be made.
std::string zip_of(const std::vector<ZipPart>& parts);

}  // namespace shouwen::tables
