// Reading XLSX: a zip of XML parts; shared strings, inline strings, numbers, booleans, dates by style.
#include <charconv>
#include <cmath>
#include <cstring>
#include <pugixml.hpp>

#include "base/time.h"
#include "tables/table_reader.h"
#include "tables/zip_archive.h"

namespace shouwen::tables {

namespace {

const char* plain(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

bool is(const pugi::xml_node& node, const char* name) { return std::strcmp(plain(node.name()), name) == 0; }

pugi::xml_node child(const pugi::xml_node& parent, const char* name) {
  for (const pugi::xml_node& node : parent.children())
    if (is(node, name)) return node;
  return {};
}

/// All text runs of a string item, without phonetic hints.
std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& part : node.children()) {
    if (is(part, "t")) text += part.child_value();
    else if (is(part, "r")) text += text_of(part);
  }
  return text;
}

std::vector<std::string> shared_strings(const std::string& xml) {
  std::vector<std::string> strings;
  pugi::xml_document document;
  if (xml.empty() || !document.load_buffer(xml.data(), xml.size())) return strings;
  for (const pugi::xml_node& item : document.document_element().children())
    if (is(item, "si")) strings.push_back(text_of(item));
  return strings;
}

bool is_date_format(int id, const std::string& code) {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)) return true;
  bool quoted = false, bracket = false;
  for (const char c : code) {
    if (c == '"') quoted = !quoted;
    if (c == '[') bracket = true;
    if (c == ']') bracket = false;
    if (!quoted && !bracket && std::strchr("ymdhYMDH", c) != nullptr) return true;
  }
  return false;
}

/// Which cell styles are dates.
std::vector<bool> date_styles(const std::string& xml) {
  std::vector<bool> styles;
  pugi::xml_document document;
  if (xml.empty() || !document.load_buffer(xml.data(), xml.size())) return styles;
  std::vector<std::pair<int, std::string>> formats;
  for (const pugi::xml_node& format : child(document.document_element(), "numFmts").children())
    formats.emplace_back(format.attribute("numFmtId").as_int(), format.attribute("formatCode").as_string());
  for (const pugi::xml_node& style : child(document.document_element(), "cellXfs").children()) {
    const int id = style.attribute("numFmtId").as_int();
    std::string code;
    for (const auto& [known, text] : formats)
      if (known == id) code = text;
    styles.push_back(is_date_format(id, code));
  }
  return styles;
}

/// A spreadsheet's day number (1900 system, with its false 29 February 1900) as ISO text.
std::string iso_of_serial(double serial) {
  const auto whole = static_cast<std::int32_t>(std::floor(serial));
  const auto second = static_cast<std::int32_t>(std::lround((serial - whole) * static_cast<double>(seconds_per_day)));
  const Date date = Date::of(1899, 12, 30).plus_days(whole);
  if (second == 0) return to_iso(date);
  return to_iso(at_local(date, second)).substr(0, 19);
}

/// Column of a reference such as "BC12": 0, 1, 2 …
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
  }
  return column == 0 ? 0 : column - 1;
}

struct Workbook {
  std::vector<std::string> strings;
  std::vector<bool> dates;
};

std::string cell_text(const pugi::xml_node& cell, const Workbook& workbook) {
  const std::string_view type = cell.attribute("t").as_string();
  if (type == "inlineStr") return text_of(child(cell, "is"));
  const std::string value = child(cell, "v").child_value();
  if (type == "s") {
    std::size_t index = 0;
    std::from_chars(value.data(), value.data() + value.size(), index);
    return index < workbook.strings.size() ? workbook.strings[index] : std::string();
  }
  if (type == "str" || type == "e" || type == "b" || type == "d" || value.empty()) return value;
  const auto style = static_cast<std::size_t>(cell.attribute("s").as_uint());
  if (style >= workbook.dates.size() || !workbook.dates[style]) return value;
  double serial = 0;
  const auto parsed = std::from_chars(value.data(), value.data() + value.size(), serial);
  return parsed.ec == std::errc() && serial >= 0 && serial < 2958466 ? iso_of_serial(serial) : value;
}

/// The path of the workbook's first sheet.
std::string first_sheet(ZipArchive& archive, std::size_t limit) {
  const Result<std::string> relations = archive.read("xl/_rels/workbook.xml.rels", limit);
  const Result<std::string> workbook = archive.read("xl/workbook.xml", limit);
  pugi::xml_document workbook_xml, relations_xml;
  if (workbook && relations && workbook_xml.load_buffer(workbook->data(), workbook->size()) && relations_xml.load_buffer(relations->data(), relations->size())) {
    const pugi::xml_node sheet = child(workbook_xml.document_element(), "sheets").first_child();
    std::string id;
    for (const pugi::xml_attribute& attribute : sheet.attributes())
      if (std::strcmp(plain(attribute.name()), "id") == 0) id = attribute.value();
    for (const pugi::xml_node& relation : relations_xml.document_element().children())
      if (id == relation.attribute("Id").as_string()) {
        const std::string target = relation.attribute("Target").as_string();
        return target.starts_with('/') ? target.substr(1) : "xl/" + target;
      }
  }
  return "xl/worksheets/sheet1.xml";
}

}  // namespace

Result<Table> parse_xlsx(std::string_view bytes, const TableLimits& limits) {
  ZipArchive archive(bytes);
  if (!archive.is_open()) return Refusal{"import.not_a_workbook", "", "", {}};
  const Result<std::string> sheet = archive.read(first_sheet(archive, limits.bytes).c_str(), limits.bytes);
  const Result<std::string> strings = archive.read("xl/sharedStrings.xml", limits.bytes);
  const Result<std::string> styles = archive.read("xl/styles.xml", limits.bytes);
  for (const auto* part : {&sheet, &strings, &styles})
    if (!*part) return part->refusal();
  pugi::xml_document document;
  if (sheet->empty() || !document.load_buffer(sheet->data(), sheet->size())) return Refusal{"import.no_readable_sheet", "", "", {}};
  const Workbook workbook{shared_strings(*strings), date_styles(*styles)};
  Table table;
  std::int64_t line = 0;
  for (const pugi::xml_node& row : child(document.document_element(), "sheetData").children()) {
    if (!is(row, "row")) continue;
    TableRow cells;
    cells.line = row.attribute("r").as_llong(line + 1);
    line = cells.line;
    for (const pugi::xml_node& cell : row.children()) {
      const char* reference = cell.attribute("r").as_string();
      const std::size_t column = *reference == '\0' ? cells.cells.size() : column_of(reference);
      if (column >= limits.columns) return Refusal{"import.too_many_columns", "", "", {{"limit", std::to_string(limits.columns)}}};
      if (cells.cells.size() <= column) cells.cells.resize(column + 1);
      cells.cells[column] = cell_text(cell, workbook);
    }
    if (cells.cells.empty()) continue;
    if (table.heading.empty()) {
      table.heading = std::move(cells.cells);
      continue;
    }
    if (table.rows.size() >= limits.rows) return Refusal{"import.too_many_rows", "", "", {{"limit", std::to_string(limits.rows)}}};
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace shouwen::tables
