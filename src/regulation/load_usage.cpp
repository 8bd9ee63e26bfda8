// Reading rulebook/usage.toml: from when a month is unusual, how a forecast is chosen.
#include "regulation/interval_rules.h"
#include "regulation/load_parts.h"

namespace shouwen {

namespace {

UnusualRules read_unusual(const toml::table& table, const std::string& file, MistakeList& mistakes) {
  TableReader reader(table, file, mistakes);
  UnusualRules rules;
  rules.history_months = reader.integer_within("history_months", 6, 36);
  rules.distance_tenths = reader.integer_within("distance_tenths", 10, 100);
  rules.change_percent = reader.integer_within("change_percent", 1, 100);
  rules.share_points = reader.integer_within("share_points", 1, 100);
  rules.power_factor_points = reader.integer_within("power_factor_points", 1, 100);
  rules.assumed_noise_percent = reader.integer_within("assumed_noise_percent", 1, 100);
  rules.least_noise_percent = reader.integer_within("least_noise_percent", 1, 100);
  return rules;
}

ForecastRules read_forecast(const toml::table& table, const std::string& file, MistakeList& mistakes) {
  TableReader reader(table, file, mistakes);
  ForecastRules rules;
  rules.interval_percent = reader.integer_within("interval_percent", 50, 99);
  rules.gain_percent = reader.integer_within("gain_percent", 0, 50);
  rules.choice_errors_least = reader.integer_within("choice_errors_least", 1, 1000);
  rules.interval_errors_least = reader.integer_within("interval_errors_least", 2, 1000);
  return rules;
}

IntervalRules read_intervals(const toml::table& table, const std::string& file, MistakeList& mistakes) {
  constexpr std::int32_t minute_seconds = 60;
  TableReader reader(table, file, mistakes);
  IntervalRules rules;
  rules.history_days = reader.integer_within("history_days", 5, 90);
  rules.least_days = reader.integer_within("least_days", 3, rules.history_days);
  rules.distance_tenths = reader.integer_within("distance_tenths", 10, 100);
  rules.change_percent = reader.integer_within("change_percent", 1, 100);
  rules.least_noise_percent = reader.integer_within("least_noise_percent", 1, 100);
  rules.night_from_minute = reader.time_of_day("night_from") / minute_seconds;
  rules.night_to_minute = reader.time_of_day("night_to") / minute_seconds;
  rules.difference_percent = reader.integer_within("difference_percent", 1, 100);
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
    rules.peers_least = peers.integer_within("peers_least", 3, 1000);
  }
  if (const toml::table* part = reader.table("watch", false)) {
    TableReader watch(*part, file.file(), mistakes);
    rules.watched_yearly_kwh = watch.integer_within("yearly_kwh", 1, 1'000'000'000'000);
  }
  draft.rulebook.usage = rules;
}

}  // namespace shouwen
