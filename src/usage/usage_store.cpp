// Rows of monthly use, their imports, corrections and unusual months.
#include "usage/usage_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "regulation/clauses.h"
#include "usage/check_use.h"
#include "usage/usage_journal.h"
#include "usage/usage_words.h"

namespace shouwen {

struct UsageImportedView {
  std::string file_hash, file_name;
  std::int64_t rows = 0, added = 0, there_already = 0, refused = 0, sum_low = 0, sum_high = 0;
};
BOOST_DESCRIBE_STRUCT(UsageImportedView, (), (file_hash, file_name, rows, added, there_already, refused, sum_low, sum_high))
struct UsageCorrectedView {
  CustomerId customer_id;
  std::string reason;
  std::optional<MonthlyUseView> before;
  MonthlyUseView after;
};
BOOST_DESCRIBE_STRUCT(UsageCorrectedView, (), (customer_id, reason, before, after))
struct UnusualSettledView {
  CustomerId customer_id;
  std::int64_t month = 0;
  std::string kind, how;
};
BOOST_DESCRIBE_STRUCT(UnusualSettledView, (), (customer_id, month, kind, how))

namespace {

constexpr const char* columns = "month, total_wh, super_peak_wh, peak_wh, flat_wh, valley_wh, reactive_varh, max_demand_w";

std::optional<std::int64_t> integer_or_nothing(const db::Query& query, int column) {
  return query.is_null(column) ? std::nullopt : std::optional(query.integer(column));
}
Month month_at(const db::Query& query, int column) { return {static_cast<std::int32_t>(query.integer(column))}; }

/// The columns above, from `first` on.
MonthlyUse use_of(const db::Query& query, int first) {
  return {month_at(query, first), query.integer(first + 1), integer_or_nothing(query, first + 2), integer_or_nothing(query, first + 3), integer_or_nothing(query, first + 4),
          integer_or_nothing(query, first + 5), integer_or_nothing(query, first + 6), integer_or_nothing(query, first + 7)};
}

void bind_use(db::Query& query, CustomerId customer, const MonthlyUse& use, std::int64_t import_id) {
  int at = 4;
  query.bind(1, customer.value).bind(2, use.month.value).bind(3, use.total_wh).bind(4, import_id);
  for (const auto& part : {use.super_peak_wh, use.peak_wh, use.flat_wh, use.valley_wh, use.reactive_varh, use.max_demand_w}) {
    ++at;
    if (part) query.bind(at, *part);
    else query.bind_null(at);
  }
}

constexpr const char* insert_sql =
    "INSERT INTO monthly_use (customer_id, month, total_wh, import_id, super_peak_wh, peak_wh, flat_wh, valley_wh, reactive_varh, max_demand_w)"
    " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)";

struct Standing {
  MonthlyUse use;
  std::int64_t import_id = 0;
};

/// Months of a line that stand already.
class StandingMonths {
 public:
  explicit StandingMonths(db::Session& session)
      : query_(session.query(std::string("SELECT ") + columns + ", import_id FROM monthly_use WHERE customer_id = ?1 AND month BETWEEN ?2 AND ?3 ORDER BY month")) {}

  const std::vector<Standing>& of(CustomerId customer, const MonthlySeries& months) {
    found_.clear();
    if (months.empty()) return found_;
    query_.bind(1, customer.value).bind(2, months.front().month.value).bind(3, months.back().month.value);
    while (query_.step()) found_.push_back({use_of(query_, 0), query_.integer(8)});
    query_.again();
    return found_;
  }

 private:
  db::Query query_;
  std::vector<Standing> found_;
};

const Standing* find(const std::vector<Standing>& standing, Month month) {
  const auto found = std::lower_bound(standing.begin(), standing.end(), month, [](const Standing& row, Month wanted) { return row.use.month < wanted; });
  return found != standing.end() && found->use.month == month ? &*found : nullptr;
}

std::optional<Refusal> refuse_line(const std::vector<Standing>& standing, const UsageLine& line, std::int64_t import_id) {
  for (const MonthlyUse& use : line.months) {
    const Standing* there = find(standing, use.month);
    if (there == nullptr) continue;
    const std::string month = std::to_string(use.month.value);
    if (there->import_id == import_id) return Refusal{"usage.month_twice", "", "/" + month, {{"month", month}}};
    if (there->use != use) return Refusal{"usage.differs", "", "/" + month, {{"month", month}, {"before", fmt::format("{}", static_cast<double>(there->use.total_wh) / 1000)}}};
  }
  return std::nullopt;
}

UsageImport import_of(const db::Query& query) {
  UsageImport import;
  import.id = query.integer(0);
  import.file_hash = query.text(1);
  import.file_name = query.text(2);
  import.done = query.text(3) == "done";
  import.officer_id = OfficerId{query.integer(4)};
  import.started_at = Instant{query.integer(5)};
  import.bytes_done = query.integer(6);
  import.lines_done = query.integer(7);
  import.rows = query.integer(8);
  import.added = query.integer(9);
  import.there_already = query.integer(10);
  import.refused = query.integer(11);
  import.sum = {static_cast<std::uint64_t>(query.integer(12)), static_cast<std::uint64_t>(query.integer(13))};
  import.form = query.text(14);
  return import;
}

std::optional<Standing> standing_month(db::Session& session, CustomerId customer, Month month) {
  auto query = session.query(std::string("SELECT ") + columns + ", import_id FROM monthly_use WHERE customer_id = ?1 AND month = ?2");
  query.bind(1, customer.value).bind(2, month.value);
  if (!query.step()) return std::nullopt;
  return Standing{use_of(query, 0), query.integer(8)};
}

template <class T>
T parsed(std::string_view payload) {
  return json::parse_body<T>(payload).value;
}

/// A year of so much has a month of at least a twelfth.
std::int64_t month_least_of(std::int64_t wh_least) { return (wh_least + months_per_year - 1) / months_per_year; }

/// What the index monthly_use_large holds: see migration 0028.
constexpr std::int64_t indexed_month_wh = 10'000'000;
constexpr const char* using_by_large_months_sql =
    "SELECT l.customer_id FROM (SELECT DISTINCT customer_id FROM monthly_use WHERE month BETWEEN ?1 AND ?2 AND total_wh >= 10000000 AND total_wh >= ?4) l"
    " WHERE (SELECT sum(m.total_wh) FROM monthly_use m WHERE m.customer_id = l.customer_id AND m.month BETWEEN ?1 AND ?2) >= ?3 ORDER BY l.customer_id";
constexpr const char* using_by_all_months_sql =
    "SELECT customer_id FROM monthly_use WHERE month BETWEEN ?1 AND ?2 GROUP BY customer_id HAVING sum(total_wh) >= ?3 ORDER BY customer_id";

struct SettledKey {
  std::int64_t customer_id = 0, month = 0;
  std::string kind;
  auto operator<=>(const SettledKey&) const = default;
};

}  // namespace

MonthlySeries load_usage(db::Session& session, CustomerId customer, std::int32_t months) {
  Month last;
  {
    auto query = session.query("SELECT max(month) FROM monthly_use WHERE customer_id = ?1");
    query.bind(1, customer.value);
    query.step();
    last = month_at(query, 0);
  }
  MonthlySeries series;
  if (last.value == 0) return series;
  auto query = session.query(std::string("SELECT ") + columns + " FROM monthly_use WHERE customer_id = ?1 AND month > ?2 ORDER BY month");
  query.bind(1, customer.value).bind(2, last.plus(-months).value);
  while (query.step()) series.push_back(use_of(query, 0));
  return series;
}

MonthlySeries load_usage_between(db::Session& session, CustomerId customer, Month from, Month to) {
  auto query = session.query(std::string("SELECT ") + columns + " FROM monthly_use WHERE customer_id = ?1 AND month BETWEEN ?2 AND ?3 ORDER BY month");
  query.bind(1, customer.value).bind(2, from.value).bind(3, to.value);
  MonthlySeries series;
  while (query.step()) series.push_back(use_of(query, 0));
  return series;
}

namespace {

std::optional<UsageImport> newest_import(db::Session& session, const std::string& file_hash, std::string_view state) {
  auto query = session.query("SELECT id, file_hash, file_name, state, officer_id, started_at, bytes_done, lines_done, rows, added, there_already, refused, sum_low, sum_high, form"
                             " FROM usage_import WHERE file_hash = ?1 AND state = ?2 ORDER BY id DESC LIMIT 1");
  query.bind(1, std::string_view(file_hash)).bind(2, state);
  return query.step() ? std::optional(import_of(query)) : std::nullopt;
}

}  // namespace

std::optional<UsageImport> find_running_import(db::Session& session, const std::string& file_hash) { return newest_import(session, file_hash, "running"); }

UsageImport go_on_or_begin(db::Session& session, UsageImport fresh) {
  if (const auto running = find_running_import(session, fresh.file_hash)) return *running;
  if (const auto cancelled = newest_import(session, fresh.file_hash, "cancelled")) {
    fresh.bytes_done = cancelled->bytes_done;
    fresh.lines_done = cancelled->lines_done;
    // Nobody goes on from there twice.
    session.run("UPDATE usage_import SET state = 'done' WHERE file_hash = ?1 AND state = 'cancelled'", fresh.file_hash);
  }
  fresh.id = begin_usage_import(session, fresh);
  return fresh;
}

std::int64_t begin_usage_import(db::Session& session, const UsageImport& import) {
  session.run("INSERT INTO usage_import (file_hash, file_name, state, officer_id, started_at, bytes_done, lines_done, rows, added, there_already, refused, sum_low, sum_high, form)"
              " VALUES (?1,?2,'running',?3,?4,?5,?6,0,0,0,0,0,0,?7)",
              import.file_hash, import.file_name, import.officer_id, import.started_at, import.bytes_done, import.lines_done, import.form);
  return session.last_insert_id();
}

std::vector<UsageMistake> add_usage(db::Session& session, UsageImport& import, const std::vector<OwnedLine>& lines) {
  std::vector<UsageMistake> mistakes;
  StandingMonths standing(session);
  auto insert = session.query(insert_sql);
  for (const OwnedLine& owned : lines) {
    const auto& there = standing.of(owned.customer_id, owned.line->months);
    if (!there.empty())
      if (auto refusal = refuse_line(there, *owned.line, import.id)) {
        mistakes.push_back({owned.line->line, *std::move(refusal)});
        continue;
      }
    for (const MonthlyUse& use : owned.line->months) {
      if (find(there, use.month) != nullptr) {
        ++import.there_already;
        continue;
      }
      bind_use(insert, owned.customer_id, use, import.id);
      insert.step();
      insert.again();
      import.sum.add(sum_of(owned.customer_id, use));
      ++import.added;
    }
  }
  return mistakes;
}

void keep_import_progress(db::Session& session, const UsageImport& import) {
  session.run("UPDATE usage_import SET bytes_done=?2, lines_done=?3, rows=?4, added=?5, there_already=?6, refused=?7, sum_low=?8, sum_high=?9 WHERE id = ?1", import.id,
              import.bytes_done, import.lines_done, import.rows, import.added, import.there_already, import.refused, static_cast<std::int64_t>(import.sum.low),
              static_cast<std::int64_t>(import.sum.high));
}

void end_usage_import(db::Session& session, const UsageImport& import, Instant now, UsageImportEnd end) {
  session.run("UPDATE usage_import SET state = ?3, ended_at = ?2 WHERE id = ?1", import.id, now, end == UsageImportEnd::done ? "done" : "cancelled");
  append_usage_event(session, {"usage_import/" + std::to_string(import.id), import.is_monthly() ? "usage_imported" : "interval_use_imported", import.officer_id,
                               json::to_text(UsageImportedView{import.file_hash, import.file_name, import.rows, import.added, import.there_already, import.refused,
                                                               static_cast<std::int64_t>(import.sum.low), static_cast<std::int64_t>(import.sum.high)})}, now);
}

Verdict correct_usage(db::Session& session, const UsageCorrection& correction, Instant now) {
  const MonthlyUse& after = correction.after;
  if (const Verdict possible = check_use(after, month_of(local_date(now))); !possible) return possible;
  const auto before = standing_month(session, correction.customer_id, after.month);
  if (before && before->use == after) return Refusal{"usage.unchanged", clause::art_11_6_3, "", {}};
  session.run("DELETE FROM monthly_use WHERE customer_id = ?1 AND month = ?2", correction.customer_id, after.month.value);
  auto insert = session.query(insert_sql);
  bind_use(insert, correction.customer_id, after, 0);
  insert.step();
  UsageCorrectedView event{correction.customer_id, correction.reason, {}, view_of(after)};
  if (before) event.before = view_of(before->use);
  append_usage_event(session, {usage_stream(correction.customer_id), "usage_corrected", correction.officer_id, json::to_text(event)}, now);
  return Done{};
}

std::int64_t keep_unusual(db::Session& session, CustomerId customer, const std::vector<UnusualUse>& found, Instant now) {
  std::int64_t added = 0;
  for (const UnusualUse& unusual : found) {
    session.run("INSERT INTO unusual_use (customer_id, month, kind, reason, found_at) VALUES (?1,?2,?3,?4,?5) ON CONFLICT DO NOTHING", customer, unusual.month.value,
                json::name_of(unusual.kind), json::to_text(reason_of(unusual)), now);
    added += session.changes();
  }
  return added;
}

namespace {

constexpr const char* unusual_columns = "customer_id, month, kind, reason, found_at, settled_at, settled_by, settled_how";

UnusualRow unusual_row(const db::Query& query) {
  UnusualRow row{CustomerId{query.integer(0)}, month_at(query, 1), std::string(query.text(2)), std::string(query.text(3)), Instant{query.integer(4)}};
  if (!query.is_null(5)) row.settled_at = Instant{query.integer(5)};
  row.settled_by = OfficerId{query.integer(6)};
  row.settled_how = query.text(7);
  return row;
}

}  // namespace

std::vector<UnusualRow> unusual_of(db::Session& session, CustomerId customer) {
  auto query = session.query(std::string("SELECT ") + unusual_columns + " FROM unusual_use WHERE customer_id = ?1 ORDER BY month DESC, kind");
  query.bind(1, customer.value);
  std::vector<UnusualRow> rows;
  while (query.step()) rows.push_back(unusual_row(query));
  return rows;
}

Month common_last_month(db::Session& session, const std::vector<CustomerId>& customers) {
  std::map<Month, std::int64_t> counts;
  for (const CustomerId customer : customers) {
    auto query = session.query("SELECT max(month) FROM monthly_use WHERE customer_id = ?1");
    query.bind(1, customer.value);
    query.step();
    if (const Month last = month_at(query, 0); last.value != 0) ++counts[last];
  }
  Month most;
  std::int64_t times = 0;
  for (const auto& [month, count] : counts)
    if (count >= times) most = month, times = count;
  return most;
}

std::vector<std::pair<CustomerId, std::int64_t>> open_unusual_counts(db::Session& session) {
  std::vector<std::pair<CustomerId, std::int64_t>> counts;
  auto query = session.query("SELECT customer_id, count(*) FROM unusual_use WHERE settled_at IS NULL GROUP BY customer_id");
  while (query.step()) counts.emplace_back(CustomerId{query.integer(0)}, query.integer(1));
  return counts;
}

std::vector<UnusualRow> open_unusual(db::Session& session, std::int64_t limit) {
  auto query = session.query(std::string("SELECT ") + unusual_columns + " FROM unusual_use WHERE settled_at IS NULL ORDER BY found_at DESC, customer_id, month, kind LIMIT ?1");
  query.bind(1, limit);
  std::vector<UnusualRow> rows;
  while (query.step()) rows.push_back(unusual_row(query));
  return rows;
}

Verdict settle_unusual(db::Session& session, const Settlement& settlement, Instant now) {
  {
    auto query = session.query("SELECT settled_at FROM unusual_use WHERE customer_id = ?1 AND month = ?2 AND kind = ?3");
    query.bind(1, settlement.customer_id.value).bind(2, settlement.month.value).bind(3, std::string_view(settlement.kind));
    if (!query.step()) return Refusal{"unusual_use.unknown", clause::art_11_6_3, "", {}};
    if (!query.is_null(0)) return Refusal{"unusual_use.settled_already", clause::art_11_6_3, "", {}};
  }
  session.run("UPDATE unusual_use SET settled_at = ?4, settled_by = ?5, settled_how = ?6 WHERE customer_id = ?1 AND month = ?2 AND kind = ?3", settlement.customer_id,
              settlement.month.value, settlement.kind, now, settlement.officer_id, settlement.how);
  append_usage_event(session, {usage_stream(settlement.customer_id), "unusual_use_settled", settlement.officer_id,
                               json::to_text(UnusualSettledView{settlement.customer_id, settlement.month.value, settlement.kind, settlement.how})}, now);
  return Done{};
}

const char* customers_using_sql(std::int64_t wh_least) {
  return month_least_of(wh_least) >= indexed_month_wh ? using_by_large_months_sql : using_by_all_months_sql;
}

std::vector<CustomerId> customers_using(db::Session& session, Month month, std::int64_t wh_least) {
  auto query = session.query(customers_using_sql(wh_least));
  query.bind(1, month.plus(1 - months_per_year).value).bind(2, month.value).bind(3, wh_least);
  if (month_least_of(wh_least) >= indexed_month_wh) query.bind(4, month_least_of(wh_least));
  std::vector<CustomerId> customers;
  while (query.step()) customers.push_back(CustomerId{query.integer(0)});
  return customers;
}

std::optional<std::int64_t> use_of_a_year(db::Session& session, CustomerId customer) {
  const MonthlySeries series = load_usage(session, customer, months_per_year);
  if (series.size() < static_cast<std::size_t>(months_per_year)) return std::nullopt;
  std::int64_t sum = 0;
  for (const MonthlyUse& month : series) sum += month.total_wh;
  return sum;
}

std::vector<std::string> verify_usage(db::Session& session) {
  UsageSum told, stands;
  std::map<SettledKey, std::string> settled;
  read_usage_events(session, [&](std::string_view kind, std::string_view payload) {
    if (kind == "usage_imported") {
      const auto event = parsed<UsageImportedView>(payload);
      told.add({static_cast<std::uint64_t>(event.sum_low), static_cast<std::uint64_t>(event.sum_high)});
    } else if (kind == "usage_corrected") {
      const auto event = parsed<UsageCorrectedView>(payload);
      if (event.before) told.remove(sum_of(event.customer_id, use_of(*event.before)));
      told.add(sum_of(event.customer_id, use_of(event.after)));
    } else if (kind == "unusual_use_settled") {
      const auto event = parsed<UnusualSettledView>(payload);
      settled[{event.customer_id.value, event.month, event.kind}] = event.how;
    }
  });
  {
    // What an interrupted import has written so far has no event yet; it stands in its row.
    auto query = session.query("SELECT sum_low, sum_high FROM usage_import WHERE state = 'running' AND form = 'months'");
    while (query.step()) told.add({static_cast<std::uint64_t>(query.integer(0)), static_cast<std::uint64_t>(query.integer(1))});
  }
  auto query = session.query(std::string("SELECT customer_id, ") + columns + " FROM monthly_use");
  while (query.step()) stands.add(sum_of(CustomerId{query.integer(0)}, use_of(query, 1)));
  std::vector<std::string> differences;
  if (told != stands) differences.emplace_back("monthly_use is not what the journal says was imported and corrected");
  auto rows = session.query("SELECT customer_id, month, kind, settled_how FROM unusual_use WHERE settled_at IS NOT NULL");
  while (rows.step()) {
    const auto found = settled.find({rows.integer(0), rows.integer(1), std::string(rows.text(2))});
    if (found == settled.end() || found->second != rows.text(3))
      differences.push_back(fmt::format("unusual_use of customer {}, {} {}: settled without its event", rows.integer(0), rows.integer(1), rows.text(2)));
    if (found != settled.end()) settled.erase(found);
  }
  for (const auto& [key, how] : settled) differences.push_back(fmt::format("unusual_use of customer {}, {} {}: settled in the journal only", key.customer_id, key.month, key.kind));
  return differences;
}

}  // namespace shouwen
