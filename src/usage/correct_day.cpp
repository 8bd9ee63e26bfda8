// Whole days in, whole days out.
#include "usage/correct_day.h"

#include <set>

#include "regulation/clauses.h"

namespace shouwen {

Result<IntervalDay> correct_day(const std::optional<IntervalDay>& before, Date day, std::int32_t minutes, const std::vector<ReadingCorrection>& corrections, Date latest) {
  if (minutes != 15 && minutes != 30 && minutes != 60) return Refusal{"interval.length_impossible", "", "/minutes", {{"minutes", std::to_string(minutes)}}};
  if (before && before->minutes != minutes) return Refusal{"interval.lengths_differ", "", "/minutes", {{"day", to_iso(day)}}};
  IntervalDay after = before.value_or(IntervalDay{day, minutes, std::vector<IntervalReading>(static_cast<std::size_t>(minutes_per_day / minutes))});
  std::set<std::int32_t> seen;
  for (std::size_t i = 0; i < corrections.size(); ++i) {
    const std::int32_t minute = corrections[i].minute;
    const std::string field = "/readings/" + std::to_string(i) + "/minute";
    if (minute < 0 || minute >= minutes_per_day || minute % minutes != 0)
      return Refusal{"interval.off_grid", "", field, {{"value", std::to_string(minute)}, {"minutes", std::to_string(minutes)}}};
    if (!seen.insert(minute).second) return Refusal{"interval.time_twice", "", field, {{"value", time_text(minute)}}};
    after.readings[static_cast<std::size_t>(minute / minutes)] = corrections[i].reading;
  }
  if (const Verdict possible = check_day(after, latest); !possible) return possible.refusal();
  if (before && after == *before) return Refusal{"usage.unchanged", clause::art_11_6_3, "", {}};
  return after;
}

}  // namespace shouwen
