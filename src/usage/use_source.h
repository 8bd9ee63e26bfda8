// A file of use of whatever form, read piece by piece: lines understood, their owners found, written whole or not at all.
#pragma once

#include <filesystem>
#include <memory>

#include "usage/interval_file.h"
#include "usage/usage_store.h"

namespace shouwen {

/// What a line says, for people to look at before it is written.
struct UsePreview {
  std::int64_t line = 0;
  std::vector<std::string> values;     ///< in the order of UseSource::labels
};
struct UseLabel {
  std::string zh, en;
};
/// A line of the file that was not taken, as it stands there.
struct RefusedLine {
  std::int64_t line = 0;
  Refusal refusal;
  std::vector<std::string> cells;
};

class UseBatch {
 public:
  virtual ~UseBatch() = default;
  /// Inside the writer's transaction; what was refused.
  virtual std::vector<UsageMistake> write(db::Session& session, UsageImport& import) const = 0;
  /// What was understood and has an owner.
  virtual std::size_t size() const = 0;
  virtual UsePreview preview(std::size_t at) const = 0;
  virtual std::vector<UsageMistake> write_one(db::Session& session, UsageImport& import, std::size_t at) const = 0;

  std::int64_t rows = 0, bytes_begin = 0, lines_begin = 0, bytes_end = 0, lines_end = 0;
  std::vector<UsageMistake> mistakes;  ///< found while writing, too
  UsageImport after;                   ///< the counts once it is written
};

class UseSource {
 public:
  virtual ~UseSource() = default;
  virtual UseFileForm form() const = 0;
  virtual void seek(std::int64_t bytes, std::int64_t lines) = 0;
  /// About so many rows; none at the end.
  virtual std::unique_ptr<UseBatch> next(db::Session& session, std::size_t rows) = 0;
  /// How many rows there are, if that is known without reading on; else 0.
  virtual std::int64_t known_rows() const { return 0; }
  /// What the values of a preview are.
  virtual std::vector<UseLabel> labels() const = 0;
  /// The lines its mistakes stand in, each once, in order, as the file has them.
  virtual std::vector<RefusedLine> refused_lines(const UseBatch& batch) const = 0;
};

/// The file must be text in lines (see tables/line_text.h), or XML. Refusals: those of form_of, UsageFile::open,
/// IntervalFile::open and read_green_button.
Result<std::unique_ptr<UseSource>> open_use_source(const std::filesystem::path& file, const UseReading& reading, Date today);

/// Inside the writer's transaction: the batch and how far the import then is.
void write_batch(db::Session& session, UseBatch& batch, const UsageImport& before);

/// By which an import of this file, so read, is known: started again, it goes on.
std::string import_hash(const std::filesystem::path& file, const UseReading& reading);

}  // namespace shouwen
