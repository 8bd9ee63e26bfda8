// Use by intervals as files bring it, wide, long or NEM12: never crashes; every day it gives is a possible one and packs and
// unpacks to itself; read in small pieces it gives as many days.
#include <cstdint>
#include <memory>
#include <sstream>

#include "base/check.h"
#include "usage/interval_file.h"

namespace {

const shouwen::Date today = shouwen::Date::of(2026, 10, 14);

std::size_t days_in(const std::string& bytes, std::size_t rows_a_piece) {
  shouwen::tables::CsvLines lines(std::make_unique<std::istringstream>(bytes));
  const auto form = shouwen::form_of(lines);
  if (!form || *form == shouwen::UseFileForm::months) return 0;
  lines.seek(0, 0);
  auto file = shouwen::IntervalFile::open(std::move(lines), *form, today);
  if (!file) return 0;
  std::size_t days = 0;
  for (auto piece = file->next(rows_a_piece); piece.rows > 0; piece = file->next(rows_a_piece)) {
    for (const shouwen::IntervalLine& line : piece.lines) {
      SHOUWEN_CHECK(static_cast<bool>(shouwen::check_day(line.day, today)));
      SHOUWEN_CHECK(shouwen::unpacked_day(line.day.day, line.day.minutes, shouwen::packed_readings(line.day), shouwen::packed_estimated(line.day)) == line.day);
    }
    days += piece.lines.size();
    file->seek(piece.bytes_end, piece.lines_end);
  }
  return days;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  SHOUWEN_CHECK(days_in(bytes, 1'000'000) == days_in(bytes, 3));
  return 0;
}
