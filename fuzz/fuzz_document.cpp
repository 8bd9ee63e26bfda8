// DOCX and text files of the regulation: a sound zip around hostile XML, the bytes as they are, and the clauses cut out of it.
#include <cstdint>

#include "regulation/regulation_text.h"
#include "tables/document_text.h"
#include "tables/zip_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string& file : {bytes, tables::zip_of({{"word/document.xml", bytes}})})
    if (const auto text = tables::parse_document(file)) (void)split_regulation(*text);
  return 0;
}
