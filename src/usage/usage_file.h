// A table of monthly use as a file, read piece by piece: wide (a column a month) or long (a line a month).
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "usage/monthly_use.h"
#include "tables/csv_lines.h"
#include "usage/use_columns.h"

namespace shouwen {

/// One line understood: months in ascending order.
struct UsageLine {
  std::int64_t line = 0;         ///< 1 = first line of the file
  std::string account_number;
  MonthlySeries months;
};
struct UsageMistake {
  std::int64_t line = 0;
  Refusal refusal;
  std::int64_t to_line = 0;      ///< the last line of what is refused with it; 0 = it stands alone
};
struct UsagePiece {
  std::vector<UsageLine> lines;
  std::vector<UsageMistake> mistakes;
  std::int64_t rows = 0;         ///< lines that are not blank
  std::int64_t bytes_begin = 0, lines_begin = 0;
  std::int64_t bytes_end = 0, lines_end = 0;  ///< where the next piece begins
};

/// CSV with , ; or tab, UTF-8 or GB18030; quotes as usual; digits may be full-width; at most `tables::CsvLines::line_limit`
/// bytes a line.
/// Wide: 户号 and columns headed by months, kWh. Long: 户号, 月份, 电量 and, as far as metered, 尖 峰 平 谷 电量 (kWh), 无功电量
/// (kvarh), 最大需量 (kW); English names as in the API. Columns with other headings are not read.
class UsageFile {
 public:
  /// Refusals: import.file_missing, import.bad_encoding, import.no_rows, usage.no_account_column, usage.no_value_column,
  /// usage.month_twice, usage.month_impossible, those of use_columns. Months after `latest` are impossible.
  static Result<UsageFile> open(const std::filesystem::path& file, Month latest, const std::optional<UseMapping>& mapping = {});
  /// Goes on where a piece ended.
  void seek(std::int64_t bytes, std::int64_t lines);
  /// At most so many lines; none at the end. Mistakes: usage.account_missing, usage.month_impossible, usage.not_a_number,
  /// usage.negative, usage.too_large, usage.no_total, usage.periods_exceed_total, usage.line_too_long,
  /// usage.too_many_cells, import.bad_encoding.
  UsagePiece next(std::size_t rows);
  /// Those the columns of a wide table are headed by, in its order; none of a long one.
  std::vector<Month> months() const;

 private:
  struct Heading {
    UseColumn column{};
    Month month;      ///< of a column headed by one; 0 = none
    std::string name;
  };

  explicit UsageFile(tables::CsvLines lines) : lines_(std::move(lines)) {}
  std::optional<Refusal> read_heading(const std::optional<UseMapping>& mapping);
  Result<UsageLine> understand(const std::vector<std::string_view>& cells) const;
  std::optional<Refusal> take_cell(const Heading& heading, std::string_view cell, UsageLine& line, MonthlyUse& long_form, bool& has_total) const;

  tables::CsvLines lines_;
  tables::CsvCells cells_;
  Month latest_;
  std::vector<Heading> headings_;
  std::string account_number_;   ///< of all lines; "" = each has its own
  EnergyUnit unit_ = EnergyUnit::kwh;
  bool wide_ = false;
};

/// BLAKE2b-256 of a file's bytes and of `more`, in hexadecimal; "" if it cannot be read.
std::string file_hash(const std::filesystem::path& file, const std::string& more = {});

}  // namespace shouwen
