// A CSV of millions of rows from the command line: read and understood on one thread, written by the house's writer on another.
#pragma once

#include "imports/importer.h"

namespace shouwen {

struct StreamOrder {
  std::filesystem::path file;
  std::string mapping_file;         ///< "" = columns are known by their headings
  std::size_t errors_kept = 1000;
};
struct StreamReport {
  ImportReport report;              ///< its errors: the first ones
  std::int64_t refused = 0;
};

/// Whether import_stream can take it: a kind written in pieces, and no workbook.
bool can_stream(const ImportKind& kind, const std::filesystem::path& file);

/// Pieces of some thousand rows, each durable with its event; what is there already is passed over, so a broken run is started
/// again. `progress` gets the rows done so far. Refusals: import.file_missing, import.no_rows, import.bad_encoding, those of
/// Mapping::parse and check_columns.
Result<StreamReport> import_stream(House& house, const ImportKind& kind, const StreamOrder& order, const std::function<void(std::int64_t)>& progress);

/// The mapping of a file, or the one the headings say. Refusals: import.file_missing, those of Mapping::parse.
Result<Mapping> mapping_for(const ImportKind& kind, const tables::Table& table, const std::string& file);

}  // namespace shouwen
