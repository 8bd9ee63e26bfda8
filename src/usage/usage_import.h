// Bringing a file of use in, by months or by intervals: read and understood on one thread, written by the house's writer on another.
#pragma once

#include <filesystem>
#include <functional>

#include "api/house.h"
#include "usage/use_source.h"

namespace shouwen {

/// dry_run: everything is done and undone again, piece by piece; the same month in two pieces is noticed by a run only.
enum class ImportMode { run, dry_run };

struct UsageImportOrder {
  std::filesystem::path file;
  std::string file_name;           ///< as its owner calls it
  OfficerId officer_id;            ///< 0 = from the command line
  ImportMode mode = ImportMode::run;
  std::size_t mistakes_kept = 1000;
  UseReading reading = {};
  std::function<void(const std::vector<RefusedLine>&)> refused = {};  ///< gets every line that was not taken
};
struct UsageImportReport {
  UsageImport import;              ///< counts of the whole file, a resumed run's earlier part too
  std::vector<UsageMistake> mistakes;  ///< the first ones of this run, by line
  std::int64_t resumed_at_line = 0;    ///< 0 = from the beginning
};

/// Pieces of some thousand lines, each durable with its progress; started again with the same file it goes on. `progress` gets
/// the rows done so far. Refusals: those of open_use_source, usage.import_running.
Result<UsageImportReport> import_usage(House& house, const UsageImportOrder& order, const std::function<void(std::int64_t)>& progress);

/// One import of use at a time in a process: two runs of one file would each go on where the other stands. The folder's lock
/// keeps other processes away.
class UseImportTurn {
 public:
  /// Null while another has it.
  static std::shared_ptr<UseImportTurn> take();
  ~UseImportTurn();
  UseImportTurn(const UseImportTurn&) = delete;

 private:
  UseImportTurn() = default;
};

/// A file as open_use_source wants it: workbooks and UTF-16 lie beside it as CSV for as long as this lives.
class LineFile {
 public:
  /// Refusals: import.file_missing, those of as_line_text.
  static Result<std::unique_ptr<LineFile>> of(const House& house, const std::filesystem::path& file);
  /// Of bytes that came over the network.
  static Result<std::unique_ptr<LineFile>> of_bytes(const House& house, std::string_view bytes);
  ~LineFile();
  LineFile(const LineFile&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  LineFile(std::filesystem::path path, bool ours) : path_(std::move(path)), ours_(ours) {}
  std::filesystem::path path_;
  bool ours_;
};

}  // namespace shouwen
