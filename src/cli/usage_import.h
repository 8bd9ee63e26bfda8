// shouwen usage import: use of electricity out of files.
#pragma once

#include "cli/commands.h"
#include "usage/use_columns.h"

namespace shouwen::cli {

struct UsageImportOptions {
  std::string file, mapping, refused;
  std::optional<UseKind> kind = {};   ///< absent = told by the first line
  bool dry_run = false;
  std::int64_t preview = 0;
  std::size_t errors_shown = 20;
};
void run_usage_import(Common& common, const UsageImportOptions& options);
void add_usage_import(CLI::App& usage, Common& common);

}  // namespace shouwen::cli
