// Bringing tables into a bureau: units, officers, customers, past cases. Each row stands alone; a run can be repeated,
// rows already there are skipped (customers: changed where they differ), so an interrupted import is simply started again.
#pragma once

#include <functional>

#include "api/house.h"
#include "http/problem.h"
#include "imports/mapping.h"

namespace shouwen {

enum class RowOutcome { added, changed, there_already };

/// Who imports, when, and the rulebook that says which roles there are.
struct ImportContext {
  OfficerId actor;  ///< 0 = from the command line
  Instant now;
  std::shared_ptr<const Rulebook> rulebook;
};

/// One kind of table.
struct ImportKind {
  const char* name;  ///< "customers"
  const char* name_zh;
  const char* name_en;
  const char* verb;  ///< needed on the screen besides "import"
  std::vector<ImportField> fields;
  /// Checks and writes one row inside the writer's transaction.
  std::function<Result<RowOutcome>(db::Session&, const MappedRow&, const ImportContext&)> add;
};
/// units, officers, customers, past_cases, roster, charges, affiliate_charges.
const std::vector<ImportKind>& import_kinds();
const ImportKind* import_kind(const std::string& name);

/// The sentence of a refusal with our fields called as the reader calls them.
std::string told(const Refusal& refusal, const ImportKind& kind, http::Language language);

struct RowError {
  std::int64_t line = 0;
  Refusal refusal;
};
struct ImportReport {
  std::int64_t rows = 0, added = 0, changed = 0, there_already = 0;
  std::vector<RowError> errors;
};

/// Rows [from, to) of the table, into the report, in the caller's transaction.
void import_rows(db::Session& session, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, const ImportContext& context,
                 std::size_t from, std::size_t to, ImportReport& report);

/// Rows in groups of 500, each group durable before the next; `progress` gets the rows done so far.
ImportReport run_import(House& house, const ImportKind& kind, const tables::Table& table, const Mapping& mapping,
                        const std::function<void(std::int64_t)>& progress);

/// Our own verdict on a past case: on time if it had no target, or ended no later than it; open ones are late once the
/// target has passed.
bool was_on_time(std::optional<Instant> target_at, std::optional<Instant> closed_at, Instant now);

}  // namespace shouwen
