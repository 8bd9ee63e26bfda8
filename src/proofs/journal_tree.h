// The journal's tree in the database: parts kept, a root for each day that is over, proofs of single entries (art. 8). All SQL of it.
#pragma once

#include "db/journal.h"
#include "proofs/merkle.h"

namespace shouwen {

struct JournalRoot {
  Date day;                ///< that was over when it was made
  std::int64_t size = 0;   ///< entries 1 … size
  MerkleHash root{};
  Instant made_at;
};

/// An entry in full, with the hash before it: whoever has it can compute its hash himself.
struct DisclosedEntry {
  std::string previous_hash;        ///< 32 bytes; empty for the first
  db::NewEntry entry;
};
/// That `entry_number` is among the first `root.size` entries, as they were when the day of the root was over.
struct JournalProof {
  std::int64_t entry_number = 0;
  std::string entry_hash;           ///< 32 bytes, of the chain
  JournalRoot root;
  std::vector<MerkleHash> path;
  std::optional<DisclosedEntry> disclosed;  ///< only of kinds everybody may read
};

/// The day before `now` gets its root, if it has none yet and there are entries; in the writer's transaction. True if one was made.
bool make_root_of_yesterday(db::Session& session, Instant now);
/// Newest first, `before` excluded.
std::vector<JournalRoot> journal_roots(db::Session& session, std::optional<Date> before, std::int64_t limit);
std::optional<JournalRoot> journal_root_of(db::Session& session, Date day);
/// Under the first root that covers the entry; nothing if there is none yet. Entries of `public_kinds` are disclosed.
std::optional<JournalProof> prove_entry(db::Session& session, std::int64_t entry_number, const std::vector<std::string>& public_kinds);
/// Of all entries there are now; nothing of an empty journal. Reads the hash of every entry.
std::optional<MerkleHash> root_of_all(db::Session& session);
/// What differs between kept parts, roots and the journal; empty if all is well.
std::vector<std::string> verify_journal_roots(db::Session& session);

}  // namespace shouwen
