// What `shouwen verify` proves of a data folder: pages, chain, files, and every room's rows equal to a rebuild from the journal.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cases/attachment_store.h"
#include "db/examine.h"
#include "db/journal.h"

namespace shouwen::cli {

/// How many of something were looked at. `key` is its name in JSON.
struct RoomVerified {
  const char* key;
  const char* zh;
  const char* en;
  std::int64_t count = 0;
};
struct VerifyDifference {
  std::string where;  ///< "case/7", or the room: "usage"
  std::string text;
};
struct Verified {
  db::FileReport file;
  std::string complaints;                  ///< SQLite's own
  db::ChainReport chain;
  std::string root_hex;                    ///< of the whole journal, as the published roots are computed; "" if it does not chain
  std::vector<RoomVerified> rooms;
  std::vector<VerifyDifference> differences;
  std::vector<AttachmentRow> attachments;  ///< damaged ones

  bool good() const { return file.damaged.empty() && complaints.empty() && chain.intact && differences.empty() && attachments.empty(); }
};

/// Reads only. Goes as far as the file can be read: what is proved before a damaged place stays proved.
Verified verify_folder(const std::filesystem::path& folder, const db::Address& database);

}  // namespace shouwen::cli
