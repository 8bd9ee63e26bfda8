// Sealed boxes: what is sealed to a public key opens with its secret key only; a secret key rests under a passphrase. libsodium's own
// parts: crypto_box_seal, Argon2id, secretbox.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shouwen {

/// Raw bytes, 32 each. Secret keys are overwritten when they go.
class BoxKeys {
 public:
  static BoxKeys make();
  BoxKeys(std::string public_key, std::string secret_key) : public_key_(std::move(public_key)), secret_key_(std::move(secret_key)) {}
  BoxKeys(const BoxKeys&) = delete;
  BoxKeys(BoxKeys&& other) noexcept;
  ~BoxKeys();
  const std::string& public_key() const { return public_key_; }
  const std::string& secret_key() const { return secret_key_; }

 private:
  std::string public_key_, secret_key_;
};

/// Base64 that begins with a mark, so that what is sealed to a key is told from what the house key sealed.
std::string seal_to(std::string_view public_key, std::string_view plain);
bool is_sealed_to_key(std::string_view sealed);
/// Nothing if it was not sealed to this pair.
std::optional<std::string> open_sealed(const BoxKeys& keys, std::string_view sealed);
/// The pair of a secret key; nothing if it is no key.
std::optional<BoxKeys> keys_of(std::string_view secret_key);

/// A secret under a passphrase. Takes a tenth of a second on purpose, so never on the writer's thread.
struct ProtectedSecret {
  std::string salt, box;  ///< raw bytes
};
ProtectedSecret protect_secret(std::string_view secret, std::string_view passphrase);
/// Nothing if the passphrase is wrong.
std::optional<std::string> reveal_secret(const ProtectedSecret& kept, std::string_view passphrase);
/// Overwrites and empties.
void wipe(std::string& secret);

}  // namespace shouwen
