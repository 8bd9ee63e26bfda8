// What one set of rulebook files changes against another: row by row, field by field, with the clauses a row cites. Pure.
#pragma once

#include <string>
#include <vector>

#include "regulation/load.h"

namespace shouwen {

enum class RowChangeKind { added, changed, removed };

struct FieldChange {
  std::string field, before, after;  ///< "" = not there
  bool operator==(const FieldChange&) const = default;
};

struct FieldValue {
  std::string field, value;
  bool operator==(const FieldValue&) const = default;
};

struct RowChange {
  std::string file;    ///< "limits.toml"
  std::string table;   ///< "limit", "hand_over.return_reason", "day" of the holiday table
  std::string key;     ///< "R-CMP-01"; "" for a single group of settings
  RowChangeKind kind{};
  std::int64_t line = 0;             ///< in the later files; of a removed row, in the earlier ones
  std::vector<std::string> clauses;  ///< cited by the row, before or after
  std::vector<FieldChange> fields;   ///< of an added or removed row: all of them
  std::vector<FieldValue> about;     ///< of a changed row: what it is about, as far as that stays ("duty", "areas" …)
};

struct RulebookChanges {
  std::vector<RowChange> rows;          ///< by file, then in the order of the later text; removed rows last
  std::vector<std::string> unreadable;  ///< files of either side that are no TOML or no table of days: left out
};

RulebookChanges compare_rulebooks(const std::vector<RulebookFile>& before, const std::vector<RulebookFile>& after);

}  // namespace shouwen
