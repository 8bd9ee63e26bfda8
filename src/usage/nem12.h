// NEM12 files of interval meters (records 100, 200, 300, 400, 500, 900): one meter's records to days. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "usage/interval_file.h"

namespace shouwen {

/// The records of one meter (NMI), taken one after the other; registers of energy taken from the grid (E…) are added up,
/// those of feed-in and of reactive energy are passed over.
class Nem12Meter {
 public:
  explicit Nem12Meter(Date latest) : latest_(latest) {}

  /// The meter a 200 record names; "" of another record.
  static std::string meter_of(const std::vector<std::string_view>& cells);
  /// Mistakes: interval.unknown_record, interval.register_unknown, interval.unit_unknown, interval.length_impossible,
  /// interval.day_impossible, interval.day_twice, interval.wrong_count, interval.quality_unknown, interval.quality_range,
  /// usage.not_a_number, usage.negative, usage.too_large. A day with a mistake is not kept at all.
  void take(std::int64_t line, const std::vector<std::string_view>& cells, std::vector<UsageMistake>& mistakes);
  /// What was understood, by day; then empty again. Mistakes: interval.lengths_differ, and those of check_day.
  std::vector<IntervalLine> finish(std::vector<UsageMistake>& mistakes);

 private:
  /// A day of one register, whose qualities may come in 400 records.
  struct Open {
    std::int64_t line = 0;
    IntervalDay day;
    std::size_t qualified = 0;   ///< intervals whose quality is known
  };
  struct Sum {
    std::int64_t line = 0;
    IntervalDay day;
    std::set<std::string> registers;
    bool spoiled = false;
  };

  std::optional<Refusal> begin_register(const std::vector<std::string_view>& cells);
  std::optional<Refusal> read_day(std::int64_t line, const std::vector<std::string_view>& cells);
  std::optional<Refusal> read_quality(const std::vector<std::string_view>& cells);
  void close_day(std::vector<UsageMistake>& mistakes);
  void spoil(Date day);

  Date latest_;
  std::string meter_, register_;
  std::int32_t minutes_ = 0;
  std::int64_t wh_numerator_ = 1, wh_denominator_ = 1;   ///< thousandths of the unit to Wh
  bool counted_ = false;                                 ///< the register is energy taken from the grid
  std::optional<Open> open_;
  std::map<Date, Sum> days_;
};

}  // namespace shouwen
