// Everything a bureau has, written out as an archive.
#pragma once

#include <filesystem>

#include "archive/archive_source.h"
#include "db/session.h"

namespace shouwen {

enum class ArchiveSecrets { left_out, taken_along };
struct ExportOrder {
  std::filesystem::path data;      ///< folder with attachments and keys
  db::Address database;
  std::filesystem::path target;    ///< a new or empty folder, or a new file that ends with .zip
  ArchiveSecrets secrets = ArchiveSecrets::left_out;
};
struct WrittenArchive {
  Manifest manifest;
  std::string manifest_sha256;     ///< whoever keeps it elsewhere knows the archive again
};

/// One picture of the database, of today's schema or an earlier one, while a server may go on. Refusals: archive.target_exists {file},
/// migrate.newer_database {version}, archive.journal_broken {number}, archive.not_written {what}; then nothing is left of it.
Result<WrittenArchive> export_archive(const ExportOrder& order, Instant now, const ArchiveProgress& told);

}  // namespace shouwen
