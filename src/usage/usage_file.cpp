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

Result<UsageFile> UsageFile::open(const std::filesystem::path& file, Month latest, const std::optional<UseMapping>& mapping) {
  Result<tables::CsvLines> lines = tables::CsvLines::open(file);
  if (!lines) return lines.refusal();
  UsageFile out(*std::move(lines));
  out.latest_ = latest;
  if (mapping) {
    out.account_number_ = account_number_of(mapping->account_number);
    out.unit_ = mapping->unit;
  }
  if (auto refusal = out.read_heading(mapping)) return *refusal;
  return out;
}

std::vector<Month> UsageFile::months() const {
  std::vector<Month> months;
  for (const Heading& heading : headings_)
    if (heading.month.value != 0) months.push_back(heading.month);
  return months;
}

void UsageFile::seek(std::int64_t bytes, std::int64_t lines) { lines_.seek(bytes, lines); }

std::optional<Refusal> UsageFile::read_heading(const std::optional<UseMapping>& mapping) {
  std::string line, encoding;
  do {
    if (!lines_.next(line)) return Refusal{"import.no_rows", "", "/file", {}};
  } while (tables::trimmed_cell(line).empty());
  if (line.starts_with("\xff\xfe") || line.starts_with("\xfe\xff")) return Refusal{"import.bad_encoding", "", "", {{"encoding", "UTF-8"}}};
  const auto text = tables::to_utf8(line, encoding);
  if (!text) return text.refusal();
  cells_.delimiter = tables::delimiter_of(*text);
  std::vector<std::string> names;
  for (const std::string_view cell : cells_.split(*text)) names.push_back(plain_heading(to_half_width(clean_text(cell, false))));
  const auto columns = use_columns(names, mapping);
  if (!columns) return columns.refusal();
  std::vector<Month> months;
  std::map<UseColumn, int> found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Heading heading{(*columns)[i], {}, names[i]};
    const auto month = heading.column == UseColumn::other ? parse_month(names[i]) : std::nullopt;
    if (month) {
      heading = {UseColumn::other, *month, std::to_string(month->value)};
      if (*month > latest_) return impossible_month(heading.name, names[i]);
      if (std::find(months.begin(), months.end(), *month) != months.end()) return Refusal{"usage.month_twice", "", "/" + heading.name, {{"month", heading.name}}};
      months.push_back(*month);
    }
    ++found[heading.column];
    headings_.push_back(std::move(heading));
  }
  wide_ = !months.empty();
  if (found[UseColumn::account_number] != (account_number_.empty() ? 1 : 0)) return Refusal{"usage.no_account_column", "", "/account_number", {}};
  if (!wide_ && (found[UseColumn::month] != 1 || found[UseColumn::total] != 1)) return Refusal{"usage.no_value_column", "", "/month", {}};
  return std::nullopt;
}

std::optional<Refusal> UsageFile::take_cell(const Heading& heading, std::string_view cell, UsageLine& line, MonthlyUse& long_form, bool& has_total) const {
  if (cell.empty()) return std::nullopt;
  if (heading.month.value != 0) {
    const Result<std::int64_t> wh = parse_energy_wh(cell, unit_, heading.name);
    if (!wh) return wh.refusal();
    line.months.push_back({heading.month, *wh});
    return std::nullopt;
  }
  std::int64_t value = 0;
  const auto take = [&](const Result<std::int64_t>& number) -> std::optional<Refusal> {
    if (!number) return number.refusal();
    value = *number;
    return std::nullopt;
  };
  const auto energy = [&] { return take(parse_energy_wh(cell, unit_, heading.name)); };
  std::optional<Refusal> refusal;
  switch (heading.column) {
    case UseColumn::other:
    case UseColumn::meter_number:
    case UseColumn::day:
    case UseColumn::time:
    case UseColumn::end_time:
    case UseColumn::quality: break;
    case UseColumn::account_number: line.account_number = cell; break;
    case UseColumn::month: {
      const auto month = parse_month(cell);
      if (!month || *month > latest_) return impossible_month("month", cell);
      long_form.month = *month;
      break;
    }
    case UseColumn::total:
      if (!(refusal = energy())) long_form.total_wh = value, has_total = true;
      break;
    case UseColumn::super_peak:
      if (!(refusal = energy())) long_form.super_peak_wh = value;
      break;
    case UseColumn::peak:
      if (!(refusal = energy())) long_form.peak_wh = value;
      break;
    case UseColumn::flat:
      if (!(refusal = energy())) long_form.flat_wh = value;
      break;
    case UseColumn::valley:
      if (!(refusal = energy())) long_form.valley_wh = value;
      break;
    case UseColumn::reactive:
      if (!(refusal = take(parse_thousandths(cell, heading.name)))) long_form.reactive_varh = value;
      break;
    case UseColumn::max_demand:
      if (!(refusal = take(parse_thousandths(cell, heading.name)))) long_form.max_demand_w = value;
      break;
  }
  return refusal;
}

Result<UsageLine> UsageFile::understand(const std::vector<std::string_view>& cells) const {
  UsageLine line;
  MonthlyUse long_form;
  bool has_total = false;
  if (wide_) line.months.reserve(headings_.size());
  line.account_number = account_number_;
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
  piece.bytes_begin = lines_.bytes();
  piece.lines_begin = lines_.lines();
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

std::string file_hash(const std::filesystem::path& file, const std::string& more) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) return {};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  std::string block(hashed_at_once, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0)
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(block.data()), static_cast<unsigned long long>(in.gcount()));
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(more.data()), more.size());
  unsigned char hash[32];
  crypto_generichash_final(&state, hash, sizeof hash);
  std::string hex(65, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash, sizeof hash);
  hex.pop_back();
  return hex;
}

}  // namespace shouwen
