// Headings and pieces; each form is understood line by line.
#include "usage/interval_file.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "customers/account_number.h"
#include "tables/table_reader.h"
#include "usage/nem12.h"

namespace shouwen {

namespace {

/// Nobody's day has more lines: one a minute.
constexpr std::size_t day_lines_limit = 1440;
/// An interval column's place: by its time, or by its number.
struct TimeHeading {
  std::int32_t minute = 0;
  bool numbered = false;
};

std::optional<std::int32_t> digits(std::string_view& text, std::size_t most) {
  std::int32_t value = 0;
  std::size_t n = 0;
  for (; n < most && n < text.size() && text[n] >= '0' && text[n] <= '9'; ++n) value = value * 10 + (text[n] - '0');
  if (n == 0) return std::nullopt;
  text.remove_prefix(n);
  return value;
}
bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}
void skip_separator(std::string_view& text) {
  for (const std::string_view separator : {"年", "月", "-", "/", "."})
    if (take(text, separator)) return;
}

std::optional<TimeHeading> time_heading(std::string_view text) {
  if (const auto minute = parse_time(text)) return TimeHeading{*minute, false};
  for (const std::string_view prefix : {"p", "t", "第", "点"})
    if (take(text, prefix)) break;
  const auto number = digits(text, 3);
  if (!number || (!text.empty() && text != "点")) return std::nullopt;
  return TimeHeading{*number, true};
}

/// 估计 or any letter but A: put in, not read.
std::optional<bool> is_estimated(std::string_view text) {
  if (text.empty() || text == "A" || text == "a" || text == "实测" || text == "actual") return false;
  if (text == "E" || text == "e" || text == "S" || text == "F" || text == "估计" || text == "补全" || text == "estimated") return true;
  return std::nullopt;
}

std::vector<std::string> heading_names(tables::CsvCells& cells, const std::string& line) {
  cells.delimiter = tables::delimiter_of(line);
  std::vector<std::string> names;
  for (const std::string_view cell : cells.split(line)) names.push_back(plain_heading(to_half_width(clean_text(cell, false))));
  return names;
}

Result<std::string> first_line(tables::CsvLines& lines) {
  std::string line, encoding;
  do {
    if (!lines.next(line)) return Refusal{"import.no_rows", "", "/file", {}};
  } while (tables::trimmed_cell(line).empty());
  if (line.starts_with("\xff\xfe") || line.starts_with("\xfe\xff")) return Refusal{"import.bad_encoding", "", "", {{"encoding", "UTF-8"}}};
  return tables::to_utf8(line, encoding);
}

Refusal impossible_day(std::string_view text) { return {"interval.day_impossible", "", "/day", {{"value", std::string(text)}}}; }
Refusal impossible_time(std::string_view text) { return {"interval.time_impossible", "", "/time", {{"value", std::string(text)}}}; }

}  // namespace

std::optional<Date> parse_day(std::string_view text) {
  constexpr int earliest = 1990, latest = 2100;
  const auto year = digits(text, 4);
  if (!year || *year < earliest || *year > latest) return std::nullopt;
  skip_separator(text);
  const auto month = digits(text, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  skip_separator(text);
  const auto day = digits(text, 2);
  take(text, "日");
  if (!day || *day < 1 || !text.empty()) return std::nullopt;
  const Date date = Date::of(*year, *month, *day);
  return date.day() == *day && date.month() == *month ? std::optional(date) : std::nullopt;
}

std::optional<std::int32_t> parse_time(std::string_view text) {
  const auto hour = digits(text, 2);
  if (!hour || *hour > 24 || !take(text, ":")) return std::nullopt;
  const auto minute = digits(text, 2);
  if (!minute || *minute > 59 || (*hour == 24 && *minute != 0)) return std::nullopt;
  if (!text.empty() && text != ":00") return std::nullopt;
  return *hour * 60 + *minute;
}

Result<UseFileForm> form_of(tables::CsvLines& lines, const UseReading& reading) {
  const Result<std::string> line = first_line(lines);
  if (!line) return line.refusal();
  const bool months_wanted = reading.kind == UseKind::months;
  const Refusal intervals{"usage.file_of_intervals", "", "/file", {}};
  if (tables::trimmed_cell(*line).starts_with('<')) return months_wanted ? Result<UseFileForm>(intervals) : UseFileForm::green_button;
  tables::CsvCells cells;
  const std::vector<std::string> names = heading_names(cells, *line);
  if (names.size() > 1 && names[0] == "100") {
    if (months_wanted) return intervals;
    if (names[1] == "nem12") return UseFileForm::nem12;
    return Refusal{"interval.no_intervals", "", "/file", {{"value", names[1].substr(0, 20)}}};
  }
  if (names[0] == "200" || names[0] == "300") return Refusal{"interval.no_header", "", "/file", {}};
  if (months_wanted) return UseFileForm::months;
  const auto columns = use_columns(names, reading.mapping);
  if (!columns) return columns.refusal();
  const auto has = [&columns](UseColumn column) { return std::find(columns->begin(), columns->end(), column) != columns->end(); };
  if (has(UseColumn::time) || has(UseColumn::end_time)) return UseFileForm::interval_long;
  if (reading.kind == UseKind::days) return UseFileForm::interval_wide;
  const bool months = has(UseColumn::month) || std::any_of(names.begin(), names.end(), [](const std::string& name) { return parse_month(name).has_value(); });
  return has(UseColumn::day) && !months ? UseFileForm::interval_wide : UseFileForm::months;
}

Result<IntervalFile> IntervalFile::open(tables::CsvLines lines, UseFileForm form, Date latest, const std::optional<UseMapping>& mapping) {
  IntervalFile out(std::move(lines));
  out.form_ = form;
  out.latest_ = latest;
  if (mapping) {
    out.account_number_ = account_number_of(mapping->account_number);
    out.unit_ = mapping->unit;
  }
  if (auto refusal = out.read_heading(mapping)) return *refusal;
  return out;
}

void IntervalFile::seek(std::int64_t bytes, std::int64_t lines) {
  lines_.seek(bytes, lines);
  waiting_ = false;
}

std::optional<Refusal> IntervalFile::read_heading(const std::optional<UseMapping>& mapping) {
  const Result<std::string> line = first_line(lines_);
  if (!line) return line.refusal();
  const std::vector<std::string> names = heading_names(cells_, *line);
  if (form_ == UseFileForm::nem12) return std::nullopt;
  const auto columns = use_columns(names, mapping);
  if (!columns) return columns.refusal();
  int accounts = 0;
  columns_.count = names.size();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const int at = static_cast<int>(i);
    switch ((*columns)[i]) {
      case UseColumn::account_number:
      case UseColumn::meter_number: columns_.account = at, ++accounts; break;
      case UseColumn::day: columns_.day = at; break;
      case UseColumn::end_time: columns_.time_is_end = true, columns_.time = at; break;
      case UseColumn::time: columns_.time_is_end = false, columns_.time = at; break;
      case UseColumn::total: columns_.value = at; break;
      case UseColumn::quality: columns_.quality = at; break;
      case UseColumn::other:
      case UseColumn::month:
      case UseColumn::super_peak:
      case UseColumn::peak:
      case UseColumn::flat:
      case UseColumn::valley:
      case UseColumn::reactive:
      case UseColumn::max_demand: break;
    }
  }
  if (accounts != (account_number_.empty() ? 1 : 0)) return Refusal{"usage.no_account_column", "", "/account_number", {}};
  if (form_ == UseFileForm::interval_wide) return set_wide(names, *columns);
  if (columns_.value < 0) return Refusal{"interval.no_value_column", "", "/kwh", {}};
  return std::nullopt;
}

std::optional<Refusal> IntervalFile::set_wide(const std::vector<std::string>& names, const std::vector<UseColumn>& columns) {
  if (columns_.day < 0) return Refusal{"interval.no_day_column", "", "/day", {}};
  std::vector<TimeHeading> times;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (columns[i] != UseColumn::other) continue;
    const auto time = time_heading(names[i]);
    if (!time) continue;
    times.push_back(*time);
    columns_.values.push_back(static_cast<int>(i));
  }
  const std::size_t count = columns_.values.size();
  if (count != 96 && count != 48 && count != 24) return Refusal{"interval.wrong_columns", "", "/heading", {{"found", std::to_string(count)}}};
  columns_.minutes = minutes_per_day / static_cast<std::int32_t>(count);
  // By number they count from 1, by time from midnight or from the end of the first interval.
  const std::int32_t step = times[0].numbered ? 1 : columns_.minutes;
  for (std::size_t i = 0; i < count; ++i)
    if (times[i].numbered != times[0].numbered || times[i].minute != times[0].minute + static_cast<std::int32_t>(i) * step || (times[0].minute != 0 && times[0].minute != step))
      return Refusal{"interval.columns_unordered", "", "/heading", {{"name", names[static_cast<std::size_t>(columns_.values[i])]}}};
  return std::nullopt;
}

/// The next line that is not blank, in UTF-8 with digits of half width; those that cannot be read are mistakes. False at the end.
bool IntervalFile::next_line(IntervalPiece& piece) {
  if (waiting_) {
    waiting_ = false;
    ++piece.rows;
    return true;
  }
  std::string encoding;
  for (;;) {
    line_number_ = lines_.lines() + 1;
    line_begins_ = lines_.bytes();
    if (!lines_.next(line_)) return false;
    if (tables::trimmed_cell(line_).empty()) continue;
    ++piece.rows;
    if (line_.size() > tables::CsvLines::line_limit) {
      piece.mistakes.push_back({line_number_, {"usage.line_too_long", "", "", {}}});
      continue;
    }
    if (tables::is_ascii(line_)) return true;
    const auto text = tables::to_utf8(line_, encoding);
    if (text) {
      line_ = to_half_width(*text);
      return true;
    }
    piece.mistakes.push_back({line_number_, text.refusal()});
  }
}

IntervalPiece IntervalFile::next(std::size_t rows) {
  IntervalPiece piece;
  piece.bytes_begin = waiting_ ? line_begins_ : lines_.bytes();
  piece.lines_begin = waiting_ ? line_number_ - 1 : lines_.lines();
  switch (form_) {
    case UseFileForm::months:
    case UseFileForm::green_button: break;
    case UseFileForm::interval_wide: next_wide(piece, rows); break;
    case UseFileForm::interval_long: next_long(piece, rows); break;
    case UseFileForm::nem12: next_meters(piece, rows); break;
  }
  // A line that waits belongs to the next piece.
  if (waiting_) --piece.rows;
  piece.bytes_end = waiting_ ? line_begins_ : lines_.bytes();
  piece.lines_end = waiting_ ? line_number_ - 1 : lines_.lines();
  return piece;
}

void IntervalFile::next_wide(IntervalPiece& piece, std::size_t rows) {
  while (static_cast<std::size_t>(piece.rows) < rows && next_line(piece)) {
    Result<IntervalLine> understood = understand_wide(cells_.split(line_));
    if (!understood) piece.mistakes.push_back({line_number_, understood.refusal()});
    else (piece.lines.emplace_back(*std::move(understood))).line = line_number_;
  }
}

Result<IntervalLine> IntervalFile::understand_wide(const std::vector<std::string_view>& cells) const {
  for (std::size_t i = columns_.count; i < cells.size(); ++i)
    if (!cells[i].empty()) return Refusal{"usage.too_many_cells", "", "", {}};
  const auto cell = [&cells](int at) { return at >= 0 && static_cast<std::size_t>(at) < cells.size() ? cells[static_cast<std::size_t>(at)] : std::string_view(); };
  IntervalLine line;
  line.account_number = account_number_.empty() ? account_number_of(cell(columns_.account)) : account_number_;
  if (line.account_number.empty()) return Refusal{"usage.account_missing", "", "/account_number", {}};
  const auto day = parse_day(cell(columns_.day));
  if (!day) return impossible_day(cell(columns_.day));
  line.day = {*day, columns_.minutes, {}};
  const auto estimated = is_estimated(cell(columns_.quality));
  if (!estimated) return Refusal{"interval.quality_unknown", "", "/quality", {{"value", std::string(cell(columns_.quality))}}};
  for (const int column : columns_.values) {
    if (static_cast<std::size_t>(column) >= cells.size()) break;  // cut off: counted by check_day
    IntervalReading& reading = line.day.readings.emplace_back();
    const std::string_view text = cell(column);
    if (text.empty()) continue;
    const auto wh = parse_energy_wh(text, unit_, time_text(static_cast<std::int32_t>(line.day.readings.size() - 1) * columns_.minutes));
    if (!wh) return wh.refusal();
    reading = {*wh, *estimated};
  }
  if (const Verdict possible = check_day(line.day, latest_); !possible) return possible.refusal();
  return line;
}

void IntervalFile::next_long(IntervalPiece& piece, std::size_t rows) {
  Gathered gathered;
  while (next_line(piece)) {
    const auto& cells = cells_.split(line_);
    const std::string before = gathered.account_number;
    const Date day_before = gathered.day;
    Gathered one;
    gather(cells, one, piece);
    if (one.account_number.empty()) continue;
    if (!before.empty() && (one.account_number != before || one.day != day_before)) {
      finish(gathered, piece);
      gathered = {};
      if (static_cast<std::size_t>(piece.rows) > rows) {
        // Its mistakes are told when it is read again.
        std::erase_if(piece.mistakes, [this](const UsageMistake& mistake) { return mistake.line == line_number_; });
        waiting_ = true;
        return;
      }
    }
    if (gathered.first_line == 0) gathered.first_line = line_number_;
    gathered.last_line = line_number_;
    gathered.account_number = one.account_number;
    gathered.day = one.day;
    gathered.spoiled = gathered.spoiled || one.spoiled;
    if (gathered.readings.size() >= day_lines_limit) gathered.spoiled = true;
    else gathered.readings.insert(gathered.readings.end(), one.readings.begin(), one.readings.end());
  }
  if (!gathered.account_number.empty()) finish(gathered, piece);
}

/// One line; without an account number it belongs to no day.
void IntervalFile::gather(const std::vector<std::string_view>& cells, Gathered& into, IntervalPiece& piece) {
  const auto cell = [&cells](int at) { return at >= 0 && static_cast<std::size_t>(at) < cells.size() ? cells[static_cast<std::size_t>(at)] : std::string_view(); };
  const auto refuse = [&](Refusal refusal) { piece.mistakes.push_back({line_number_, std::move(refusal)}); };
  const std::string account = account_number_.empty() ? account_number_of(cell(columns_.account)) : account_number_;
  if (account.empty()) return refuse({"usage.account_missing", "", "/account_number", {}});
  std::string_view text = cell(columns_.time);
  std::optional<Instant> at;
  if (columns_.day >= 0) {
    const auto day = parse_day(cell(columns_.day));
    if (!day) return refuse(impossible_day(cell(columns_.day)));
    if (const auto minute = parse_time(text)) at = at_local(*day, *minute * 60);
  } else {
    at = parse_instant(text);
    // Spreadsheets write 2026/10/1 0:15.
    const std::size_t space = text.find(' ');
    if (!at && space != std::string_view::npos) {
      const auto day = parse_day(text.substr(0, space));
      const auto minute = parse_time(text.substr(space + 1));
      if (day && minute) at = at_local(*day, *minute * 60);
    }
  }
  if (!at) return refuse(impossible_time(text));
  into.account_number = account;
  into.day = local_date(columns_.time_is_end ? at->plus_seconds(-1) : *at);
  into.spoiled = true;
  for (std::size_t i = columns_.count; i < cells.size(); ++i)
    if (!cells[i].empty()) return refuse({"usage.too_many_cells", "", "", {}});
  const auto estimated = is_estimated(cell(columns_.quality));
  if (!estimated) return refuse({"interval.quality_unknown", "", "/quality", {{"value", std::string(cell(columns_.quality))}}});
  IntervalReading reading;
  if (const std::string_view value = cell(columns_.value); !value.empty()) {
    const auto wh = parse_energy_wh(value, unit_, std::string(text));
    if (!wh) return refuse(wh.refusal());
    reading = {*wh, *estimated};
  }
  into.spoiled = false;
  into.readings.push_back({line_number_, *at, reading});
}

Result<IntervalDay> IntervalFile::day_of(Gathered& gathered) const {
  std::sort(gathered.readings.begin(), gathered.readings.end(), [](const Reading& a, const Reading& b) { return a.at < b.at; });
  std::int64_t step = 0;
  for (std::size_t i = 1; i < gathered.readings.size(); ++i) {
    const std::int64_t gap = gathered.readings[i].at.seconds - gathered.readings[i - 1].at.seconds;
    if (gap == 0) return Refusal{"interval.time_twice", "", "/time", {{"value", to_iso(gathered.readings[i].at)}}};
    if (step == 0 || gap < step) step = gap;
  }
  if (step == 0) return Refusal{"interval.length_unknown", "", "/time", {{"day", to_iso(gathered.day)}}};
  const std::int64_t minutes = step / 60;
  if (step % 60 != 0 || (minutes != 5 && minutes != 15 && minutes != 30 && minutes != 60))
    return Refusal{"interval.length_impossible", "", "/minutes", {{"minutes", std::to_string(minutes)}}};
  IntervalDay day{gathered.day, static_cast<std::int32_t>(minutes), std::vector<IntervalReading>(static_cast<std::size_t>(minutes_per_day / minutes))};
  for (const Reading& one : gathered.readings) {
    const std::int64_t second = one.at.seconds - (columns_.time_is_end ? step : 0) - at_local(gathered.day, 0).seconds;
    if (second < 0 || second % step != 0) return Refusal{"interval.off_grid", "", "/time", {{"value", to_iso(one.at)}, {"minutes", std::to_string(minutes)}}};
    day.readings[static_cast<std::size_t>(second / step)] = one.reading;
  }
  return in_allowed_length(std::move(day));
}

void IntervalFile::finish(Gathered& gathered, IntervalPiece& piece) {
  const std::int64_t line = gathered.first_line, to_line = gathered.last_line;
  if (gathered.spoiled) return piece.mistakes.push_back({line, {"interval.day_not_kept", "", "/day", {{"day", to_iso(gathered.day)}}}, to_line});
  const auto day = day_of(gathered);
  if (!day) return piece.mistakes.push_back({line, day.refusal(), to_line});
  if (const Verdict possible = check_day(*day, latest_); !possible) return piece.mistakes.push_back({line, possible.refusal(), to_line});
  piece.lines.push_back({line, gathered.account_number, *day, to_line});
}

void IntervalFile::next_meters(IntervalPiece& piece, std::size_t rows) {
  Nem12Meter meter(latest_);
  std::string current;
  const auto finish_meter = [&] {
    for (IntervalLine& line : meter.finish(piece.mistakes)) piece.lines.push_back(std::move(line));
  };
  while (next_line(piece)) {
    const auto& cells = cells_.split(line_);
    const std::string next = Nem12Meter::meter_of(cells);
    if (!next.empty() && !current.empty() && next != current) {
      finish_meter();
      if (static_cast<std::size_t>(piece.rows) > rows) {
        waiting_ = true;
        return;
      }
    }
    if (!next.empty()) current = next;
    meter.take(line_number_, cells, piece.mistakes);
  }
  finish_meter();
}

}  // namespace shouwen
