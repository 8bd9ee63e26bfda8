// The data folder's signing key (Ed25519): what the bureau publishes under it, anybody can check with the public half.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace shouwen {

/// Beside house.key in the data folder.
inline constexpr const char* signing_key_file = "signing.key";

/// What a signature is for. It is part of what is signed, so that a signature of one kind never passes for another: a price list is
/// signed as it stands (JSON or a table, which never begin with the words put before the rest), everything else with its own words first.
enum class SignedAs { price_list, tip_receipt };
/// What is put before the text of that kind; a stranger puts it there too when he checks.
std::string_view signed_before(SignedAs as);

class SigningKey {
 public:
  /// Reads the key file, or makes one (owner-readable only) if there is none yet.
  static SigningKey open(const std::filesystem::path& file);

  /// Base64 of the 64 bytes over the words of the kind and exactly this text.
  std::string sign(SignedAs as, std::string_view text) const;
  /// Base64 of its 32 bytes.
  std::string public_key() const;

 private:
  std::array<unsigned char, 32> seed_{};
};

/// A signature and the key it must be of, both base64.
struct Signature {
  std::string_view signature, public_key;
};
/// False for anything that is not this key's signature of exactly this text as that kind.
bool is_signed(SignedAs as, std::string_view text, const Signature& signature);
/// Hex BLAKE2b, 32 bytes: what a stranger gets from `b2sum -l 256`.
std::string blake2b_hex(std::string_view text);

}  // namespace shouwen
