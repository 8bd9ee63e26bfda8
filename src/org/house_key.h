// The data folder's secret key: seals what only a few may ever read (tip-off identities, second-factor secrets).
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace shouwen {

class HouseKey {
 public:
  /// Reads the key file, or makes one (owner-readable only) if there is none yet.
  static HouseKey open(const std::filesystem::path& file);

  /// Base64 of nonce and sealed bytes; `purpose` must be the same when opening.
  std::string seal(std::string_view purpose, std::string_view plain) const;
  /// Nothing if it was not sealed with this key for this purpose.
  std::optional<std::string> unseal(std::string_view purpose, std::string_view sealed) const;
  /// 32 bytes that only this key and this purpose give: a key of its own for signing or keyed hashes.
  std::string derive(std::string_view purpose) const;

 private:
  std::array<unsigned char, 32> key_{};
};

}  // namespace shouwen
