// The list of an archive: what is in it, by which anything missing, changed or strange is found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace shouwen {

struct ArchiveMember {
  std::string name;
  std::int64_t bytes = 0;
  std::string sha256;  ///< hex
};
struct ArchiveTable {
  std::string name;
  std::int64_t rows = 0;
};
struct Manifest {
  std::string format;
  std::int64_t schema = 0;        ///< migrations the tables are of
  std::string schema_sha256;      ///< of those migrations
  std::string bureau;
  Instant made_at;
  bool with_secrets = false;
  std::int64_t rulebook_version = 0;  ///< the newest
  std::int64_t entries = 0;
  std::string last_hash, root;        ///< of the journal, hex
  std::int64_t files = 0;
  std::vector<ArchiveTable> tables;
  std::vector<std::string> left_out;  ///< tables that are not in it
  std::vector<ArchiveMember> members; ///< all but the manifest
};

/// Of the first `schema` migrations of this program; "" if it has fewer.
std::string schema_sha256(std::int64_t schema);
std::string manifest_format();

std::string to_text(const Manifest& manifest);
/// Refusals: archive.not_one {file}; archive.foreign {what}; archive.newer {version}.
Result<Manifest> read_manifest(std::string_view text, const std::string& file);

}  // namespace shouwen
