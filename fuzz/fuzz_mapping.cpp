// Mapping files for foreign tables.
#include <cstdint>

#include "imports/mapping.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const auto mapping = Mapping::parse(std::string(reinterpret_cast<const char*>(data), size));
  if (!mapping) return 0;
  tables::Table table;
  table.heading = {"a", "b"};
  table.rows = {{2, {"1", "2022-01-01"}}};
  const MappedRow row(*mapping, table, table.rows.front());
  for (const auto& [name, source] : mapping->fields) {
    (void)row.text(name);
    (void)row.instant(name);
  }
  return 0;
}
