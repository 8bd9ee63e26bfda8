// Bringing tables into a bureau: units, officers, customers, past cases. Each row stands alone; a run can be repeated,
// rows already there are skipped (customers: changed where they differ), so an interrupted import is simply started again.
#pragma once

#include <functional>

#include "api/house.h"
#include "http/problem.h"
#include "imports/import_run_store.h"
#include "imports/mapping.h"
#include "imports/row_outcome.h"
#include "imports/row_piece.h"
#include "usage/use_columns.h"

namespace shouwen {

/// One kind of table.
struct ImportKind {
  const char* name;  ///< "customers"
  const char* name_zh;
  const char* name_en;
  const char* verb;  ///< needed on the screen besides "import"
  std::vector<ImportField> fields;
  /// Checks and writes one row inside the writer's transaction.
  std::function<Result<RowOutcome>(db::Session&, const MappedRow&, const ImportContext&)> add;
  /// Instead of `add`: rows written many at a time.
  std::function<std::unique_ptr<RowPiece>()> piece = {};
  /// Instead of either: use of electricity, which src/usage reads (see use_jobs.h).
  std::optional<UseKind> use = {};
  /// Headings of the empty table; none = all fields.
  std::vector<std::string> template_fields = {};
};
/// units, officers, customers, past_cases, roster, bills, arrears, outages, charges, affiliate_charges, monthly_use, interval_use.
const std::vector<ImportKind>& import_kinds();
const ImportKind* import_kind(const std::string& name);

/// A refusal with our fields called as the reader calls them, and its sentence.
Refusal labelled(Refusal refusal, const ImportKind& kind, http::Language language);
std::string told(const Refusal& refusal, const ImportKind& kind, http::Language language);

struct RowError {
  std::int64_t line = 0;
  Refusal refusal;
};
struct ImportReport {
  std::int64_t rows = 0, added = 0, changed = 0, there_already = 0;
  std::vector<RowError> errors;

  void count(std::int64_t line, const Result<RowOutcome>& outcome);
};

/// Rows [from, to) of the table in the caller's transaction: an outcome each, in order.
std::vector<Result<RowOutcome>> write_rows(db::Session& session, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, const ImportContext& context,
                                           std::size_t from, std::size_t to);
/// The same, into the report.
void import_rows(db::Session& session, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, const ImportContext& context,
                 std::size_t from, std::size_t to, ImportReport& report);

/// Rows in groups of 500, each group durable before the next; `progress` gets the rows done so far. `file_name`: as the list
/// of imports calls it, for kinds whose rows say which import brought them.
ImportReport run_import(House& house, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, const std::string& file_name,
                        const std::function<void(std::int64_t)>& progress);

/// A run from the command line in the list of imports: rows of kinds written in pieces say which run brought them.
ImportRun begin_listed(House& house, const ImportKind& kind, const tables::Table& table, const std::string& file_name);
void end_listed(House& house, ImportRun run, const ImportReport& report, std::int64_t refused);

/// Our own verdict on a past case: on time if it had no target, or ended no later than it; open ones are late once the
/// target has passed.
bool was_on_time(std::optional<Instant> target_at, std::optional<Instant> closed_at, Instant now);

}  // namespace shouwen
