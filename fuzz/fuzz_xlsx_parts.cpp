// The parts of a workbook: a sound zip around hostile XML, which mutations of a whole file would hardly ever make. The input's
// lines that begin with '%' separate sheet, shared strings and styles.
#include <zip.h>

#include <array>
#include <cstdint>
#include <string>

#include "tables/table_reader.h"

namespace {

constexpr std::array names = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"};

std::string zip_of(const std::array<std::string, names.size()>& parts) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const zip_int64_t index = zip_file_add(archive, names[i], zip_source_buffer(archive, parts[i].data(), parts[i].size(), 0), 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  zip_close(archive);
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::array<std::string, names.size()> parts;
  std::size_t part = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const bool separates = data[i] == '%' && (i == 0 || data[i - 1] == '\n') && part + 1 < parts.size();
    if (separates) ++part;
    else parts[part] += static_cast<char>(data[i]);
  }
  shouwen::tables::TableLimits limits;
  limits.bytes = 1 << 20;
  limits.rows = 10000;
  (void)shouwen::tables::parse_xlsx(zip_of(parts), limits);
  return 0;
}
