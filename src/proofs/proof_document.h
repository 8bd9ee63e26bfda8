// A proof as a file that goes round: what a stranger needs to check, without us, that an entry is in the journal (art. 8).
#pragma once

#include "base/result.h"
#include "proofs/journal_tree.h"

namespace shouwen {

/// An entry as the chain hashes it (db::entry_hash).
struct ProofEntry {
  std::string previous_hash;       ///< hexadecimal
  std::string stream;
  std::int64_t stream_number = 0, at = 0, actor_id = 0, on_behalf_of_id = 0;  ///< `at`: seconds since 1970
  std::string kind, clause;
  std::int64_t rulebook_version = 0;
  std::string payload;             ///< JSON, to the letter
};
struct ProofDocument {
  std::string format;              ///< "shouwen journal proof 1"
  std::int64_t entry_number = 0;
  std::string entry_hash;          ///< hexadecimal; leaf = SHA-256(00 ‖ these 32 bytes)
  Date day;                        ///< whose root this is
  std::int64_t size = 0;           ///< entries under the root
  std::string root;                ///< hexadecimal; node = SHA-256(01 ‖ left ‖ right)
  std::vector<std::string> path;   ///< hexadecimal, from the leaf upwards
  std::optional<ProofEntry> entry; ///< of entries everybody may read
};

ProofDocument document_of(const JournalProof& proof);
std::string to_text(const ProofDocument& document);
/// Whether the document proves its entry under `published_root` (hexadecimal), or under the root it names itself if that is empty.
/// Refusals: those of parsing, proof.unknown_format, proof.not_hexadecimal, proof.other_root, proof.other_entry, proof.wrong.
Verdict check_proof(std::string_view text, std::string_view published_root);

}  // namespace shouwen
