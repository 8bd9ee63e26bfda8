// Reading folders and zips, and holding every member to the manifest.
#include "archive/archive_source.h"

#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>
#include <set>

#include "archive/csv_cells.h"
#include "archive/member_names.h"
#include "tables/zip_file.h"

namespace shouwen {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 1 << 16;

class FolderSource : public ArchiveSource {
 public:
  explicit FolderSource(fs::path folder) : folder_(std::move(folder)) {}
  std::vector<std::string> names() const override {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
      if (entry.is_symlink() || !entry.is_directory()) found.push_back(entry.path().lexically_relative(folder_).generic_string());
    return found;
  }
  std::unique_ptr<std::istream> read(const std::string& name) const override {
    // A link could lead to any file of the machine.
    if (!fs::is_regular_file(fs::symlink_status(folder_ / name))) return nullptr;
    return std::make_unique<std::ifstream>(folder_ / name, std::ios::binary);
  }

 private:
  fs::path folder_;
};

class ZipSource : public ArchiveSource {
 public:
  explicit ZipSource(std::unique_ptr<tables::ZipFileReader> zip) : zip_(std::move(zip)) {}
  std::vector<std::string> names() const override { return zip_->names(); }
  std::unique_ptr<std::istream> read(const std::string& name) const override { return zip_->read(name); }

 private:
  std::unique_ptr<tables::ZipFileReader> zip_;
};

struct MemberHashes {
  std::int64_t bytes = 0;
  std::string sha256, blake2b;
};

/// No further than `limit`: a zip may unpack to more than anybody has room for.
MemberHashes hashes_of(std::istream& in, std::int64_t limit) {
  crypto_hash_sha256_state sha;
  crypto_hash_sha256_init(&sha);
  crypto_generichash_state blake;
  crypto_generichash_init(&blake, nullptr, 0, 32);
  MemberHashes found;
  std::array<char, piece_bytes> piece;
  while (found.bytes <= limit) {
    const std::streamsize read = in.rdbuf()->sgetn(piece.data(), piece.size());
    if (read <= 0) break;
    const auto* bytes = reinterpret_cast<const unsigned char*>(piece.data());
    crypto_hash_sha256_update(&sha, bytes, static_cast<std::size_t>(read));
    crypto_generichash_update(&blake, bytes, static_cast<std::size_t>(read));
    found.bytes += read;
  }
  found.sha256.assign(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&sha, reinterpret_cast<unsigned char*>(found.sha256.data()));
  found.sha256 = hex_of(found.sha256);
  found.blake2b.assign(32, '\0');
  crypto_generichash_final(&blake, reinterpret_cast<unsigned char*>(found.blake2b.data()), 32);
  found.blake2b = hex_of(found.blake2b);
  return found;
}

Verdict check_member(const ArchiveSource& source, const ArchiveMember& member) {
  const auto in = source.read(member.name);
  if (in == nullptr) return Refusal{"archive.member_missing", "", "", {{"member", member.name}}};
  const MemberHashes found = hashes_of(*in, member.bytes);
  if (found.bytes != member.bytes || found.sha256 != member.sha256) return Refusal{"archive.member_changed", "", "", {{"member", member.name}}};
  // A file's name is the hash the journal knows it by.
  if (is_kept_file(member.name) && member.name != kept_file_member(found.blake2b)) return Refusal{"archive.member_changed", "", "", {{"member", member.name}}};
  return Done{};
}

Verdict nothing_strange(const ArchiveSource& source, const Manifest& manifest) {
  std::set<std::string, std::less<>> expected{std::string(manifest_name)};
  for (const ArchiveMember& member : manifest.members)
    if (!is_known_member(member.name) || !expected.insert(member.name).second) return Refusal{"archive.member_strange", "", "", {{"member", member.name}}};
  for (const std::string& name : source.names())
    // Taken out when it was met: what comes twice is strange as well.
    if (expected.erase(name) == 0) return Refusal{"archive.member_strange", "", "", {{"member", name}}};
  return Done{};
}

}  // namespace

Result<std::unique_ptr<ArchiveSource>> ArchiveSource::open(const fs::path& folder_or_zip) {
  if (fs::is_directory(folder_or_zip)) return std::unique_ptr<ArchiveSource>(std::make_unique<FolderSource>(folder_or_zip));
  auto zip = tables::ZipFileReader::open(folder_or_zip);
  if (!zip) return zip.refusal();
  return std::unique_ptr<ArchiveSource>(std::make_unique<ZipSource>(*std::move(zip)));
}

Result<Manifest> check_members(const ArchiveSource& source, const std::string& file, const ArchiveProgress& told) {
  const auto in = source.read(std::string(manifest_name));
  if (in == nullptr) return Refusal{"archive.not_one", "", "", {{"file", file}}};
  const auto manifest = read_manifest(std::string(std::istreambuf_iterator<char>(*in), {}), file);
  if (!manifest) return manifest;
  if (const Verdict good = nothing_strange(source, *manifest); !good) return good.refusal();
  for (const ArchiveMember& member : manifest->members) {
    if (const Verdict good = check_member(source, member); !good) return good.refusal();
    told(member.name, member.bytes);
  }
  return manifest;
}

}  // namespace shouwen
