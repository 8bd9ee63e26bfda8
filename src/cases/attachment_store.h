// Files added to cases: rows in the database, contents in the data folder under the name of their hash.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen {

struct AttachmentRow {
  AttachmentId id;
  CaseId case_id;
  std::string file_name, content_type, hash;
  std::int64_t bytes = 0;
  bool by_customer = false;
  Instant at;
};

std::vector<AttachmentRow> attachments_of(db::Session& session, CaseId case_id);
std::optional<AttachmentRow> find_attachment(db::Session& session, AttachmentId id);
/// Adds the row under a new id (the row's own is not looked at).
AttachmentId add_attachment(db::Session& session, const AttachmentRow& row);

/// The type by the first bytes, never by name; nothing if it is not one of: png, jpeg, gif, webp, heic, pdf, mp3, wav, amr, mp4,
/// zip-based office files, plain UTF-8 text.
std::optional<std::string> content_type_of(std::string_view content, std::string_view file_name);

/// Hex BLAKE2b of the content, which is written durably before this returns. Fault(disk_full) if there is no room.
std::string keep_file(const std::filesystem::path& folder, std::string_view content);
/// Moves a kept file from one folder to another in no time; false if there is none. It may be there already.
bool adopt_file(const std::filesystem::path& from_folder, const std::filesystem::path& to_folder, const std::string& hash);
/// Whether the content is there and is what was kept.
bool is_kept_whole(const std::filesystem::path& folder, const std::string& hash);
std::optional<std::string> read_file(const std::filesystem::path& folder, const std::string& hash);
/// Attachments whose content is missing or is not what was added.
std::vector<AttachmentRow> damaged_attachments(db::Session& session, const std::filesystem::path& folder);

}  // namespace shouwen
