// Imports from the screen at work: the file in the data folder, a look at what would happen, and the run in pieces.
#pragma once

#include "api/api.h"
#include "imports/import_run_store.h"
#include "imports/importer.h"

namespace shouwen {

/// Where a run's file lies until it is over.
std::filesystem::path import_file(const House& house, std::int64_t run_id);
void keep_import_file(const House& house, std::int64_t run_id, std::string_view bytes);
/// Refusals: those of read_table, import.file_gone.
Result<tables::Table> read_import_file(const House& house, std::int64_t run_id);

/// What would happen to the first rows: done for real inside the writer and undone again.
struct TrialRow {
  std::int64_t line = 0;
  std::vector<std::string> values;  ///< of the kind's fields
  std::optional<Refusal> refusal;
  RowOutcome outcome{};
};
struct Trial {
  std::int64_t tried = 0, added = 0, there_already = 0, refused = 0, changed = 0;
  std::vector<TrialRow> rows;  ///< the first ones, and refused ones after them
  std::vector<std::pair<std::string, std::string>> labels = {};  ///< zh, en of the values; none = the kind's fields
};
/// Work done for real inside the writer and undone again.
void try_and_undo(House& house, const std::function<void(db::Session&)>& work);
Trial try_import(House& house, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, OfficerId actor);

/// Goes on where the run stands, piece by piece on the pool of slow calls, until it is done or somebody cancels it.
/// The run must be in state running.
void go_on_with_import(api::Api& api, const ImportRun& run, std::shared_ptr<const tables::Table> table, const Mapping& mapping);

/// What is in stays in, and the run can go on later.
void interrupt_import(House& house, std::int64_t run_id);
/// The same after a fault (the disk is full, say), which is logged.
void interrupt_after(House& house, std::int64_t run_id, const std::exception& fault);

}  // namespace shouwen
