// Text files and the paragraphs of DOCX.
#include "tables/document_text.h"

#include <cstring>
#include <fstream>
#include <pugixml.hpp>
#include <sstream>

#include "tables/table_reader.h"
#include "tables/zip_archive.h"

namespace shouwen::tables {

namespace {

constexpr std::size_t limit_bytes = std::size_t{64} << 20;

bool is(const pugi::xml_node& node, const char* name) {
  const char* colon = std::strchr(node.name(), ':');
  return std::strcmp(colon == nullptr ? node.name() : colon + 1, name) == 0;
}

/// Word nests a few dozen deep; a file made to overflow our stack nests for ever, and what lies deeper is left out.
constexpr int deepest = 200;

void append_text(const pugi::xml_node& node, std::string& text, int depth = 0) {
  if (depth == deepest) return;
  for (const pugi::xml_node& child : node.children()) {
    if (is(child, "t")) text += child.child_value();
    else if (is(child, "tab")) text += ' ';
    else if (is(child, "br")) text += '\n';
    else append_text(child, text, depth + 1);
    if (is(child, "p")) text += '\n';
  }
}

}  // namespace

Result<std::string> parse_document(std::string_view bytes) {
  if (bytes.size() > limit_bytes) return Refusal{"import.too_large", "", "", {{"limit", std::to_string(limit_bytes >> 20) + " MB"}}};
  if (!bytes.starts_with("PK")) {
    std::string encoding;
    return to_utf8(bytes, encoding);
  }
  ZipArchive archive(bytes);
  if (!archive.is_open()) return Refusal{"import.not_a_document", "", "", {}};
  const Result<std::string> xml = archive.read("word/document.xml", limit_bytes);
  if (!xml) return xml.refusal();
  pugi::xml_document document;
  if (xml->empty() || !document.load_buffer(xml->data(), xml->size(), pugi::parse_default | pugi::parse_ws_pcdata)) return Refusal{"import.not_a_document", "", "", {}};
  std::string text;
  append_text(document, text);
  return text;
}

Result<std::string> read_document(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Refusal{"import.file_missing", "", "", {{"file", file.string()}}};
  std::ostringstream content;
  content << in.rdbuf();
  return parse_document(content.str());
}

}  // namespace shouwen::tables
