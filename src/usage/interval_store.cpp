// Days packed and unpacked; what imports and corrections wrote is told by sums.
#include "usage/interval_store.h"

#include <fmt/format.h>

#include "base/check.h"
#include "json/json.h"
#include "json/stored.h"
#include "usage/usage_journal.h"

namespace shouwen {

struct ChangedReading {
  std::string time;                              ///< 08:15
  std::optional<std::int64_t> before_wh, after_wh;  ///< absent = missing
  bool estimated = false;                        ///< afterwards
};
BOOST_DESCRIBE_STRUCT(ChangedReading, (), (time, before_wh, after_wh, estimated))
/// The sums are of the whole day before and after.
struct IntervalUseCorrected {
  CustomerId customer_id;
  Date day;
  std::int64_t minutes = 0;
  std::string reason;
  std::vector<ChangedReading> readings;
  std::int64_t before_low = 0, before_high = 0, after_low = 0, after_high = 0;
};
BOOST_DESCRIBE_STRUCT(IntervalUseCorrected, (), (customer_id, day, minutes, reason, readings, before_low, before_high, after_low, after_high))
/// What verify needs of an import's event.
struct IntervalUseImported {
  std::int64_t sum_low = 0, sum_high = 0;
};
BOOST_DESCRIBE_STRUCT(IntervalUseImported, (), (sum_low, sum_high))

namespace {

constexpr const char* columns = "day, minutes, readings, estimated";

IntervalDay day_of(const db::Query& query, int first) {
  auto day = unpacked_day(Date{static_cast<std::int32_t>(query.integer(first))}, static_cast<std::int32_t>(query.integer(first + 1)), query.blob(first + 2), query.blob(first + 3));
  SHOUWEN_CHECK(day.has_value());
  return *std::move(day);
}

UsageSum sum_from(std::int64_t low, std::int64_t high) { return {static_cast<std::uint64_t>(low), static_cast<std::uint64_t>(high)}; }

struct StandingDay {
  IntervalDay day;
  std::int64_t import_id = 0;
};
std::optional<StandingDay> standing_day(db::Session& session, CustomerId customer, Date day) {
  auto query = session.query(std::string("SELECT ") + columns + ", import_id FROM interval_use WHERE customer_id = ?1 AND day = ?2");
  query.bind(1, customer.value).bind(2, day.days);
  if (!query.step()) return std::nullopt;
  return StandingDay{day_of(query, 0), query.integer(4)};
}

void write_day(db::Session& session, CustomerId customer, const IntervalDay& day, std::int64_t import_id) {
  auto query = session.query("INSERT OR REPLACE INTO interval_use (customer_id, day, minutes, import_id, total_wh, missing, readings, estimated) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)");
  query.bind(1, customer.value).bind(2, day.day.days).bind(3, day.minutes).bind(4, import_id).bind(5, day.total_wh()).bind(6, day.missing());
  query.bind_blob(7, packed_readings(day)).bind_blob(8, packed_estimated(day));
  query.step();
}

}  // namespace

std::optional<DayRange> interval_range(db::Session& session, CustomerId customer) {
  auto query = session.query("SELECT min(day), max(day), count(*) FROM interval_use WHERE customer_id = ?1");
  query.bind(1, customer.value);
  query.step();
  if (query.integer(2) == 0) return std::nullopt;
  return DayRange{Date{static_cast<std::int32_t>(query.integer(0))}, Date{static_cast<std::int32_t>(query.integer(1))}, query.integer(2)};
}

std::vector<IntervalDay> load_days(db::Session& session, CustomerId customer, Date from, Date to) {
  auto query = session.query(std::string("SELECT ") + columns + " FROM interval_use WHERE customer_id = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day");
  query.bind(1, customer.value).bind(2, from.days).bind(3, to.days);
  std::vector<IntervalDay> days;
  while (query.step()) days.push_back(day_of(query, 0));
  return days;
}

std::vector<UsageMistake> add_days(db::Session& session, UsageImport& import, const std::vector<OwnedDay>& days) {
  std::vector<UsageMistake> mistakes;
  for (const OwnedDay& owned : days) {
    const IntervalDay& day = owned.line->day;
    const auto standing = standing_day(session, owned.customer_id, day.day);
    const std::int64_t line = owned.line->line;
    if (!standing) {
      write_day(session, owned.customer_id, day, import.id);
      import.sum.add(sum_of(owned.customer_id, day));
      ++import.added;
      continue;
    }
    if (standing->import_id == import.id) {
      mistakes.push_back({line, {"interval.day_twice", "", "/day", {{"day", to_iso(day.day)}}}, owned.line->to_line});
      continue;
    }
    const auto both = filled(standing->day, day);
    if (!both) {
      mistakes.push_back({line, {"interval.differs", "", "/day", {{"day", to_iso(day.day)}}}, owned.line->to_line});
      continue;
    }
    if (*both == standing->day) {
      ++import.there_already;
      continue;
    }
    write_day(session, owned.customer_id, *both, import.id);
    import.sum.remove(sum_of(owned.customer_id, standing->day));
    import.sum.add(sum_of(owned.customer_id, *both));
    ++import.added;
  }
  return mistakes;
}

Verdict correct_interval_use(db::Session& session, const DayCorrection& correction, Instant now) {
  const auto standing = standing_day(session, correction.customer_id, correction.day);
  const std::optional<IntervalDay> before = standing ? std::optional(standing->day) : std::nullopt;
  const auto after = correct_day(before, correction.day, correction.minutes, correction.readings, local_date(now));
  if (!after) return after.refusal();
  IntervalUseCorrected event{correction.customer_id, correction.day, after->minutes, correction.reason, {}};
  for (std::size_t i = 0; i < after->readings.size(); ++i) {
    const IntervalReading old = before ? before->readings[i] : IntervalReading{};
    const IntervalReading& now_read = after->readings[i];
    if (old != now_read) event.readings.push_back({time_text(static_cast<std::int32_t>(i) * after->minutes), old.wh, now_read.wh, now_read.estimated});
  }
  const UsageSum sum_before = before ? sum_of(correction.customer_id, *before) : UsageSum{}, sum_after = sum_of(correction.customer_id, *after);
  event.before_low = static_cast<std::int64_t>(sum_before.low);
  event.before_high = static_cast<std::int64_t>(sum_before.high);
  event.after_low = static_cast<std::int64_t>(sum_after.low);
  event.after_high = static_cast<std::int64_t>(sum_after.high);
  write_day(session, correction.customer_id, *after, 0);
  append_usage_event(session, {usage_stream(correction.customer_id), "interval_use_corrected", correction.officer_id, json::to_text(event)}, now);
  return Done{};
}

std::vector<std::string> verify_interval_use(db::Session& session) {
  UsageSum told, stands;
  read_usage_events(session, [&](std::string_view kind, std::string_view payload) {
    if (kind == "interval_use_imported") {
      const auto event = json::stored<IntervalUseImported>(payload);
      told.add(sum_from(event.sum_low, event.sum_high));
    } else if (kind == "interval_use_corrected") {
      const auto event = json::stored<IntervalUseCorrected>(payload);
      told.remove(sum_from(event.before_low, event.before_high));
      told.add(sum_from(event.after_low, event.after_high));
    }
  });
  {
    // What an interrupted import has written so far has no event yet; it stands in its row.
    auto query = session.query("SELECT sum_low, sum_high FROM usage_import WHERE state = 'running' AND form <> 'months'");
    while (query.step()) told.add(sum_from(query.integer(0), query.integer(1)));
  }
  std::vector<std::string> differences;
  auto query = session.query(std::string("SELECT customer_id, ") + columns + ", total_wh, missing FROM interval_use");
  while (query.step()) {
    const auto day = unpacked_day(Date{static_cast<std::int32_t>(query.integer(1))}, static_cast<std::int32_t>(query.integer(2)), query.blob(3), query.blob(4));
    const bool whole = day && day->total_wh() == query.integer(5) && day->missing() == query.integer(6);
    if (!whole) differences.push_back(fmt::format("interval_use of customer {}, day {}: the row does not hold together", query.integer(0), to_iso(Date{static_cast<std::int32_t>(query.integer(1))})));
    if (day) stands.add(sum_of(CustomerId{query.integer(0)}, *day));
  }
  if (told != stands) differences.emplace_back("interval_use is not what the journal says was imported and corrected");
  return differences;
}

}  // namespace shouwen
