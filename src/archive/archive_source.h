// An archive to be read, a folder or a zip: members by name, as streams.
#pragma once

#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "archive/manifest.h"

namespace shouwen {

class ArchiveSource {
 public:
  /// Refusals: archive.not_one {file}.
  static Result<std::unique_ptr<ArchiveSource>> open(const std::filesystem::path& folder_or_zip);
  virtual ~ArchiveSource() = default;

  /// With folders before them ("tables/event.csv"); one name may come twice.
  virtual std::vector<std::string> names() const = 0;
  /// Null if there is none, or none that may be read.
  virtual std::unique_ptr<std::istream> read(const std::string& name) const = 0;
};

/// Told while something long goes on: which member, and how many of its rows or bytes are done.
using ArchiveProgress = std::function<void(const std::string& member, std::int64_t done)>;

/// The manifest of an archive whose every member is there and as it was written, and which has no others. Refusals:
/// archive.not_one, archive.foreign, archive.newer, archive.member_missing, archive.member_changed, archive.member_strange {member}.
Result<Manifest> check_members(const ArchiveSource& source, const std::string& file, const ArchiveProgress& told);

}  // namespace shouwen
