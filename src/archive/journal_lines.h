// The journal as lines of JSON: each has exactly what was hashed, so that anybody can compute the chain again.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

#include "db/journal.h"
#include "proofs/merkle.h"

namespace shouwen {

/// With its line end. The payload stands as a text: its bytes are hashed, not its meaning.
std::string journal_line(const db::Entry& entry);
/// False for anything that is no such line.
bool read_journal_line(std::string_view line, db::Entry& entry);

/// Follows the chain entry by entry, and its root.
class ChainReader {
 public:
  /// False if the entry does not follow on those before.
  bool add(const db::Entry& entry);
  std::int64_t entries() const { return tree_.size(); }
  std::string last_hash_hex() const;
  std::string root_hex() const;  ///< "" of an empty journal

 private:
  std::string previous_;
  GrowingTree tree_;
};

}  // namespace shouwen
