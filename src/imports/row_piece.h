// Kinds of table that come in millions of rows: understood without the database, then written many at a time.
#pragma once

#include <memory>
#include <optional>

#include "imports/mapping.h"
#include "imports/row_outcome.h"

namespace shouwen {

/// A mapping laid on a table's heading once. Fields are asked for by their place in the kind's list.
class BoundMapping {
 public:
  BoundMapping(const Mapping& mapping, const tables::Table& table, const std::vector<ImportField>& fields);
  /// As MappedRow::text.
  std::string text(const std::vector<std::string>& cells, std::size_t field) const;
  std::optional<Instant> instant(const std::string& text) const;

 private:
  struct Column {
    int at = -1;                                       ///< -1 = not of the table
    const Mapping::Source* source = nullptr;
  };
  const Mapping& mapping_;
  std::vector<Column> columns_;
};

class RowPiece {
 public:
  virtual ~RowPiece() = default;
  /// Understands a row and keeps it for `write`, or says why not.
  virtual std::optional<Refusal> take(db::Session& reading, const BoundMapping& mapping, const std::vector<std::string>& cells, const ImportContext& context) = 0;
  /// Writes what was taken, inside the writer's transaction: an outcome each, in order.
  virtual std::vector<Result<RowOutcome>> write(db::Session& session, const ImportContext& context) = 0;
};

}  // namespace shouwen
