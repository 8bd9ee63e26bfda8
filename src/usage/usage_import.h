// Bringing a file of use in, by months or by intervals: read and understood on one thread, written by the house's writer on another.
#pragma once

#include <filesystem>
#include <functional>

#include "api/house.h"
#include "usage/usage_store.h"

namespace shouwen {

/// dry_run: everything is done and undone again, piece by piece; the same month in two pieces is noticed by a run only.
enum class ImportMode { run, dry_run };

struct UsageImportOrder {
  std::filesystem::path file;
  std::string file_name;           ///< as its owner calls it
  OfficerId officer_id;            ///< 0 = from the command line
  ImportMode mode = ImportMode::run;
  std::size_t mistakes_kept = 1000;
};
struct UsageImportReport {
  UsageImport import;              ///< counts of the whole file, a resumed run's earlier part too
  std::vector<UsageMistake> mistakes;  ///< the first ones of this run, by line
  std::int64_t resumed_at_line = 0;    ///< 0 = from the beginning
};

/// Pieces of some thousand lines, each durable with its progress; started again with the same file it goes on. `progress` gets
/// the rows done so far. One at a time in a process. Refusals: those of
/// form_of, UsageFile::open and IntervalFile::open, usage.import_running.
Result<UsageImportReport> import_usage(House& house, const UsageImportOrder& order, const std::function<void(std::int64_t)>& progress);

}  // namespace shouwen
