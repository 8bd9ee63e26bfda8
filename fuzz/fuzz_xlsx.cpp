// XLSX: damaged zips, hostile XML, bombs.
#include <cstdint>

#include "tables/table_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  shouwen::tables::TableLimits limits;
  limits.bytes = 1 << 20;
  limits.rows = 10000;
  (void)shouwen::tables::parse_xlsx({reinterpret_cast<const char*>(data), size}, limits);
  return 0;
}
