// Lines, cells, headings and numbers of a table of monthly use.
#include "usage/usage_file.h"

#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "base/text.h"
#include "customers/account_number.h"
#include "tables/table_reader.h"
#include "usage/check_use.h"

namespace shouwen {

namespace {

constexpr std::size_t hashed_at_once = 1 << 20;

Refusal impossible_month(const std::string& field, std::string_view value) {
  return {"usage.month_impossible", "", "/" + field, {{"field", field}, {"value", std::string(value)}}};
}
}  // namespace

Result<UsageFile> UsageFile::open(const std::filesystem::path& file, Month latest) {
  Result<tables::CsvLines> lines = tables::CsvLines::open(file);
  if (!lines) return lines.refusal();
  UsageFile out(*std::move(lines));
  out.latest_ = latest;
  if (auto refusal = out.read_heading()) return *refusal;
  return out;
}

void UsageFile::seek(std::int64_t bytes, std::int64_t lines) { lines_.seek(bytes, lines); }

std::optional<Refusal> UsageFile::read_heading() {
  static const std::map<std::string, Column> names = {
      {"户号", Column::account}, {"用户编号", Column::account}, {"accountnumber", Column::account}, {"account", Column::account},
      {"月份", Column::month}, {"年月", Column::month}, {"month", Column::month},
      {"电量", Column::total}, {"总电量", Column::total}, {"kwh", Column::total}, {"totalkwh", Column::total},
      {"尖峰电量", Column::super_peak}, {"尖电量", Column::super_peak}, {"superpeakkwh", Column::super_peak},
      {"峰电量", Column::peak}, {"peakkwh", Column::peak}, {"平电量", Column::flat}, {"flatkwh", Column::flat},
      {"谷电量", Column::valley}, {"valleykwh", Column::valley}, {"无功电量", Column::reactive}, {"reactivekvarh", Column::reactive},
      {"最大需量", Column::demand}, {"maxdemandkw", Column::demand}};
  std::string line, encoding;
  do {
    if (!lines_.next(line)) return Refusal{"import.no_rows", "", "/file", {}};
  } while (tables::trimmed_cell(line).empty());
  if (line.starts_with("\xff\xfe") || line.starts_with("\xfe\xff")) return Refusal{"import.bad_encoding", "", "", {{"encoding", "UTF-8"}}};
  const auto text = tables::to_utf8(line, encoding);
  if (!text) return text.refusal();
  cells_.delimiter = tables::delimiter_of(*text);
  std::vector<Month> months;
  std::map<Column, int> found;
  for (const std::string_view cell : cells_.split(*text)) {
    const std::string name = plain_heading(to_half_width(clean_text(cell, false)));
    Heading heading{Column::other, {}, name};
    if (const auto known = names.find(name); known != names.end()) heading.column = known->second;
    else if (const auto month = parse_month(name)) {
      heading = {Column::value, *month, std::to_string(month->value)};
      if (*month > latest_) return impossible_month(heading.name, name);
      if (std::find(months.begin(), months.end(), *month) != months.end()) return Refusal{"usage.month_twice", "", "/" + heading.name, {{"month", heading.name}}};
      months.push_back(*month);
    }
    ++found[heading.column];
    headings_.push_back(std::move(heading));
  }
  wide_ = !months.empty();
  if (found[Column::account] != 1) return Refusal{"usage.no_account_column", "", "/account_number", {}};
  if (!wide_ && (found[Column::month] != 1 || found[Column::total] != 1)) return Refusal{"usage.no_value_column", "", "/month", {}};
  return std::nullopt;
}

std::optional<Refusal> UsageFile::take_cell(const Heading& heading, std::string_view cell, UsageLine& line, MonthlyUse& long_form, bool& has_total) const {
  if (heading.column == Column::other || cell.empty()) return std::nullopt;
  if (heading.column == Column::account) {
    line.account_number = cell;
    return std::nullopt;
  }
  if (heading.column == Column::month) {
    const auto month = parse_month(cell);
    if (!month || *month > latest_) return impossible_month("month", cell);
    long_form.month = *month;
    return std::nullopt;
  }
  const Result<std::int64_t> number = parse_thousandths(cell, heading.name);
  if (!number) return number.refusal();
  switch (heading.column) {
    case Column::other:
    case Column::account:
    case Column::month: break;
    case Column::value: line.months.push_back({heading.month, *number}); break;
    case Column::total: long_form.total_wh = *number, has_total = true; break;
    case Column::super_peak: long_form.super_peak_wh = *number; break;
    case Column::peak: long_form.peak_wh = *number; break;
    case Column::flat: long_form.flat_wh = *number; break;
    case Column::valley: long_form.valley_wh = *number; break;
    case Column::reactive: long_form.reactive_varh = *number; break;
    case Column::demand: long_form.max_demand_w = *number; break;
  }
  return std::nullopt;
}

Result<UsageLine> UsageFile::understand(const std::vector<std::string_view>& cells) const {
  UsageLine line;
  MonthlyUse long_form;
  bool has_total = false;
  if (wide_) line.months.reserve(headings_.size());
  // A number written 1,234 without quotes falls into two cells and moves all that follow.
  for (std::size_t i = headings_.size(); i < cells.size(); ++i)
    if (!cells[i].empty()) return Refusal{"usage.too_many_cells", "", "", {}};
  for (std::size_t i = 0; i < std::min(cells.size(), headings_.size()); ++i)
    if (auto refusal = take_cell(headings_[i], cells[i], line, long_form, has_total)) return *refusal;
  line.account_number = account_number_of(line.account_number);
  if (line.account_number.empty()) return Refusal{"usage.account_missing", "", "/account_number", {}};
  if (wide_) {
    const auto by_month = [](const MonthlyUse& a, const MonthlyUse& b) { return a.month < b.month; };
    if (!std::is_sorted(line.months.begin(), line.months.end(), by_month)) std::sort(line.months.begin(), line.months.end(), by_month);
    return line;
  }
  if (long_form.month.value == 0) return impossible_month("month", "");
  if (!has_total) return Refusal{"usage.no_total", "", "/total_kwh", {}};
  if (const Verdict possible = check_use(long_form, latest_); !possible) return possible.refusal();
  line.months.push_back(long_form);
  return line;
}

UsagePiece UsageFile::next(std::size_t rows) {
  UsagePiece piece;
  piece.lines.reserve(rows);
  std::string line, encoding;
  while (static_cast<std::size_t>(piece.rows) < rows) {
    const std::int64_t number = lines_.lines() + 1;
    if (!lines_.next(line)) break;
    if (tables::trimmed_cell(line).empty()) continue;
    ++piece.rows;
    if (line.size() > tables::CsvLines::line_limit) {
      piece.mistakes.push_back({number, {"usage.line_too_long", "", "", {}}});
      continue;
    }
    if (!tables::is_ascii(line)) {
      // Digits typed in full width, names in whatever encoding.
      const auto text = tables::to_utf8(line, encoding);
      if (!text) {
        piece.mistakes.push_back({number, text.refusal()});
        continue;
      }
      line = to_half_width(*text);
    }
    Result<UsageLine> understood = understand(cells_.split(line));
    if (!understood) piece.mistakes.push_back({number, understood.refusal()});
    else (piece.lines.emplace_back(*std::move(understood))).line = number;
  }
  piece.bytes_end = lines_.bytes();
  piece.lines_end = lines_.lines();
  return piece;
}

std::string file_hash(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) return {};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  std::string block(hashed_at_once, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0)
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(block.data()), static_cast<unsigned long long>(in.gcount()));
  unsigned char hash[32];
  crypto_generichash_final(&state, hash, sizeof hash);
  std::string hex(65, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash, sizeof hash);
  hex.pop_back();
  return hex;
}

}  // namespace shouwen
