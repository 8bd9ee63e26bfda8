// The manifest as JSON, and whether this program understands it.
#include "archive/manifest.h"

#include <sodium.h>

#include "archive/csv_cells.h"
#include "base/embedded.h"
#include "json/json.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(ArchiveMember, (), (name, bytes, sha256))
BOOST_DESCRIBE_STRUCT(ArchiveTable, (), (name, rows))
BOOST_DESCRIBE_STRUCT(Manifest, (), (format, schema, schema_sha256, bureau, made_at, with_secrets, rulebook_version, entries, last_hash, root, files, tables, left_out, members))

std::string manifest_format() { return "shouwen archive 1"; }

std::string schema_sha256(std::int64_t schema) {
  const auto files = embedded_migrations();
  if (schema < 1 || schema > static_cast<std::int64_t>(files.size())) return {};
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (std::int64_t i = 0; i < schema; ++i) {
    const EmbeddedFile& file = files[static_cast<std::size_t>(i)];
    for (const std::string_view part : {file.name, file.content})
      crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
  }
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(hash.data()));
  return hex_of(hash);
}

std::string to_text(const Manifest& manifest) { return json::to_text(manifest) + '\n'; }

Result<Manifest> read_manifest(std::string_view text, const std::string& file) {
  const auto document = json::parse_document(text);
  Manifest manifest;
  if (!document || !json::parse(*document, manifest, json::ParseMode::lenient).empty()) return Refusal{"archive.not_one", "", "", {{"file", file}}};
  if (manifest.format != manifest_format()) return Refusal{"archive.foreign", "", "", {{"what", manifest.format}}};
  const auto known = static_cast<std::int64_t>(embedded_migrations().size());
  if (manifest.schema > known) return Refusal{"archive.newer", "", "", {{"version", std::to_string(manifest.schema)}}};
  if (manifest.schema_sha256 != schema_sha256(manifest.schema)) return Refusal{"archive.foreign", "", "", {{"what", "schema " + std::to_string(manifest.schema)}}};
  return manifest;
}

}  // namespace shouwen
