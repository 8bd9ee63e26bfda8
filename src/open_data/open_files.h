// Rows and figures as the files everybody downloads, and back: the files themselves are what is hashed and checked. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "open_data/open_figures.h"

namespace shouwen {

/// What makes figures an edition's.
struct FigureHeading {
  std::int64_t edition = 0;
  Date month;                      ///< its first day
  Instant known_at;
  bool operator==(const FigureHeading&) const = default;
};
/// "2026-10".
std::string month_text(Date first_day);
/// Nothing if it is no month.
std::optional<Date> first_day_of(std::string_view text);

/// CSV with byte order mark.
std::string rows_csv(const std::vector<OpenRow>& rows);
std::string figures_csv(const FigureHeading& heading, const std::vector<OpenFigures>& figures);

const std::vector<std::string>& row_columns();
const std::vector<std::string>& figure_columns();

/// Refusals: open_data_file.unreadable, open_data_file.column_missing {column}, open_data_file.bad_value {line, column}.
Result<std::vector<OpenRow>> read_rows(std::string_view csv);
struct ReadFigures {
  FigureHeading heading;
  std::vector<OpenFigures> figures;
};
/// Also open_data_file.several_editions, and open_data_file.bad_rate {line, column} for a rate that is not that of its own line.
Result<ReadFigures> read_figures_file(std::string_view csv);

/// Every stated figure computed again from the rows: what differs (`before` = stated, `after` = computed); empty if all agree.
/// Refusals: those of reading.
struct CheckedFigures {
  FigureHeading heading;
  std::int64_t rows = 0, figures = 0;
  std::vector<FigureChange> differences;
};
Result<CheckedFigures> check_figures(std::string_view figures_file, std::string_view rows_file);

/// SHA-256 as `sha256sum` prints it.
std::string sha256_of(std::string_view content);

}  // namespace shouwen
