// Writing and checking proofs.
#include "proofs/proof_document.h"

#include "json/parse.h"
#include "json/print.h"
#include "proofs/proof_describe.h"

namespace shouwen {

namespace {

constexpr const char* proof_format = "shouwen journal proof 1";

std::string_view bytes_of(const MerkleHash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::string hex_of(std::string_view bytes) {
  MerkleHash hash{};
  if (bytes.size() != hash.size()) return "";
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return to_hex(hash);
}

/// The chain hash of a disclosed entry; nothing if the hash before it is none.
std::optional<std::string> hash_of(const ProofEntry& given, std::int64_t number) {
  std::string previous;
  if (!given.previous_hash.empty()) {
    const auto hash = merkle_hash_of(given.previous_hash);
    if (!hash) return std::nullopt;
    previous = bytes_of(*hash);
  }
  db::NewEntry entry;
  entry.stream = given.stream;
  entry.stream_number = given.stream_number;
  entry.at = Instant{given.at};
  entry.actor_id = given.actor_id;
  entry.on_behalf_of_id = given.on_behalf_of_id;
  entry.kind = given.kind;
  entry.clause = given.clause;
  entry.rulebook_version = given.rulebook_version;
  entry.payload = given.payload;
  return db::entry_hash(previous, number, entry);
}

Refusal refusal(const char* code, const char* field) { return {code, "art.8", field, {}}; }

}  // namespace

ProofDocument document_of(const JournalProof& proof) {
  ProofDocument document{proof_format, proof.entry_number, hex_of(proof.entry_hash), proof.root.day, proof.root.size, to_hex(proof.root.root), {}, {}};
  for (const MerkleHash& hash : proof.path) document.path.push_back(to_hex(hash));
  if (!proof.disclosed) return document;
  const db::NewEntry& entry = proof.disclosed->entry;
  document.entry = ProofEntry{hex_of(proof.disclosed->previous_hash), entry.stream, entry.stream_number, entry.at.seconds, entry.actor_id, entry.on_behalf_of_id, entry.kind, entry.clause,
                              entry.rulebook_version, entry.payload};
  return document;
}

std::string to_text(const ProofDocument& document) { return json::to_text(document); }

Verdict check_proof(std::string_view text, std::string_view published_root) {
  const auto parsed = json::parse_body<ProofDocument>(text);
  if (!parsed.mistakes.empty()) return parsed.mistakes.front();
  const ProofDocument& document = parsed.value;
  if (document.format != proof_format) return refusal("proof.unknown_format", "/format");
  const auto entry = merkle_hash_of(document.entry_hash), root = merkle_hash_of(document.root);
  if (!entry) return refusal("proof.not_hexadecimal", "/entry_hash");
  if (!root) return refusal("proof.not_hexadecimal", "/root");
  std::vector<MerkleHash> path;
  for (const std::string& hex : document.path) {
    const auto hash = merkle_hash_of(hex);
    if (!hash) return refusal("proof.not_hexadecimal", "/path");
    path.push_back(*hash);
  }
  if (!published_root.empty() && merkle_hash_of(published_root) != root) return refusal("proof.other_root", "/root");
  if (document.entry && hash_of(*document.entry, document.entry_number) != std::string(bytes_of(*entry))) return refusal("proof.other_entry", "/entry");
  if (root_by_path(leaf_hash(bytes_of(*entry)), document.entry_number - 1, document.size, path) != root) return refusal("proof.wrong", "/path");
  return Done{};
}

}  // namespace shouwen
