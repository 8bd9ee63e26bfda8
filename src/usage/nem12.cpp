// One record at a time; a day is closed by whatever follows it.
#include "usage/nem12.h"

#include <charconv>

#include "usage/check_use.h"
#include "tables/csv_lines.h"
#include "usage/usage_cells.h"

namespace shouwen {

namespace {

// Places in the records, as the format counts them.
constexpr std::size_t meter_cell = 1, suffix_cell = 4, unit_cell = 7, length_cell = 8;
constexpr std::size_t day_cell = 1, first_value_cell = 2;
constexpr std::size_t from_cell = 1, to_cell = 2, quality_cell = 3;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::optional<std::int32_t> whole(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string_view cell(const std::vector<std::string_view>& cells, std::size_t at) { return at < cells.size() ? cells[at] : std::string_view(); }

/// A actual; E forward estimate, F final and S substitute; N nothing read. V: 400 records say it.
bool is_quality(std::string_view text) {
  constexpr std::string_view known = "AEFNSV";
  if (text.empty() || known.find(text.front()) == std::string_view::npos) return false;
  return text.size() == 1 || (text.size() == 3 && whole(text.substr(1)).has_value());
}

void set_quality(IntervalReading& reading, char quality) {
  if (quality == 'N') reading = {};
  else reading.estimated = reading.wh && quality != 'A';
}

}  // namespace

std::string Nem12Meter::meter_of(const std::vector<std::string_view>& cells) { return cell(cells, 0) == "200" ? std::string(cell(cells, meter_cell)) : std::string(); }

std::optional<Refusal> Nem12Meter::begin_register(const std::vector<std::string_view>& cells) {
  meter_ = cell(cells, meter_cell);
  register_ = upper(cell(cells, suffix_cell));
  counted_ = register_.starts_with('E');
  minutes_ = 0;
  if (meter_.empty()) return Refusal{"usage.account_missing", "", "/account_number", {}};
  if (!counted_) return std::nullopt;
  const std::string unit = upper(cell(cells, unit_cell));
  if (unit == "KWH") wh_numerator_ = 1, wh_denominator_ = 1;
  else if (unit == "WH") wh_numerator_ = 1, wh_denominator_ = 1000;
  else if (unit == "MWH") wh_numerator_ = 1000, wh_denominator_ = 1;
  else return Refusal{"interval.unit_unknown", "", "/unit", {{"value", std::string(cell(cells, unit_cell))}}};
  const auto minutes = whole(cell(cells, length_cell));
  if (!minutes || (*minutes != 5 && *minutes != 15 && *minutes != 30 && *minutes != 60))
    return Refusal{"interval.length_impossible", "", "/minutes", {{"minutes", std::string(cell(cells, length_cell))}}};
  minutes_ = *minutes;
  return std::nullopt;
}

std::optional<Refusal> Nem12Meter::read_day(std::int64_t line, const std::vector<std::string_view>& cells) {
  if (!counted_) return std::nullopt;
  if (minutes_ == 0) return Refusal{"interval.register_unknown", "", "/register", {}};
  const std::string day_text(cell(cells, day_cell));
  const auto day = parse_day(day_text);
  if (!day || *day > latest_) return Refusal{"interval.day_impossible", "", "/day", {{"value", day_text}}};
  if (days_[*day].registers.contains(register_)) return Refusal{"interval.day_twice", "", "/day", {{"day", to_iso(*day)}}};
  const auto expected = static_cast<std::size_t>(minutes_per_day / minutes_);
  std::size_t found = 0;
  while (first_value_cell + found < cells.size() && !is_quality(cells[first_value_cell + found]) && (found != expected || !cells[first_value_cell + found].empty())) ++found;
  if (found != expected) return Refusal{"interval.wrong_count", "", "/readings", {{"day", to_iso(*day)}, {"expected", std::to_string(expected)}, {"found", std::to_string(found)}}};
  Open open{line, {*day, minutes_, std::vector<IntervalReading>(expected)}, 0};
  for (std::size_t i = 0; i < expected; ++i) {
    const std::string_view text = cells[first_value_cell + i];
    if (text.empty()) continue;
    const auto value = parse_thousandths(text, register_ + ' ' + time_text(static_cast<std::int32_t>(i) * minutes_));
    if (!value) return value.refusal();
    open.day.readings[i].wh = (*value * wh_numerator_ + wh_denominator_ / 2) / wh_denominator_;
  }
  const std::string_view quality = cell(cells, first_value_cell + expected);
  if (quality.empty()) return Refusal{"interval.quality_unknown", "", "/quality", {{"value", ""}}};
  if (quality.front() != 'V') {
    for (IntervalReading& reading : open.day.readings) set_quality(reading, quality.front());
    open.qualified = expected;
  }
  open_ = std::move(open);
  return std::nullopt;
}

std::optional<Refusal> Nem12Meter::read_quality(const std::vector<std::string_view>& cells) {
  if (!counted_ || !open_) return std::nullopt;
  const std::string range = std::string(cell(cells, from_cell)) + '-' + std::string(cell(cells, to_cell));
  const auto from = whole(cell(cells, from_cell)), to = whole(cell(cells, to_cell));
  const std::size_t count = open_->day.readings.size();
  // Ranges follow one another from the first interval to the last.
  if (!from || !to || *from != static_cast<std::int32_t>(open_->qualified) + 1 || *to < *from || static_cast<std::size_t>(*to) > count)
    return Refusal{"interval.quality_range", "", "/quality", {{"value", range}, {"expected", std::to_string(count)}}};
  const std::string_view quality = cell(cells, quality_cell);
  if (!is_quality(quality) || quality.front() == 'V') return Refusal{"interval.quality_unknown", "", "/quality", {{"value", std::string(quality)}}};
  for (std::int32_t i = *from; i <= *to; ++i) set_quality(open_->day.readings[static_cast<std::size_t>(i) - 1], quality.front());
  open_->qualified = static_cast<std::size_t>(*to);
  return std::nullopt;
}

void Nem12Meter::spoil(Date day) { days_[day].spoiled = true; }

void Nem12Meter::close_day(std::vector<UsageMistake>& mistakes) {
  if (!open_) return;
  Open open = *std::move(open_);
  open_.reset();
  Sum& sum = days_[open.day.day];
  sum.registers.insert(register_);
  const auto count = open.day.readings.size();
  if (open.qualified != count) {
    mistakes.push_back({open.line, {"interval.quality_range", "", "/quality", {{"value", std::to_string(open.qualified + 1)}, {"expected", std::to_string(count)}}}});
    return spoil(open.day.day);
  }
  IntervalDay day = in_allowed_length(std::move(open.day));
  if (sum.registers.size() == 1) {
    sum.line = open.line;
    sum.day = std::move(day);
    return;
  }
  if (sum.spoiled) return;
  if (sum.day.minutes != day.minutes) {
    mistakes.push_back({open.line, {"interval.lengths_differ", "", "/day", {{"day", to_iso(day.day)}}}});
    return spoil(day.day);
  }
  for (std::size_t i = 0; i < day.readings.size(); ++i) {
    IntervalReading& both = sum.day.readings[i];
    // Half a sum is no value.
    if (both.wh && day.readings[i].wh) both = {*both.wh + *day.readings[i].wh, both.estimated || day.readings[i].estimated};
    else both = {};
  }
}

void Nem12Meter::take(std::int64_t line, const std::vector<std::string_view>& cells, std::vector<UsageMistake>& mistakes) {
  const std::string_view record = cell(cells, 0);
  std::optional<Refusal> refusal;
  if (record == "400") {
    refusal = read_quality(cells);
    if (refusal) {
      spoil(open_->day.day);
      open_->qualified = open_->day.readings.size();
    }
  } else {
    close_day(mistakes);
    if (record == "200") refusal = begin_register(cells);
    else if (record == "300") {
      refusal = read_day(line, cells);
      if (const auto day = refusal ? parse_day(cell(cells, day_cell)) : std::nullopt) spoil(*day);
    } else if (record != "100" && record != "500" && record != "900" && !record.empty()) {
      refusal = Refusal{"interval.unknown_record", "", "", {{"value", std::string(record.substr(0, 20))}}};
    }
  }
  if (refusal) mistakes.push_back({line, *std::move(refusal)});
}

std::vector<IntervalLine> Nem12Meter::finish(std::vector<UsageMistake>& mistakes) {
  close_day(mistakes);
  std::vector<IntervalLine> lines;
  for (auto& [day, sum] : days_) {
    if (sum.spoiled || sum.registers.empty()) continue;
    if (const Verdict possible = check_day(sum.day, latest_); !possible) mistakes.push_back({sum.line, possible.refusal()});
    else lines.push_back({sum.line, meter_, std::move(sum.day)});
  }
  days_.clear();
  meter_.clear();
  counted_ = false;
  minutes_ = 0;
  return lines;
}

}  // namespace shouwen
