// CSV out and in.
#include "open_data/open_files.h"

#include <sodium.h>

#include <array>
#include <charconv>

#include "tables/table_reader.h"
#include "tables/table_writer.h"

namespace shouwen {

namespace {

std::string time_text(const std::optional<Instant>& at) { return at ? to_iso(*at) : std::string(); }

/// One file being read: cells by column name, the first mistake kept.
class FileReader {
 public:
  FileReader(const tables::Table& table, const std::vector<std::string>& columns) {
    for (const std::string& column : columns) {
      positions_.push_back(table.column(column));
      if (positions_.back() < 0 && !refusal_) refusal_ = Refusal{"open_data_file.column_missing", "art.8", "", {{"column", column}}};
    }
    columns_ = &columns;
  }

  void take(const tables::TableRow& row) {
    row_ = &row;
    next_ = 0;
  }
  std::string text() {
    const std::size_t at = next_++;
    if (refusal_) return {};
    const auto position = static_cast<std::size_t>(positions_[at]);
    return position < row_->cells.size() ? row_->cells[position] : std::string();
  }
  std::int64_t number() {
    const std::string value = text();
    std::int64_t read = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), read);
    if (error != std::errc() || end != value.data() + value.size() || read < 0) mistake();
    return read;
  }
  bool flag() {
    const std::int64_t read = number();
    if (read > 1) mistake();
    return read == 1;
  }
  std::optional<Instant> time() {
    const std::string value = text();
    if (value.empty()) return std::nullopt;
    const auto read = parse_instant(value);
    if (!read) mistake();
    return read;
  }
  Date date() {
    const auto read = parse_date(text());
    if (!read) mistake();
    return read.value_or(Date{});
  }
  void mistake() { at_line("open_data_file.bad_value"); }
  void at_line(const char* code) {
    if (!refusal_) refusal_ = Refusal{code, "art.8", "", {{"line", std::to_string(row_->line)}, {"column", (*columns_)[next_ - 1]}}};
  }
  const std::optional<Refusal>& refusal() const { return refusal_; }

 private:
  const std::vector<std::string>* columns_;
  std::vector<int> positions_;
  const tables::TableRow* row_ = nullptr;
  std::size_t next_ = 0;
  std::optional<Refusal> refusal_;
};

Result<tables::Table> table_of(std::string_view csv) {
  std::string encoding;
  const Result<std::string> text = tables::to_utf8(csv, encoding);
  if (!text) return Refusal{"open_data_file.unreadable", "art.8", "", {}};
  Result<tables::Table> table = tables::parse_csv(*text);
  if (!table) return Refusal{"open_data_file.unreadable", "art.8", "", {}};
  return table;
}

OpenFigures figures_line(FileReader& reader) {
  OpenFigures line;
  line.kind = reader.text();
  line.area = reader.text();
  line.registered = reader.number();
  line.due = reader.number();
  line.in_time = reader.number();
  line.late = reader.number();
  line.open = reader.number();
  line.lifted = reader.number();
  if (reader.text() != percent_text(share_in_tenths(line.in_time, line.due))) reader.at_line("open_data_file.bad_rate");
  line.returns = reader.number();
  line.returned_cases = reader.number();
  line.satisfied = reader.number();
  line.not_satisfied = reader.number();
  if (reader.text() != percent_text(share_in_tenths(line.satisfied, line.satisfied + line.not_satisfied))) reader.at_line("open_data_file.bad_rate");
  return line;
}

}  // namespace

std::string month_text(Date first_day) { return to_iso(first_day).substr(0, 7); }

std::optional<Date> first_day_of(std::string_view text) {
  if (text.size() != 7) return std::nullopt;
  return parse_date(std::string(text) + "-01");
}

const std::vector<std::string>& row_columns() {
  static const std::vector<std::string> names{"row", "registered_on", "kind", "category", "area", "due_at", "answered_at", "lifted", "returns", "satisfaction"};
  return names;
}

const std::vector<std::string>& figure_columns() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> made{"edition", "month", "known_at", "kind", "area"};
    for (auto& [name, value] : computed_columns({})) made.push_back(name);
    return made;
  }();
  return names;
}

std::string rows_csv(const std::vector<OpenRow>& rows) {
  std::string out(tables::csv_byte_order_mark);
  tables::append_csv_row(out, row_columns());
  for (const OpenRow& row : rows)
    tables::append_csv_row(out, {std::to_string(row.row), to_iso(row.registered_on), row.kind, row.category, row.area, time_text(row.due_at), time_text(row.answered_at),
                                 row.lifted ? "1" : "0", std::to_string(row.returns), row.satisfaction});
  return out;
}

std::string figures_csv(const FigureHeading& heading, const std::vector<OpenFigures>& figures) {
  std::string out(tables::csv_byte_order_mark);
  tables::append_csv_row(out, figure_columns());
  for (const OpenFigures& line : figures) {
    std::vector<std::string> cells{std::to_string(heading.edition), month_text(heading.month), to_iso(heading.known_at), line.kind, line.area};
    for (auto& [name, value] : computed_columns(line)) cells.push_back(std::move(value));
    tables::append_csv_row(out, cells);
  }
  return out;
}

Result<std::vector<OpenRow>> read_rows(std::string_view csv) {
  const Result<tables::Table> table = table_of(csv);
  if (!table) return table.refusal();
  FileReader reader(*table, row_columns());
  std::vector<OpenRow> rows;
  for (const tables::TableRow& cells : table->rows) {
    reader.take(cells);
    OpenRow row;
    row.row = reader.number();
    row.registered_on = reader.date();
    row.kind = reader.text();
    row.category = reader.text();
    row.area = reader.text();
    row.due_at = reader.time();
    row.answered_at = reader.time();
    row.lifted = reader.flag();
    row.returns = reader.number();
    row.satisfaction = reader.text();
    if (reader.refusal()) return *reader.refusal();
    rows.push_back(std::move(row));
  }
  if (reader.refusal()) return *reader.refusal();
  return rows;
}

Result<ReadFigures> read_figures_file(std::string_view csv) {
  const Result<tables::Table> table = table_of(csv);
  if (!table) return table.refusal();
  FileReader reader(*table, figure_columns());
  ReadFigures read;
  bool first = true;
  for (const tables::TableRow& cells : table->rows) {
    reader.take(cells);
    FigureHeading heading;
    heading.edition = reader.number();
    const auto month = first_day_of(reader.text());
    if (!month) reader.mistake();
    heading.month = month.value_or(Date{});
    const auto known_at = reader.time();
    if (!known_at) reader.mistake();
    heading.known_at = known_at.value_or(Instant{});
    if (!std::exchange(first, false) && heading != read.heading) return Refusal{"open_data_file.several_editions", "art.8", "", {}};
    read.heading = heading;
    read.figures.push_back(figures_line(reader));
    if (reader.refusal()) return *reader.refusal();
  }
  if (reader.refusal()) return *reader.refusal();
  return read;
}

Result<CheckedFigures> check_figures(std::string_view figures_file, std::string_view rows_file) {
  const Result<ReadFigures> stated = read_figures_file(figures_file);
  if (!stated) return stated.refusal();
  const Result<std::vector<OpenRow>> rows = read_rows(rows_file);
  if (!rows) return rows.refusal();
  const std::vector<OpenFigures> computed = figures_of(*rows, stated->heading.known_at);
  return CheckedFigures{stated->heading, static_cast<std::int64_t>(rows->size()), static_cast<std::int64_t>(stated->figures.size() * computed_columns({}).size()),
                        changes_between(stated->figures, computed)};
}

std::string sha256_of(std::string_view content) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(content.data()), content.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hexadecimal{};
  return sodium_bin2hex(hexadecimal.data(), hexadecimal.size(), hash.data(), hash.size());
}

}  // namespace shouwen
