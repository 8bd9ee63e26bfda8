// The data folder's signing key (Ed25519): what the bureau publishes under it, anybody can check with the public half.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace shouwen {

/// Beside house.key in the data folder.
inline constexpr const char* signing_key_file = "signing.key";

class SigningKey {
 public:
  /// Reads the key file, or makes one (owner-readable only) if there is none yet.
  static SigningKey open(const std::filesystem::path& file);

  /// Base64 of the 64 bytes over exactly this text.
  std::string sign(std::string_view text) const;
  /// Base64 of its 32 bytes.
  std::string public_key() const;

 private:
  std::array<unsigned char, 32> seed_{};
};

/// False for anything that is not this key's signature of exactly this text.
bool is_signed(std::string_view text, std::string_view signature_base64, std::string_view public_key_base64);
/// Hex BLAKE2b, 32 bytes: what a stranger gets from `b2sum -l 256`.
std::string blake2b_hex(std::string_view text);

}  // namespace shouwen
