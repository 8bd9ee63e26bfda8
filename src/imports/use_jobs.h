// Use of electricity from the screen: the file looked at, tried, and brought in piece by piece, each piece durable with its progress.
#pragma once

#include "imports/import_jobs.h"
#include "usage/usage_import.h"

namespace shouwen {

/// What is seen of a file before its columns are mapped.
struct UseFileHead {
  tables::Table table;        ///< heading and first rows; of NEM12 and Green Button one column of whole records
  std::int64_t rows = 0;      ///< of the whole file
};
/// The file as keep_use_file left it. Refusals: those of form_of, import.no_rows, read_green_button's.
Result<UseFileHead> look_at_use(const std::filesystem::path& file, UseKind kind, std::size_t sample_rows, Date today);

/// What a mapping of the screen or of a TOML file says of a table of use. Refusal: import.bad_mapping.
Result<UseMapping> use_mapping_of(const Mapping& mapping);
/// Whether every column it names is there.
bool fits_use(const Mapping& mapping, const tables::Table& table);

/// What would happen to the first rows: done for real and undone again. Refusals: those of open_use_source.
Result<Trial> try_use(House& house, const std::filesystem::path& file, const UseReading& reading, std::size_t rows);

/// A run ready to go on: its file open, its turn taken. Refusals: those of open_use_source, usage.import_running.
struct UseWork;
Result<std::shared_ptr<UseWork>> prepare_use(api::Api& api, const ImportRun& run, const UseReading& reading);
/// The run must be in state running.
void go_on_with_use(const std::shared_ptr<UseWork>& work);

}  // namespace shouwen
