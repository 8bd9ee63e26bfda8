// Reading rulebook/usage.toml: from when a month is unusual, how a forecast is chosen.
#include "regulation/interval_rules.h"
#include "regulation/load_parts.h"

namespace shouwen {

namespace {

std::int64_t from_to(TableReader& reader, const char* key, std::int64_t lowest, std::int64_t highest) {
  const std::int64_t value = reader.integer(key);
  if (value < lowest || value > highest)
    reader.mistake(key, "rulebook.out_of_range", std::string(key) + " 应为 " + std::to_string(lowest) + " 到 " + std::to_string(highest),
                   std::string(key) + " must be " + std::to_string(lowest) + " to " + std::to_string(highest));
  return value;
}

UnusualRules read_unusual(const toml::table& table, const std::string& file, MistakeList& mistakes) {
  TableReader reader(table, file, mistakes);
  UnusualRules rules;
  rules.history_months = from_to(reader, "history_months", 6, 36);
  rules.distance_tenths = from_to(reader, "distance_tenths", 10, 100);
  rules.change_percent = from_to(reader, "change_percent", 1, 100);
  rules.share_points = from_to(reader, "share_points", 1, 100);
  rules.power_factor_points = from_to(reader, "power_factor_points", 1, 100);
  rules.assumed_noise_percent = from_to(reader, "assumed_noise_percent", 1, 100);
  rules.least_noise_percent = from_to(reader, "least_noise_percent", 1, 100);
  return rules;
}

ForecastRules read_forecast(const toml::table& table, const std::string& file, MistakeList& mistakes) {
  TableReader reader(table, file, mistakes);
  ForecastRules rules;
  rules.interval_percent = from_to(reader, "interval_percent", 50, 99);
  rules.gain_percent = from_to(reader, "gain_percent", 0, 50);
  rules.choice_errors_least = from_to(reader, "choice_errors_least", 1, 1000);
  rules.interval_errors_least = from_to(reader, "interval_errors_least", 2, 1000);
  return rules;
}

IntervalRules read_intervals(const toml::table& table, const std::string& file, MistakeList& mistakes) {
  constexpr std::int32_t minute_seconds = 60;
  TableReader reader(table, file, mistakes);
  IntervalRules rules;
  rules.history_days = from_to(reader, "history_days", 5, 90);
  rules.least_days = from_to(reader, "least_days", 3, rules.history_days);
  rules.distance_tenths = from_to(reader, "distance_tenths", 10, 100);
  rules.change_percent = from_to(reader, "change_percent", 1, 100);
  rules.least_noise_percent = from_to(reader, "least_noise_percent", 1, 100);
  rules.night_from_minute = reader.time_of_day("night_from") / minute_seconds;
  rules.night_to_minute = reader.time_of_day("night_to") / minute_seconds;
  rules.difference_percent = from_to(reader, "difference_percent", 1, 100);
  return rules;
}

}  // namespace

void read_usage(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("usage", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  UsageRules rules;
  if (const toml::table* part = reader.table("unusual", true)) rules.unusual = read_unusual(*part, file.file(), mistakes);
  if (const toml::table* part = reader.table("forecast", true)) rules.forecast = read_forecast(*part, file.file(), mistakes);
  if (const toml::table* part = reader.table("intervals", false))
    draft.rulebook.intervals = std::make_shared<const IntervalRules>(read_intervals(*part, file.file(), mistakes));
  if (const toml::table* part = reader.table("peers", true)) {
    TableReader peers(*part, file.file(), mistakes);
    rules.peers_least = from_to(peers, "peers_least", 3, 1000);
  }
  if (const toml::table* part = reader.table("watch", false)) {
    TableReader watch(*part, file.file(), mistakes);
    rules.watched_yearly_kwh = from_to(watch, "yearly_kwh", 1, 1'000'000'000'000);
  }
  draft.rulebook.usage = rules;
}

}  // namespace shouwen
