// A tree of hashes over the journal, grown to the right only (as RFC 6962 does, with SHA-256): one root says what every entry up to it
// was, and a path of some twenty hashes proves to a stranger that an entry is among them. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouwen {

using MerkleHash = std::array<unsigned char, 32>;

/// Of an entry of the journal by its chain hash (32 bytes); of two parts of the tree.
MerkleHash leaf_hash(std::string_view entry_hash);
MerkleHash node_hash(const MerkleHash& left, const MerkleHash& right);

/// Only every eighth level is kept: what lies between is computed from at most 256 hashes.
inline constexpr int kept_levels = 8;
/// Reads `count` hashes of a kept level (0 = the leaves, 8, 16 …), beginning with the `first` of that level. They are complete.
using KeptHashes = std::function<std::vector<MerkleHash>(int level, std::int64_t first, std::int64_t count)>;

/// Of a row of 1, 2, 4 … hashes side by side.
MerkleHash row_hash(std::vector<MerkleHash> row);
/// Of the complete part that begins at leaf `index << level` and has 1 << level leaves.
MerkleHash complete_hash(const KeptHashes& kept, int level, std::int64_t index);
/// Of the first `size` leaves, size > 0.
MerkleHash merkle_root(const KeptHashes& kept, std::int64_t size);
/// What must be hashed with leaf `index` to come to the root of the first `size` leaves, from the leaf upwards. index < size.
std::vector<MerkleHash> merkle_path(const KeptHashes& kept, std::int64_t index, std::int64_t size);
/// The root the path leads to; nothing if it has the wrong length for that place.
std::optional<MerkleHash> root_by_path(const MerkleHash& leaf, std::int64_t index, std::int64_t size, const std::vector<MerkleHash>& path);

/// The same root of leaves that come one by one: it remembers one hash a level.
class GrowingTree {
 public:
  void add(const MerkleHash& leaf);
  std::int64_t size() const { return size_; }
  /// Of what was added so far; size() > 0.
  MerkleHash root() const;

 private:
  std::int64_t size_ = 0;
  std::vector<MerkleHash> complete_;  ///< of complete parts, the largest and leftmost first
};

std::string to_hex(const MerkleHash& hash);
/// 64 hexadecimal digits of either case.
std::optional<MerkleHash> merkle_hash_of(std::string_view hex);

}  // namespace shouwen
