// An archive put into an empty bureau, as a whole or not at all.
#pragma once

#include <filesystem>

#include "archive/archive_source.h"
#include "db/session.h"

namespace shouwen {

struct ImportOrder {
  std::filesystem::path archive;   ///< folder or zip
  std::filesystem::path data;      ///< a new or empty folder
  db::Address database;            ///< the file in that folder, or an empty database of a server
};

/// Every member against the manifest, and the journal against its own chain; changes nothing. Refusals: those of check_members,
/// archive.journal_broken {number}, archive.journal_other.
Result<Manifest> check_archive(const std::filesystem::path& archive, const ArchiveProgress& told);

/// Checks first. An archive of an earlier schema is put in as it was and migrated then. Refusals besides: archive.target_not_empty
/// {folder}, archive.row_wrong {member, row}, migrate.*. A fault leaves nothing behind either.
Result<Manifest> import_archive(const ImportOrder& order, Instant now, const ArchiveProgress& told);

}  // namespace shouwen
