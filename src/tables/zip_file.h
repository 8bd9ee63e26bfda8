// Zips on disk, member by member: neither side holds a member in memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

struct zip;

namespace shouwen::tables {

class ZipFileReader {
 public:
  /// Refusal: archive.not_one {file} for what is no zip.
  static Result<std::unique_ptr<ZipFileReader>> open(const std::filesystem::path& file);
  ~ZipFileReader();
  ZipFileReader(const ZipFileReader&) = delete;

  /// In the order they stand in it, folders left out; the same name may come twice.
  std::vector<std::string> names() const;
  /// Null if there is none. A damaged member ends early: whoever reads it counts and hashes.
  std::unique_ptr<std::istream> read(const std::string& name) const;

 private:
  explicit ZipFileReader(zip* archive) : zip_(archive) {}
  zip* zip_;
};

enum class ZipMethod { packed, stored };
struct ZipFileMember {
  std::string name;
  std::filesystem::path file;  ///< read when the zip is written
  ZipMethod method = ZipMethod::packed;
};
/// Writes the whole zip; `told` hears how far it is, 0 to 1. Refusal: archive.not_written {what}; then nothing is left of it.
Verdict write_zip(const std::filesystem::path& target, const std::vector<ZipFileMember>& members, const std::function<void(double)>& told);

}  // namespace shouwen::tables
