// Chance from one number: the same seed gives the same throws on every machine and compiler.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace shouwen::sim {

/// SplitMix64 (Steele, Lea, Flood 2014): small, and any number is a good seed.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// 0 … n-1.
  std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(n)); }
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  bool percent(std::int64_t of_hundred) { return below(100) < of_hundred; }
  bool per_mille(std::int64_t of_thousand) { return below(1000) < of_thousand; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(below(static_cast<std::int64_t>(from.size())))];
  }

 private:
  std::uint64_t state_;
};

/// FNV-1a over what happened, in order: equal stories, equal numbers.
class StoryHash {
 public:
  void add(std::string_view text) {
    for (const char c : text) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    value_ = (value_ ^ 0xffU) * 0x100000001b3ULL;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

/// From now on libsodium's random bytes come from this seed (receipts, sessions, seals). Thread-safe.
void fix_random_bytes(std::uint64_t seed);

}  // namespace shouwen::sim
