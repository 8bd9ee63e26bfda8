// Resources of a feed belong together by their addresses: …/UsagePoint/1/MeterReading/2/IntervalBlock/3.
#include "usage/green_button.h"

#include <charconv>
#include <cstring>
#include <map>
#include <pugixml.hpp>

#include "base/text.h"
#include "customers/account_number.h"
#include "usage/check_use.h"

namespace shouwen {

namespace {

// Codes of the standard (ESPI, after IEC 61968-9).
constexpr std::int64_t electricity = 1, from_the_grid = 1, watt_hours = 72;
constexpr std::int64_t largest_power_of_ten = 9;
/// Valid, raw, validated, verified: what a meter read. Every other quality is some sort of estimate.
bool is_read(std::int64_t quality) { return quality == 0 || quality == 14 || quality == 17 || quality == 18; }

bool is(const pugi::xml_node& node, const char* name) {
  const char* colon = std::strchr(node.name(), ':');
  return std::strcmp(colon == nullptr ? node.name() : colon + 1, name) == 0;
}
pugi::xml_node child(const pugi::xml_node& parent, const char* name) {
  for (const pugi::xml_node& node : parent.children())
    if (is(node, name)) return node;
  return {};
}

std::optional<std::int64_t> whole(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}
std::optional<std::int64_t> whole_in(const pugi::xml_node& parent, const char* name) { return whole(child(parent, name).child_value()); }

/// The address of an entry, or of what it is related to and whose address holds `part`.
std::string address(const pugi::xml_node& entry, const char* relation, std::string_view part = {}) {
  for (const pugi::xml_node& link : entry.children()) {
    if (!is(link, "link") || std::strcmp(link.attribute("rel").as_string(), relation) != 0) continue;
    const std::string href = link.attribute("href").as_string();
    if (href.find(part) != std::string::npos) return href;
  }
  return {};
}
/// …/UsagePoint/1 of …/UsagePoint/1/MeterReading/2.
std::string up_to(const std::string& address, std::string_view kind) {
  const std::size_t at = address.find(kind);
  return at == std::string::npos ? std::string() : address.substr(0, address.find('/', at + kind.size()));
}

struct ReadingType {
  bool counted = true;
  std::int64_t power_of_ten = 0, seconds = 0;
  std::optional<std::int64_t> unit;
};
ReadingType type_of(const pugi::xml_node& node) {
  ReadingType type;
  type.counted = whole_in(node, "commodity").value_or(electricity) == electricity && whole_in(node, "flowDirection").value_or(from_the_grid) == from_the_grid;
  type.power_of_ten = whole_in(node, "powerOfTenMultiplier").value_or(0);
  type.seconds = whole_in(node, "intervalLength").value_or(0);
  type.unit = whole_in(node, "uom");
  return type;
}

/// A usage point's day, gathered from whatever blocks it comes in.
struct Gathered {
  IntervalDay day;
  std::vector<bool> filled;
  std::optional<Refusal> refusal;
};
using Points = std::map<std::string, std::map<Date, Gathered>>;

Result<std::int64_t> energy_wh(const pugi::xml_node& reading, std::int64_t power_of_ten) {
  const std::string text = child(reading, "value").child_value(), shown = text.substr(0, 40), field = "value";
  auto value = whole(text);
  if (!value) return Refusal{"usage.not_a_number", "", "/value", {{"field", field}, {"value", shown}}};
  if (*value < 0) return Refusal{"usage.negative", "", "/value", {{"field", field}, {"value", shown}}};
  for (std::int64_t i = 0; i < power_of_ten && *value <= largest_wh; ++i) *value *= 10;
  for (std::int64_t i = 0; i > power_of_ten; --i) *value = (*value + (i - 1 == power_of_ten ? 5 : 0)) / 10;
  if (*value > largest_wh) return Refusal{"usage.too_large", "", "/value", {{"field", field}, {"value", shown}}};
  return *value;
}

std::optional<Refusal> put(Gathered& into, const pugi::xml_node& reading, Instant at, std::int64_t seconds, const ReadingType& type) {
  const std::int64_t minutes = seconds / 60;
  if (seconds % 60 != 0 || (minutes != 5 && minutes != 15 && minutes != 30 && minutes != 60))
    return Refusal{"interval.length_impossible", "", "/minutes", {{"minutes", std::to_string(minutes)}}};
  IntervalDay& day = into.day;
  if (into.filled.empty()) {
    day.minutes = static_cast<std::int32_t>(minutes);
    day.readings.resize(static_cast<std::size_t>(minutes_per_day / minutes));
    into.filled.resize(day.readings.size());
  }
  if (day.minutes != minutes) return Refusal{"interval.lengths_differ", "", "/day", {{"day", to_iso(day.day)}}};
  const std::int64_t second = at.seconds - at_local(day.day, 0).seconds;
  if (second % seconds != 0) return Refusal{"interval.off_grid", "", "/time", {{"value", to_iso(at)}, {"minutes", std::to_string(minutes)}}};
  const auto place = static_cast<std::size_t>(second / seconds);
  if (into.filled[place]) return Refusal{"interval.time_twice", "", "/time", {{"value", to_iso(at)}}};
  into.filled[place] = true;
  const auto wh = energy_wh(reading, type.power_of_ten);
  if (!wh) return wh.refusal();
  std::int64_t quality = 0;
  for (const pugi::xml_node& node : reading.children())
    if (is(node, "ReadingQuality"))
      if (const auto told = whole_in(node, "quality"); told && !is_read(*told)) quality = *told;
  day.readings[place] = {*wh, !is_read(quality)};
  return std::nullopt;
}

void take_block(const pugi::xml_node& block, const ReadingType& type, std::map<Date, Gathered>& days, Date latest) {
  for (const pugi::xml_node& reading : block.children()) {
    if (!is(reading, "IntervalReading")) continue;
    const pugi::xml_node period = child(reading, "timePeriod");
    const auto start = whole_in(period, "start");
    // Before 1970 and after the last day nothing was read; far away it is no day at all.
    const bool possible = start && *start >= 0 && *start < at_local(latest.plus_days(1), 0).seconds;
    const Instant at{possible ? *start : 0};
    const Date day = local_date(at);
    Gathered& gathered = days.try_emplace(day, Gathered{{day, 0, {}}, {}, {}}).first->second;
    if (gathered.refusal) continue;
    if (!possible) gathered.refusal = Refusal{"interval.time_impossible", "", "/time", {{"value", std::string(child(period, "start").child_value()).substr(0, 40)}}};
    else if (type.unit != watt_hours || type.power_of_ten < -largest_power_of_ten || type.power_of_ten > largest_power_of_ten)
      gathered.refusal = Refusal{"interval.unit_unknown", "", "/unit", {{"value", "uom " + (type.unit ? std::to_string(*type.unit) : std::string("-"))}}};
    else gathered.refusal = put(gathered, reading, at, whole_in(period, "duration").value_or(type.seconds), type);
  }
}

std::vector<GreenButtonDay> days_of(Points& points, const std::string& account_number, Date latest) {
  std::vector<GreenButtonDay> days;
  for (auto& [point, gathered] : points)
    for (auto& [date, one] : gathered) {
      const std::string account = account_number.empty() ? account_number_of(point.substr(point.rfind('/') + 1)) : account_number;
      GreenButtonDay& day = days.emplace_back(GreenButtonDay{{static_cast<std::int64_t>(days.size()) + 1, account, std::move(one.day)}, std::move(one.refusal)});
      if (day.refusal) continue;
      day.line.day = in_allowed_length(std::move(day.line.day));
      if (const Verdict possible = check_day(day.line.day, latest); !possible) day.refusal = possible.refusal();
      else if (account.empty()) day.refusal = Refusal{"usage.account_missing", "", "/account_number", {}};
    }
  return days;
}

}  // namespace

Result<std::vector<GreenButtonDay>> read_green_button(std::string_view xml, const std::string& account_number, Date latest) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return Refusal{"green_button.no_feed", "", "/file", {}};
  const pugi::xml_node root = document.document_element();
  if (!is(root, "feed")) return Refusal{"green_button.no_feed", "", "/file", {}};
  std::map<std::string, ReadingType> types;          // by their own address
  std::map<std::string, std::string> type_of_meter;  // by a meter reading's address
  const auto each = [&root](const char* kind, const auto& use) {
    for (const pugi::xml_node& entry : root.children()) {
      if (!is(entry, "entry")) continue;
      for (const pugi::xml_node& content : child(entry, "content").children())
        if (is(content, kind)) use(entry, content);
    }
  };
  each("ReadingType", [&](const auto& entry, const auto& content) { types[address(entry, "self")] = type_of(content); });
  each("MeterReading", [&](const auto& entry, const auto&) { type_of_meter[address(entry, "self")] = address(entry, "related", "/ReadingType/"); });
  Points points;
  each("IntervalBlock", [&](const auto& entry, const auto& content) {
    const std::string self = address(entry, "self");
    const auto meter = type_of_meter.find(up_to(self, "/MeterReading/"));
    const auto type = meter == type_of_meter.end() ? types.end() : types.find(meter->second);
    // Without its sort a number says nothing.
    if (type == types.end() || type->second.counted) take_block(content, type == types.end() ? ReadingType{} : type->second, points[up_to(self, "/UsagePoint/")], latest);
  });
  std::vector<GreenButtonDay> days = days_of(points, account_number_of(account_number), latest);
  if (days.empty()) return Refusal{"green_button.no_readings", "", "/file", {}};
  return days;
}

}  // namespace shouwen
