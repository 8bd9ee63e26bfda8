// Runs of imports from the screen, the rows they did not take, and mappings saved under a name. All SQL of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/refusal.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen {

/// uploaded → running → done, cancelled or (the server ended) interrupted; the last two can go on.
struct ImportRun {
  std::int64_t id = 0;
  std::string kind, file_name, encoding, state;
  std::vector<std::string> heading;
  std::int64_t rows = 0;
  std::string mapping;       ///< JSON, as the screen sent it; "" before the start
  std::string mapping_name;
  std::int64_t done_rows = 0, added = 0, there_already = 0, refused = 0, changed = 0;
  OfficerId officer_id;
  Instant created_at;
  std::optional<Instant> started_at, ended_at;

  Instant last_at() const { return ended_at.value_or(created_at); }
};

struct RefusedRow {
  std::int64_t line = 0;
  Refusal refusal;
  std::vector<std::string> cells;
};

struct SavedMapping {
  std::string kind, name, content;  ///< content: JSON
  OfficerId officer_id;
  Instant saved_at;
};

std::int64_t add_import_run(db::Session& session, const ImportRun& run);
std::optional<ImportRun> find_import_run(db::Session& session, std::int64_t id);
/// Newest first, ids below `before`.
std::vector<ImportRun> list_import_runs(db::Session& session, std::int64_t before, std::int64_t limit);
/// The one that is running; nothing else may start meanwhile.
std::optional<ImportRun> running_import(db::Session& session);

void start_import_run(db::Session& session, std::int64_t id, const std::string& mapping, const std::string& mapping_name, Instant now);
void keep_import_progress(db::Session& session, const ImportRun& run);
/// Of a file whose rows were not counted before.
void keep_import_size(db::Session& session, std::int64_t id, std::int64_t rows);
void end_import_run(db::Session& session, std::int64_t id, const std::string& state, Instant now);
/// Runs a server that ended left behind; how many.
std::int64_t interrupt_running_imports(db::Session& session, Instant now);

void add_refused_row(db::Session& session, std::int64_t run_id, const RefusedRow& row);
/// Lines above `after`, in their order.
std::vector<RefusedRow> refused_rows(db::Session& session, std::int64_t run_id, std::int64_t after, std::int64_t limit);

/// Whether the refused rows are still kept.
bool has_refused_rows(db::Session& session, std::int64_t run_id);
/// Runs that are not at work, whose last moment is not after `until`, and that still have refused rows; at most `limit`.
std::vector<std::int64_t> runs_with_old_refused_rows(db::Session& session, Instant until, std::int64_t limit);
void forget_refused_rows(db::Session& session, std::int64_t run_id);

/// Replaces one of the same kind and name.
void save_mapping(db::Session& session, const SavedMapping& mapping);
std::vector<SavedMapping> saved_mappings(db::Session& session, const std::string& kind);
bool remove_mapping(db::Session& session, const std::string& kind, const std::string& name);

}  // namespace shouwen
