// Entries to lines and back.
#include "archive/journal_lines.h"

#include <boost/describe.hpp>

#include "archive/csv_cells.h"
#include "json/json.h"

namespace shouwen {

/// An entry as it stands in the file; the order of its fields is the order they are hashed in, the hash last.
struct JournalLine {
  std::int64_t number = 0;
  std::string stream;
  std::int64_t stream_number = 0, at = 0, actor_id = 0, on_behalf_of_id = 0;
  std::string kind, clause;
  std::int64_t rulebook_version = 0;
  std::string payload, hash;
};
BOOST_DESCRIBE_STRUCT(JournalLine, (), (number, stream, stream_number, at, actor_id, on_behalf_of_id, kind, clause, rulebook_version, payload, hash))

std::string journal_line(const db::Entry& entry) {
  const JournalLine line{entry.number, entry.stream, entry.stream_number, entry.at.seconds, entry.actor_id, entry.on_behalf_of_id, entry.kind, entry.clause,
                         entry.rulebook_version, entry.payload, hex_of(entry.hash)};
  return json::to_text(line) + '\n';
}

bool read_journal_line(std::string_view text, db::Entry& entry) {
  const auto document = json::parse_document(text);
  JournalLine line;
  if (!document || !json::parse(*document, line, json::ParseMode::lenient).empty()) return false;
  entry.number = line.number;
  entry.stream = std::move(line.stream);
  entry.stream_number = line.stream_number;
  entry.at = Instant{line.at};
  entry.actor_id = line.actor_id;
  entry.on_behalf_of_id = line.on_behalf_of_id;
  entry.kind = std::move(line.kind);
  entry.clause = std::move(line.clause);
  entry.rulebook_version = line.rulebook_version;
  entry.payload = std::move(line.payload);
  return bytes_of_hex(line.hash, entry.hash);
}

bool ChainReader::add(const db::Entry& entry) {
  if (entry.number != entries() + 1 || entry.hash != db::entry_hash(previous_, entry.number, entry)) return false;
  previous_ = entry.hash;
  tree_.add(leaf_hash(previous_));
  return true;
}

std::string ChainReader::last_hash_hex() const { return hex_of(previous_); }
std::string ChainReader::root_hex() const { return entries() == 0 ? "" : to_hex(tree_.root()); }

}  // namespace shouwen
