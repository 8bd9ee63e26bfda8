// Zips through libzip.
#include "tables/zip_archive.h"

#include <zip.h>

#include <memory>

namespace shouwen::tables {

namespace {

Refusal damaged_part(const char* name) { return {"import.damaged_part", "", "", {{"part", name}}}; }

}  // namespace

ZipArchive::ZipArchive(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (zip_ == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
}

ZipArchive::~ZipArchive() {
  if (zip_ != nullptr) zip_discard(zip_);
}

Result<std::string> ZipArchive::read(const char* name, std::size_t limit) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(zip_, name, ZIP_FL_NOCASE, &stat) != 0) return std::string();
  if (stat.size > limit) return Refusal{"import.too_large", "", "", {{"limit", std::to_string(limit >> 20) + " MB"}}};
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> part(zip_fopen(zip_, name, ZIP_FL_NOCASE), &zip_fclose);
  if (part == nullptr) return damaged_part(name);
  std::string content(static_cast<std::size_t>(stat.size), '\0');
  if (zip_fread(part.get(), content.data(), content.size()) != static_cast<zip_int64_t>(content.size())) return damaged_part(name);
  return content;
}

std::string zip_of(const std::vector<ZipPart>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* whole = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = whole == nullptr ? nullptr : zip_open_from_source(whole, ZIP_CREATE | ZIP_TRUNCATE, &error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    if (whole != nullptr) zip_source_free(whole);
    return {};
  }
  // Closing the archive lets go of its source; what was written is read from it afterwards.
  zip_source_keep(whole);
  const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> kept(whole, &zip_source_free);
  for (const ZipPart& part : parts) {
    zip_source_t* source = zip_source_buffer(archive, part.content.data(), part.content.size(), 0);
    if (source == nullptr || zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
      if (source != nullptr) zip_source_free(source);
      zip_discard(archive);
      return {};
    }
  }
  if (zip_close(archive) != 0) {
    zip_discard(archive);
    return {};
  }
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_open(whole) != 0 || zip_source_stat(whole, &stat) != 0) return {};
  std::string bytes(static_cast<std::size_t>(stat.size), '\0');
  const zip_int64_t read = zip_source_read(whole, bytes.data(), bytes.size());
  zip_source_close(whole);
  return read == static_cast<zip_int64_t>(bytes.size()) ? bytes : std::string();
}

}  // namespace shouwen::tables
