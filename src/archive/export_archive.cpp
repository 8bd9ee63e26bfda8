// Members are written into a folder one after the other; for a zip that folder is packed and goes.
#include "archive/export_archive.h"

#include <sodium.h>

#include <algorithm>
#include <fstream>

#include "archive/csv_cells.h"
#include "archive/dictionary.h"
#include "archive/journal_lines.h"
#include "archive/left_out.h"
#include "archive/member_names.h"
#include "base/embedded.h"
#include "json/print.h"
#include "proofs/journal_tree.h"
#include "tables/zip_file.h"

namespace shouwen {

std::span<const EmbeddedFile> embedded_archive_texts();

namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 1 << 16;
/// After how many rows the progress is told again.
constexpr std::int64_t told_each = 50000;

/// One member being written, hashed on the way.
class MemberWriter {
 public:
  MemberWriter(const fs::path& folder, std::string name) : member_{std::move(name), 0, ""} {
    const fs::path file = folder / member_.name;
    fs::create_directories(file.parent_path());
    out_.exceptions(std::ios::failbit | std::ios::badbit);
    out_.open(file, std::ios::binary);
    crypto_hash_sha256_init(&state_);
  }
  void write(std::string_view bytes) {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    member_.bytes += static_cast<std::int64_t>(bytes.size());
  }
  ArchiveMember finish() {
    out_.close();
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_, reinterpret_cast<unsigned char*>(hash.data()));
    member_.sha256 = hex_of(hash);
    return member_;
  }

 private:
  ArchiveMember member_;
  std::ofstream out_;
  crypto_hash_sha256_state state_{};
};

class Exporter {
 public:
  Exporter(db::Session& session, const ExportOrder& order, fs::path folder, const ArchiveProgress& told)
      : session_(session), order_(order), folder_(std::move(folder)), told_(told), tables_(db::tables_of(session)) {}

  Result<WrittenArchive> write(Instant now) {
    Manifest& manifest = written_.manifest;
    manifest.format = manifest_format();
    manifest.schema = db::schema_of(session_);
    manifest.schema_sha256 = schema_sha256(manifest.schema);
    if (manifest.schema_sha256.empty()) return Refusal{"migrate.newer_database", "", "", {{"version", std::to_string(manifest.schema)}}};
    manifest.made_at = now;
    manifest.with_secrets = order_.secrets == ArchiveSecrets::taken_along;
    manifest.bureau = one_text("SELECT name FROM bureau");
    manifest.rulebook_version = one_number("SELECT max(version) FROM rulebook_version");
    write_texts();
    if (const Verdict sound = write_journal(); !sound) return sound.refusal();
    write_roots();
    write_tables();
    write_files();
    if (manifest.with_secrets)
      for (const std::string_view key : key_files)
        if (fs::exists(order_.data / key)) write_copy(std::string(keys_before) + std::string(key), order_.data / key);
    MemberWriter last(folder_, std::string(manifest_name));
    last.write(to_text(manifest));
    written_.manifest_sha256 = last.finish().sha256;
    return written_;
  }

 private:
  std::string one_text(std::string_view sql) {
    auto query = session_.query(sql);
    return query.step() ? std::string(query.text(0)) : std::string();
  }
  std::int64_t one_number(std::string_view sql) {
    auto query = session_.query(sql);
    return query.step() ? query.integer(0) : 0;
  }

  void keep(MemberWriter& member, std::int64_t rows) {
    written_.manifest.members.push_back(member.finish());
    told_(written_.manifest.members.back().name, rows);
  }

  void write_text(std::string_view name, std::string_view text) {
    MemberWriter member(folder_, std::string(name));
    member.write(text);
    keep(member, 0);
  }

  void write_texts() {
    write_text(read_me_name, embedded_archive_texts()[0].content);
    write_text(recipe_name, embedded_archive_texts()[1].content);
    std::vector<std::string_view> migrations;
    for (const EmbeddedFile& file : embedded_migrations().first(static_cast<std::size_t>(written_.manifest.schema))) migrations.push_back(file.content);
    write_text(dictionary_name, dictionary_of(tables_, meanings_of(migrations)));
  }

  Verdict write_journal() {
    MemberWriter member(folder_, std::string(journal_name));
    ChainReader chain;
    bool sound = true;
    db::read_all(session_, 0, [&](const db::Entry& entry) {
      sound = chain.add(entry);
      if (!sound) return false;
      member.write(journal_line(entry));
      if (chain.entries() % told_each == 0) told_(std::string(journal_name), chain.entries());
      return true;
    });
    // Nobody could import it, and nobody should believe it.
    if (!sound) return Refusal{"archive.journal_broken", "", "", {{"number", std::to_string(chain.entries() + 1)}}};
    Manifest& manifest = written_.manifest;
    manifest.entries = chain.entries();
    manifest.last_hash = chain.last_hash_hex();
    manifest.root = chain.root_hex();
    keep(member, manifest.entries);
    return Done{};
  }

  void write_roots() {
    // Roots came later than archives can be of.
    if (std::none_of(tables_.begin(), tables_.end(), [](const db::TableShape& table) { return table.name == "journal_root"; })) return;
    std::string text = "[";
    for (const JournalRoot& root : journal_roots(session_, std::nullopt, INT64_MAX)) {
      text += text.size() > 1 ? ",\n" : "\n";
      text += R"({"day":")" + to_iso(root.day) + R"(","size":)" + std::to_string(root.size) + R"(,"root":")" + to_hex(root.root) + "\"}";
    }
    write_text(roots_name, text + "\n]\n");
  }

  /// The journal stands in its own file, as it was hashed.
  void write_tables() {
    for (const db::TableShape& table : tables_) {
      if (table.name == "event") continue;
      if (order_.secrets == ArchiveSecrets::left_out && is_left_out(table.name)) written_.manifest.left_out.push_back(table.name);
      else write_table(table);
    }
  }

  void write_table(const db::TableShape& table) {
    std::vector<bool> emptied;
    if (order_.secrets == ArchiveSecrets::left_out)
      for (const db::TableColumn& column : table.columns) emptied.push_back(is_emptied(table.name, column.name));
    MemberWriter member(folder_, table_member(table.name));
    member.write(table_start);
    member.write(heading_line(table));
    std::int64_t rows = 0;
    std::string line;
    db::read_rows(session_, table, [&](const db::Query& row) {
      line.clear();
      append_row(line, table, row, emptied);
      member.write(line);
      if (++rows % told_each == 0) told_(table_member(table.name), rows);
    });
    written_.manifest.tables.push_back({table.name, rows});
    keep(member, rows);
  }

  /// Named by hash and never changed: copied after the database, none it knows is missed.
  void write_files() {
    const fs::path folder = order_.data / "attachments";
    std::vector<std::string> hashes;
    if (fs::exists(folder))
      for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && is_kept_file(kept_file_member(entry.path().filename().string()))) hashes.push_back(entry.path().filename().string());
    std::sort(hashes.begin(), hashes.end());
    for (const std::string& hash : hashes) write_copy(kept_file_member(hash), order_.data / place_of(kept_file_member(hash)));
    written_.manifest.files = static_cast<std::int64_t>(hashes.size());
    told_(std::string(files_before), written_.manifest.files);
  }

  void write_copy(const std::string& name, const fs::path& from) {
    MemberWriter member(folder_, name);
    std::ifstream in(from, std::ios::binary);
    std::string piece(piece_bytes, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0) member.write(std::string_view(piece.data(), static_cast<std::size_t>(in.gcount())));
    written_.manifest.members.push_back(member.finish());
  }

  db::Session& session_;
  const ExportOrder& order_;
  const fs::path folder_;
  const ArchiveProgress& told_;
  const std::vector<db::TableShape> tables_;
  WrittenArchive written_;
};

Verdict pack(const fs::path& folder, const fs::path& target, const Manifest& manifest, const ArchiveProgress& told) {
  std::vector<tables::ZipFileMember> members{{std::string(manifest_name), folder / manifest_name, tables::ZipMethod::packed}};
  // Photos and PDFs are packed already.
  for (const ArchiveMember& member : manifest.members)
    members.push_back({member.name, folder / member.name, is_kept_file(member.name) ? tables::ZipMethod::stored : tables::ZipMethod::packed});
  return tables::write_zip(target, members, [&told, &target](double part) { told(target.filename().string(), static_cast<std::int64_t>(part * 100)); });
}

Result<WrittenArchive> write_into(const ExportOrder& order, const fs::path& folder, Instant now, const ArchiveProgress& told) {
  db::Session session(order.database, db::OpenMode::read_only);
  // Long sorts go to disk, and the words of an index are read through a table that lives as long as this connection.
  if (!session.is_postgres()) session.execute_script("PRAGMA query_only=OFF; PRAGMA temp_store=FILE;");
  session.run("BEGIN");
  Result<WrittenArchive> written = Exporter(session, order, folder, told).write(now);
  session.run("ROLLBACK");
  return written;
}

}  // namespace

Result<WrittenArchive> export_archive(const ExportOrder& order, Instant now, const ArchiveProgress& told) {
  const bool zip = order.target.extension() == ".zip";
  const fs::path folder = zip ? fs::path(order.target.string() + ".unfinished") : order.target;
  for (const fs::path& place : {order.target, folder})
    if (fs::exists(place) && (!fs::is_directory(place) || !fs::is_empty(place))) return Refusal{"archive.target_exists", "", "", {{"file", place.string()}}};
  std::error_code ignored;
  Result<WrittenArchive> written = Refusal{"archive.not_written", "", "", {{"what", order.target.string()}}};
  try {
    fs::create_directories(folder);
    written = write_into(order, folder, now, told);
    if (written && zip)
      if (const Verdict packed = pack(folder, order.target, written->manifest, told); !packed) written = packed.refusal();
  } catch (const db::Fault&) {
    fs::remove_all(folder, ignored);
    throw;
  } catch (const std::ios::failure& error) {
    written = Refusal{"archive.not_written", "", "", {{"what", error.code().message()}}};
  } catch (const fs::filesystem_error& error) {
    written = Refusal{"archive.not_written", "", "", {{"what", error.what()}}};
  }
  if (zip || !written) fs::remove_all(folder, ignored);
  return written;
}

}  // namespace shouwen
