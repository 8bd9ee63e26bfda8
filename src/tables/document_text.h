// The text of a document: .txt in any usual encoding, .docx by paragraphs.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shouwen::tables {

/// UTF-8, one paragraph a line. Automatic numbers of a word processor are not text and do not appear. Refusals:
/// import.file_missing, import.not_a_document, import.damaged_part, import.too_large.
Result<std::string> read_document(const std::filesystem::path& file);
Result<std::string> parse_document(std::string_view bytes);

}  // namespace shouwen::tables
