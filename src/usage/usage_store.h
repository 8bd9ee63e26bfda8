// Monthly use in the database: rows, imports, corrections, unusual months. All SQL of it.
#pragma once

#include <string>

#include "base/result.h"
#include "db/session.h"
#include "usage/monthly_use.h"
#include "usage/unusual.h"
#include "usage/usage_file.h"
#include "usage/usage_sum.h"

namespace shouwen {

/// The newest `months` months and all between, ascending; gaps stay gaps.
MonthlySeries load_usage(db::Session& session, CustomerId customer, std::int32_t months);

/// The months of [from, to] on file, ascending.
MonthlySeries load_usage_between(db::Session& session, CustomerId customer, Month from, Month to);

struct UsageImport {
  std::int64_t id = 0;
  std::string file_hash, file_name;
  std::string form = "months";       ///< UseFileForm
  bool done = false;
  OfficerId officer_id;
  Instant started_at;
  std::int64_t bytes_done = 0, lines_done = 0;
  std::int64_t rows = 0, added = 0, there_already = 0, refused = 0;  ///< added and there_already count months or days, the others rows
  UsageSum sum;

  bool is_monthly() const { return form == "months"; }
};
/// A run of the same file that was interrupted.
std::optional<UsageImport> find_running_import(db::Session& session, const std::string& file_hash);
std::int64_t begin_usage_import(db::Session& session, const UsageImport& import);
/// The interrupted run of the same file, or a new one that begins where a cancelled one stands, or at the file's beginning.
UsageImport go_on_or_begin(db::Session& session, UsageImport fresh);

/// A line and whose it is.
struct OwnedLine {
  CustomerId customer_id;
  const UsageLine* line = nullptr;
};
/// Writes whole lines or nothing of them and counts into `import`. A line is refused with usage.month_twice if this import
/// has brought one of its months already, with usage.differs if the month stands with another value.
std::vector<UsageMistake> add_usage(db::Session& session, UsageImport& import, const std::vector<OwnedLine>& lines);
void keep_import_progress(db::Session& session, const UsageImport& import);
/// done, or cancelled on the way: the one event of what it wrote.
enum class UsageImportEnd { done, cancelled };
void end_usage_import(db::Session& session, const UsageImport& import, Instant now, UsageImportEnd end = UsageImportEnd::done);

struct UsageCorrection {
  CustomerId customer_id;
  MonthlyUse after;
  std::string reason;
  OfficerId officer_id;
};
/// An event with before and after. Refusals: those of check_use, usage.unchanged.
Verdict correct_usage(db::Session& session, const UsageCorrection& correction, Instant now);

struct UnusualRow {
  CustomerId customer_id;
  Month month;
  std::string kind, reason;  ///< reason: JSON
  Instant found_at;
  std::optional<Instant> settled_at = {};
  OfficerId settled_by = {};
  std::string settled_how = {};
};
/// New ones only: what was found before stays as it was found. How many were new.
std::int64_t keep_unusual(db::Session& session, CustomerId customer, const std::vector<UnusualUse>& found, Instant now);
std::vector<UnusualRow> unusual_of(db::Session& session, CustomerId customer);
/// Not settled, newest month first, at most `limit` after the key of the last row seen.
std::vector<UnusualRow> open_unusual(db::Session& session, std::int64_t limit);
/// How many months of each customer nobody has settled yet; customers without any are left out.
std::vector<std::pair<CustomerId, std::int64_t>> open_unusual_counts(db::Session& session);
struct Settlement {
  CustomerId customer_id;
  Month month;
  std::string kind, how;
  OfficerId officer_id;
};
/// Refusals: unusual_use.unknown, unusual_use.settled_already.
Verdict settle_unusual(db::Session& session, const Settlement& settlement, Instant now);

/// Customers whose known use of the twelve months up to `month` is at least so much, ascending.
std::vector<CustomerId> customers_using(db::Session& session, Month month, std::int64_t wh_least);
/// Its query, whose plan a test looks at.
const char* customers_using_sql(std::int64_t wh_least);

/// Of the latest twelve months on file; nothing if fewer are.
std::optional<std::int64_t> use_of_a_year(db::Session& session, CustomerId customer);

/// The month most of these customers' use ends with, the later of two; 0 if nothing is known of any.
Month common_last_month(db::Session& session, const std::vector<CustomerId>& customers);

/// What does not equal the journal, a sentence each: the rows' sum against the events', settled months against theirs.
std::vector<std::string> verify_usage(db::Session& session);

}  // namespace shouwen
