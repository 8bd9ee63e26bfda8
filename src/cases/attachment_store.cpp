// Rows and contents of attachments.
#include "cases/attachment_store.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "base/text.h"

namespace shouwen {

namespace {

AttachmentRow read_row(const db::Query& q) {
  return {AttachmentId{q.integer(0)}, CaseId{q.integer(1)}, std::string(q.text(2)), std::string(q.text(3)), std::string(q.text(4)), q.integer(5),
          q.integer(6) != 0, Instant{q.integer(7)}};
}

std::string hash_of(std::string_view content) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(content.data()), content.size(), nullptr, 0);
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

std::filesystem::path path_of(const std::filesystem::path& folder, const std::string& hash) {
  return folder / "attachments" / hash.substr(0, 2) / hash;
}

[[noreturn]] void fail(const char* what) {
  const db::FaultKind kind = errno == ENOSPC || errno == EDQUOT ? db::FaultKind::disk_full : db::FaultKind::other;
  throw db::Fault(kind, what);
}

void write_durably(const std::filesystem::path& file, std::string_view content) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor < 0) fail("an attachment cannot be created");
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0) {
      ::close(descriptor);
      fail("an attachment cannot be written");
    }
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!synced) fail("an attachment cannot be made durable");
}

bool has_extension(std::string_view name, std::string_view extension) {
  if (name.size() < extension.size()) return false;
  const std::string_view end = name.substr(name.size() - extension.size());
  return std::equal(end.begin(), end.end(), extension.begin(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

}  // namespace

std::vector<AttachmentRow> attachments_of(db::Session& session, CaseId case_id) {
  auto query = session.query("SELECT id, case_id, file_name, content_type, hash, bytes, by_customer, at FROM attachment WHERE case_id = ?1 ORDER BY id");
  query.bind(1, case_id.value);
  std::vector<AttachmentRow> rows;
  while (query.step()) rows.push_back(read_row(query));
  return rows;
}

std::optional<AttachmentRow> find_attachment(db::Session& session, AttachmentId id) {
  auto query = session.query("SELECT id, case_id, file_name, content_type, hash, bytes, by_customer, at FROM attachment WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return read_row(query);
}

AttachmentId add_attachment(db::Session& session, const AttachmentRow& row) {
  session.run("INSERT INTO attachment (case_id, file_name, content_type, hash, bytes, by_customer, at) VALUES (?1,?2,?3,?4,?5,?6,?7)",
              row.case_id, row.file_name, row.content_type, row.hash, row.bytes, row.by_customer, row.at);
  return AttachmentId{session.last_insert_id()};
}

std::optional<std::string> content_type_of(std::string_view content, std::string_view file_name) {
  using namespace std::string_view_literals;
  if (content.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
  if (content.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
  if (content.starts_with("GIF8"sv)) return "image/gif";
  if (content.starts_with("RIFF"sv) && content.substr(8, 4) == "WEBP"sv) return "image/webp";
  if (content.starts_with("RIFF"sv) && content.substr(8, 4) == "WAVE"sv) return "audio/wav";
  if (content.starts_with("%PDF-"sv)) return "application/pdf";
  if (content.starts_with("ID3"sv) || content.starts_with("\xff\xfb"sv) || content.starts_with("\xff\xf3"sv)) return "audio/mpeg";
  if (content.starts_with("#!AMR"sv)) return "audio/amr";
  if (content.size() > 12 && content.substr(4, 4) == "ftyp"sv) {
    const std::string_view brand = content.substr(8, 4);
    return brand == "heic"sv || brand == "heix"sv || brand == "mif1"sv ? "image/heic" : "video/mp4";
  }
  if (content.starts_with("PK\x03\x04"sv)) {
    if (has_extension(file_name, ".docx")) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    if (has_extension(file_name, ".xlsx")) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return std::nullopt;
  }
  const bool is_plain = has_extension(file_name, ".txt") || has_extension(file_name, ".csv");
  if (is_plain && is_valid_utf8(content) && content.find('\0') == std::string_view::npos) return "text/plain; charset=utf-8";
  return std::nullopt;
}

std::string keep_file(const std::filesystem::path& folder, std::string_view content) {
  const std::string hash = hash_of(content);
  const std::filesystem::path file = path_of(folder, hash);
  if (std::filesystem::exists(file)) return hash;
  std::filesystem::create_directories(file.parent_path());
  std::filesystem::path unfinished = file;
  unfinished += "." + std::to_string(randombytes_random()) + ".new";
  try {
    write_durably(unfinished, content);
  } catch (const db::Fault&) {
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    throw;
  }
  std::filesystem::rename(unfinished, file);
  return hash;
}

bool adopt_file(const std::filesystem::path& from_folder, const std::filesystem::path& to_folder, const std::string& hash) {
  const std::filesystem::path from = path_of(from_folder, hash), to = path_of(to_folder, hash);
  if (std::filesystem::exists(to)) return true;
  if (!std::filesystem::exists(from)) return false;
  std::filesystem::create_directories(to.parent_path());
  std::filesystem::rename(from, to);
  return true;
}

std::optional<std::string> read_file(const std::filesystem::path& folder, const std::string& hash) {
  std::ifstream in(path_of(folder, hash), std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

bool is_kept_whole(const std::filesystem::path& folder, const std::string& hash) {
  const auto content = read_file(folder, hash);
  return content && hash_of(*content) == hash;
}

std::vector<AttachmentRow> damaged_attachments(db::Session& session, const std::filesystem::path& folder) {
  std::vector<AttachmentRow> damaged;
  auto query = session.query("SELECT id, case_id, file_name, content_type, hash, bytes, by_customer, at FROM attachment ORDER BY id");
  while (query.step()) {
    AttachmentRow row = read_row(query);
    if (!is_kept_whole(folder, row.hash)) damaged.push_back(std::move(row));
  }
  return damaged;
}

}  // namespace shouwen
