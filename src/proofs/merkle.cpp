// Cutting the first n leaves into complete parts, and hashing them together.
#include "proofs/merkle.h"

#include <sodium.h>

#include <bit>

#include "base/check.h"

namespace shouwen {

namespace {

constexpr unsigned char leaf_mark = 0, node_mark = 1;

MerkleHash sha256(unsigned char mark, const void* first, std::size_t first_size, const void* second, std::size_t second_size) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, &mark, 1);
  crypto_hash_sha256_update(&state, static_cast<const unsigned char*>(first), first_size);
  crypto_hash_sha256_update(&state, static_cast<const unsigned char*>(second), second_size);
  MerkleHash hash;
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

/// How many leaves the left part of a tree of `size` > 1 leaves has: the largest power of two below it.
std::int64_t left_of(std::int64_t size) { return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(size - 1))); }

int level_of(std::int64_t leaves) { return std::countr_zero(static_cast<std::uint64_t>(leaves)); }

/// Of the leaves [from, from + size); `from` is where such a part begins in the whole tree.
MerkleHash hash_of(const KeptHashes& kept, std::int64_t from, std::int64_t size) {
  if (std::has_single_bit(static_cast<std::uint64_t>(size))) return complete_hash(kept, level_of(size), from >> level_of(size));
  const std::int64_t left = left_of(size);
  return node_hash(hash_of(kept, from, left), hash_of(kept, from + left, size - left));
}

}  // namespace

MerkleHash leaf_hash(std::string_view entry_hash) { return sha256(leaf_mark, entry_hash.data(), entry_hash.size(), "", 0); }

MerkleHash node_hash(const MerkleHash& left, const MerkleHash& right) { return sha256(node_mark, left.data(), left.size(), right.data(), right.size()); }

MerkleHash row_hash(std::vector<MerkleHash> row) {
  SHOUWEN_CHECK(std::has_single_bit(row.size()));
  for (; row.size() > 1; row.resize(row.size() / 2))
    for (std::size_t i = 0; i < row.size() / 2; ++i) row[i] = node_hash(row[2 * i], row[2 * i + 1]);
  return row.front();
}

MerkleHash complete_hash(const KeptHashes& kept, int level, std::int64_t index) {
  const int below = level % kept_levels;
  return row_hash(kept(level - below, index << below, std::int64_t{1} << below));
}

MerkleHash merkle_root(const KeptHashes& kept, std::int64_t size) {
  SHOUWEN_CHECK(size > 0);
  return hash_of(kept, 0, size);
}

std::vector<MerkleHash> merkle_path(const KeptHashes& kept, std::int64_t index, std::int64_t size) {
  SHOUWEN_CHECK(index >= 0 && index < size);
  std::vector<MerkleHash> downwards;
  for (std::int64_t from = 0; size > 1;) {
    const std::int64_t left = left_of(size);
    if (index - from < left) {
      downwards.push_back(hash_of(kept, from + left, size - left));
      size = left;
    } else {
      downwards.push_back(hash_of(kept, from, left));
      from += left;
      size -= left;
    }
  }
  return {downwards.rbegin(), downwards.rend()};
}

std::optional<MerkleHash> root_by_path(const MerkleHash& leaf, std::int64_t index, std::int64_t size, const std::vector<MerkleHash>& path) {
  if (index < 0 || index >= size) return std::nullopt;
  std::vector<bool> is_left;  // downwards: whether the leaf lies in the left part
  for (std::int64_t rest = size, at = index; rest > 1;) {
    const std::int64_t left = left_of(rest);
    is_left.push_back(at < left);
    if (at < left) rest = left;
    else at -= left, rest -= left;
  }
  if (path.size() != is_left.size()) return std::nullopt;
  MerkleHash hash = leaf;
  for (const MerkleHash& other : path) {
    hash = is_left.back() ? node_hash(hash, other) : node_hash(other, hash);
    is_left.pop_back();
  }
  return hash;
}

void GrowingTree::add(const MerkleHash& leaf) {
  complete_.push_back(leaf);
  // Each trailing one of the number before is a part as large as the one just completed.
  for (auto before = static_cast<std::uint64_t>(size_); (before & 1) == 1; before >>= 1) {
    const MerkleHash right = complete_.back();
    complete_.pop_back();
    complete_.back() = node_hash(complete_.back(), right);
  }
  ++size_;
}

MerkleHash GrowingTree::root() const {
  SHOUWEN_CHECK(!complete_.empty());
  MerkleHash root = complete_.back();
  for (std::size_t i = complete_.size() - 1; i > 0; --i) root = node_hash(complete_[i - 1], root);
  return root;
}

std::string to_hex(const MerkleHash& hash) {
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

std::optional<MerkleHash> merkle_hash_of(std::string_view hex) {
  MerkleHash hash;
  std::size_t length = 0;
  if (hex.size() != hash.size() * 2 || sodium_hex2bin(hash.data(), hash.size(), hex.data(), hex.size(), nullptr, &length, nullptr) != 0 || length != hash.size()) return std::nullopt;
  return hash;
}

}  // namespace shouwen
