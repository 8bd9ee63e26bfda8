// Writing and reading exact CSV.
#include "archive/csv_cells.h"

#include <sodium.h>

#include <charconv>

namespace shouwen {

namespace {

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

bool bind_cell(db::Query& insert, int position, db::ColumnKind kind, const CsvCell& cell) {
  if (!cell.quoted && cell.text.empty()) {
    insert.bind_null(position);
    return true;
  }
  switch (kind) {
    case db::ColumnKind::integer: {
      std::int64_t number = 0;
      const char* end = cell.text.data() + cell.text.size();
      const auto read = std::from_chars(cell.text.data(), end, number);
      if (cell.quoted || read.ec != std::errc{} || read.ptr != end) return false;
      insert.bind(position, number);
      return true;
    }
    case db::ColumnKind::text: insert.bind(position, std::string_view(cell.text)); return cell.quoted;
    case db::ColumnKind::blob: {
      std::string bytes;
      if (!cell.quoted || !bytes_of_hex(cell.text, bytes)) return false;
      insert.bind_blob(position, bytes);
      return true;
    }
  }
  return false;
}

}  // namespace

std::string hex_of(std::string_view bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  hex.pop_back();
  return hex;
}

bool bytes_of_hex(std::string_view hex, std::string& bytes) {
  bytes.assign(hex.size() / 2, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  return hex.size() % 2 == 0 && sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex.data(), hex.size(), nullptr, &length, &end) == 0 &&
         end == hex.data() + hex.size();
}

std::string heading_line(const db::TableShape& table) {
  std::string line;
  for (const db::TableColumn& column : table.columns) line += (line.empty() ? "" : ",") + column.name;
  return line + '\n';
}

void append_row(std::string& out, const db::TableShape& table, const db::Query& row, const std::vector<bool>& emptied) {
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const int i = static_cast<int>(column);
    const bool open = emptied.empty() || !emptied[column];
    if (i > 0) out += ',';
    if (row.is_null(i)) continue;
    switch (table.columns[column].kind) {
      case db::ColumnKind::integer: out += std::to_string(row.integer(i)); break;
      case db::ColumnKind::text: append_quoted(out, open ? row.text(i) : std::string_view()); break;
      case db::ColumnKind::blob: append_quoted(out, hex_of(open ? std::string(row.blob(i)) : std::to_string(row.integer(0)))); break;
    }
  }
  out += '\n';
}

bool CsvRows::quoted(std::string& text) {
  for (;;) {
    const int c = in_.sbumpc();
    if (c == std::char_traits<char>::eof()) return false;
    if (c == '"') {
      if (in_.sgetc() != '"') return true;
      in_.sbumpc();
    }
    text += static_cast<char>(c);
  }
}

bool CsvRows::next(std::vector<CsvCell>& cells) {
  constexpr int end = std::char_traits<char>::eof();
  if (damaged_ || in_.sgetc() == end) return false;
  for (std::size_t used = 0;; ++used) {
    if (cells.size() <= used) cells.emplace_back();
    CsvCell& cell = cells[used];
    cell.text.clear();
    cell.quoted = in_.sgetc() == '"';
    if (cell.quoted) {
      in_.sbumpc();
      damaged_ = !quoted(cell.text);
    }
    int c = in_.sbumpc();
    for (; !cell.quoted && c != ',' && c != '\n' && c != end; c = in_.sbumpc()) cell.text += static_cast<char>(c);
    if (c == ',') continue;
    cells.resize(used + 1);
    ++rows_;
    // Every line ends with a line end, also the last: one cut off in a bare number would else pass for another number.
    damaged_ = damaged_ || c != '\n';
    return !damaged_;
  }
}

bool bind_row(db::Query& insert, const db::TableShape& table, const std::vector<CsvCell>& cells) {
  if (cells.size() != table.columns.size()) return false;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!bind_cell(insert, static_cast<int>(i) + 1, table.columns[i].kind, cells[i])) return false;
  return true;
}

}  // namespace shouwen
