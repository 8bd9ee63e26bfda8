// Proofs that go round: an entry told in full must have the hash the chain gave it.
#include "proofs/proof_document.h"

#include <gtest/gtest.h>

#include "json/print.h"
#include "proofs/proof_describe.h"

namespace shouwen {
namespace {

/// Proof of the only entry of a journal; the same entry and hash stand in web/src/proofs/check_proof.test.ts.
ProofDocument only_entry() {
  db::NewEntry entry;
  entry.stream = "price_list/1";
  entry.stream_number = 1;
  entry.at = Instant{1790000000};
  entry.actor_id = 5;
  entry.kind = "price_list_issued";
  entry.clause = "art.9(1)";
  entry.rulebook_version = 1;
  entry.payload = R"({"名":"𠮷"})";
  const std::string hash = db::entry_hash("", 1, entry);
  return document_of({1, hash, {Date::of(2026, 11, 27), 1, leaf_hash(hash), Instant{}}, {}, DisclosedEntry{"", entry}});
}

std::string said(const ProofDocument& document, const std::string& root = "") {
  const Verdict verdict = check_proof(to_text(document), root);
  return verdict ? "proved" : verdict.refusal().code + " " + verdict.refusal().field;
}

TEST(ProofDocument, Art_8_AnEntryToldInFull) {
  EXPECT_EQ(only_entry().entry_hash, "ddc3d4b7c7d3cd68d5ddad92b234c392f49229fbd702bff4077f5fe2a84b9c09");
  EXPECT_EQ(said(only_entry()), "proved");
  ProofDocument changed = only_entry();
  changed.entry->payload = R"({"名":"吉"})";
  EXPECT_EQ(said(changed), "proof.other_entry /entry");
  changed = only_entry();
  changed.entry->previous_hash = "x";
  EXPECT_EQ(said(changed), "proof.other_entry /entry");
  changed = only_entry();
  changed.entry.reset();
  EXPECT_EQ(said(changed), "proved") << "the hash alone is enough";
}

TEST(ProofDocument, Art_8_UnderThePublishedRootOnly) {
  const ProofDocument document = only_entry();
  EXPECT_EQ(said(document, document.root), "proved");
  EXPECT_EQ(said(document, std::string(64, '0')), "proof.other_root /root");
  EXPECT_EQ(said(document, "no root"), "proof.other_root /root");
}

}  // namespace
}  // namespace shouwen
