// A file of interval use, read piece by piece: wide (a column an interval), long (a line an interval) or NEM12.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "usage/interval_day.h"
#include "tables/csv_lines.h"
#include "usage/usage_file.h"

namespace shouwen {

/// What a file of use holds, told by its first line.
enum class UseFileForm { months, interval_wide, interval_long, nem12, green_button };
/// Leaves the lines behind the one it read. Refusals: import.no_rows, import.bad_encoding, interval.no_intervals (NEM13: meters
/// read by hand), interval.no_header, usage.file_of_intervals (months were wanted), those of use_columns.
Result<UseFileForm> form_of(tables::CsvLines& lines, const UseReading& reading = {});

/// One day understood.
struct IntervalLine {
  std::int64_t line = 0;        ///< where it begins; 1 = first line of the file
  std::string account_number;   ///< or the number of the customer's meter
  IntervalDay day;
  std::int64_t to_line = 0;     ///< its last line, if it has several; else 0
};
struct IntervalPiece {
  std::vector<IntervalLine> lines;
  std::vector<UsageMistake> mistakes;
  std::int64_t rows = 0;        ///< lines that are not blank
  std::int64_t bytes_begin = 0, lines_begin = 0;
  std::int64_t bytes_end = 0, lines_end = 0;  ///< where the next piece begins
};

/// 20261001, 2026-10-1, 2026/10/1, 2026.10.1, 2026年10月1日.
std::optional<Date> parse_day(std::string_view text);
/// 0:15, 00:15, 00:15:00, 24:00: minutes since midnight.
std::optional<std::int32_t> parse_time(std::string_view text);

/// CSV as in UsageFile, energy in kWh. Wide: 户号, 日期, and 96, 48 or 24 columns headed by times; headed 00:00 … 23:45 an
/// interval is named by its beginning, headed 00:15 … 24:00 by its end. Long: 户号, 时间 (the beginning) or 结束时间, 电量, and
/// 质量 if it is known; the lines of a customer's day stand together. Blank = missing. Times are those of China unless they
/// carry an offset. NEM12 as delivered.
class IntervalFile {
 public:
  /// Refusals: usage.no_account_column, interval.no_day_column, interval.wrong_columns,
  /// interval.columns_unordered, interval.no_value_column, those of use_columns. Days after `latest` are impossible.
  static Result<IntervalFile> open(tables::CsvLines lines, UseFileForm form, Date latest, const std::optional<UseMapping>& mapping = {});
  /// Goes on where a piece ended.
  void seek(std::int64_t bytes, std::int64_t lines);
  /// At least so many lines if there are, up to the end of the day (of the meter, in NEM12). Mistakes: those of check_day and
  /// Nem12Meter::take, usage.account_missing, interval.day_impossible, interval.time_impossible, interval.time_twice,
  /// interval.off_grid, interval.length_unknown, interval.wrong_count, interval.day_not_kept, usage.not_a_number,
  /// usage.negative, usage.too_large, usage.too_many_cells, usage.line_too_long, import.bad_encoding.
  IntervalPiece next(std::size_t rows);

 private:
  struct Columns {
    int account = -1, day = -1, time = -1, value = -1, quality = -1;
    bool time_is_end = false;
    std::vector<int> values;   ///< of the wide form: column of each interval in order
    std::int32_t minutes = 0;
    std::size_t count = 0;
  };
  struct Reading {
    std::int64_t line = 0;
    Instant at;
    IntervalReading reading;
  };
  /// A customer's day of the long form, as far as it was read.
  struct Gathered {
    std::string account_number;
    Date day;
    std::vector<Reading> readings;
    bool spoiled = false;
    std::int64_t first_line = 0, last_line = 0;
  };

  explicit IntervalFile(tables::CsvLines lines) : lines_(std::move(lines)) {}
  std::optional<Refusal> read_heading(const std::optional<UseMapping>& mapping);
  std::optional<Refusal> set_wide(const std::vector<std::string>& names, const std::vector<UseColumn>& columns);
  bool next_line(IntervalPiece& piece);
  void next_wide(IntervalPiece& piece, std::size_t rows);
  void next_long(IntervalPiece& piece, std::size_t rows);
  void next_meters(IntervalPiece& piece, std::size_t rows);
  Result<IntervalLine> understand_wide(const std::vector<std::string_view>& cells) const;
  void gather(const std::vector<std::string_view>& cells, Gathered& into, IntervalPiece& piece);
  void finish(Gathered& gathered, IntervalPiece& piece);
  Result<IntervalDay> day_of(Gathered& gathered) const;

  tables::CsvLines lines_;
  tables::CsvCells cells_;
  UseFileForm form_{};
  Date latest_;
  std::string account_number_;      ///< of all lines; "" = each has its own
  EnergyUnit unit_ = EnergyUnit::kwh;
  Columns columns_;
  std::string line_;
  std::int64_t line_number_ = 0, line_begins_ = 0;  ///< of `line_`
  bool waiting_ = false;       ///< `line_` was read but belongs to what follows
};

}  // namespace shouwen
