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

}  // namespace shouwen::tables
