// The tree against a slow one written by the definition, and against whoever changes something.
#include "proofs/merkle.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouwen {
namespace {

std::vector<MerkleHash> leaves_of(std::int64_t size) {
  std::vector<MerkleHash> leaves;
  for (std::int64_t i = 0; i < size; ++i) leaves.push_back(leaf_hash("entry " + std::to_string(i)));
  return leaves;
}

MerkleHash by_definition(const std::vector<MerkleHash>& leaves) {
  if (leaves.size() == 1) return leaves.front();
  std::size_t left = 1;
  while (left * 2 < leaves.size()) left *= 2;
  const auto middle = leaves.begin() + static_cast<std::ptrdiff_t>(left);
  return node_hash(by_definition({leaves.begin(), middle}), by_definition({middle, leaves.end()}));
}

/// Keeps the leaves, and computes the higher kept levels from them, complete ones only.
KeptHashes kept_of(const std::vector<MerkleHash>& leaves) {
  return [&leaves](int level, std::int64_t first, std::int64_t count) {
    std::vector<MerkleHash> row;
    for (std::int64_t i = first; i < first + count; ++i) {
      const auto from = leaves.begin() + (i << level), to = leaves.begin() + ((i + 1) << level);
      RC_ASSERT(to <= leaves.end());
      row.push_back(by_definition({from, to}));
    }
    return row;
  };
}

TEST(Merkle, Art_8_TheKnownRootOfOneAndTwo) {
  // RFC 6962: SHA-256 of 00 and the entry; of 01 and both.
  EXPECT_EQ(to_hex(leaf_hash("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  const auto leaves = leaves_of(2);
  EXPECT_EQ(merkle_root(kept_of(leaves), 2), node_hash(leaves[0], leaves[1]));
  EXPECT_EQ(merkle_root(kept_of(leaves), 1), leaves[0]);
}

RC_GTEST_PROP(Merkle, Art_8_TheRootIsThatOfTheDefinition, ()) {
  const std::int64_t size = *rc::gen::inRange<std::int64_t>(1, 1200);
  const auto leaves = leaves_of(size);
  RC_ASSERT(merkle_root(kept_of(leaves), size) == by_definition(leaves));
}

RC_GTEST_PROP(Merkle, Art_8_GrowingLeafByLeafGivesTheSameRoot, ()) {
  const auto leaves = leaves_of(*rc::gen::inRange<std::int64_t>(1, 600));
  GrowingTree tree;
  for (const MerkleHash& leaf : leaves) tree.add(leaf);
  RC_ASSERT(tree.size() == static_cast<std::int64_t>(leaves.size()));
  RC_ASSERT(tree.root() == by_definition(leaves));
}

RC_GTEST_PROP(Merkle, Art_8_EveryEntryIsProvedAndNothingElse, ()) {
  const std::int64_t size = *rc::gen::inRange<std::int64_t>(1, 1200);
  const std::int64_t index = *rc::gen::inRange<std::int64_t>(0, size);
  const auto leaves = leaves_of(size);
  const auto kept = kept_of(leaves);
  const MerkleHash root = merkle_root(kept, size);
  std::vector<MerkleHash> path = merkle_path(kept, index, size);
  const MerkleHash leaf = leaves[static_cast<std::size_t>(index)];
  RC_ASSERT(root_by_path(leaf, index, size, path) == root);
  RC_ASSERT(root_by_path(leaf_hash("another"), index, size, path) != root);
  RC_ASSERT(root_by_path(leaf, size, size, path) == std::nullopt);
  if (size > 1) {
    const std::int64_t elsewhere = *rc::gen::suchThat(rc::gen::inRange<std::int64_t>(0, size), [index](std::int64_t other) { return other != index; });
    RC_ASSERT(root_by_path(leaf, elsewhere, size, path) != root);
    std::vector<MerkleHash> changed = path;
    changed[*rc::gen::inRange<std::size_t>(0, path.size())][*rc::gen::inRange<std::size_t>(0, 32)] ^= 1;
    RC_ASSERT(root_by_path(leaf, index, size, changed) != root);
    path.pop_back();
    RC_ASSERT(root_by_path(leaf, index, size, path) == std::nullopt);
  }
}

TEST(Merkle, HexIsReadStrictly) {
  const MerkleHash hash = leaf_hash("x");
  EXPECT_EQ(merkle_hash_of(to_hex(hash)), hash);
  for (const std::string& wrong : {std::string(), std::string("ab"), to_hex(hash) + "00", std::string(64, 'g'), std::string(62, '0') + " 0"}) EXPECT_EQ(merkle_hash_of(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace shouwen
