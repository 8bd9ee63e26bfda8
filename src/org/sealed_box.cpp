// By libsodium; nothing of one's own but the order of its parts.
#include "org/sealed_box.h"

#include <sodium.h>

#include <stdexcept>

namespace shouwen {

namespace {

constexpr std::string_view mark = "box1:";
constexpr std::size_t nonce_bytes = crypto_secretbox_NONCEBYTES;

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string key_from(std::string_view passphrase, std::string_view salt) {
  std::string key(crypto_secretbox_KEYBYTES, '\0');
  if (crypto_pwhash(bytes(key), key.size(), passphrase.data(), passphrase.size(), bytes(salt), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("no memory for Argon2id");
  return key;
}

}  // namespace

BoxKeys BoxKeys::make() {
  std::string public_key(crypto_box_PUBLICKEYBYTES, '\0'), secret_key(crypto_box_SECRETKEYBYTES, '\0');
  crypto_box_keypair(bytes(public_key), bytes(secret_key));
  return {std::move(public_key), std::move(secret_key)};
}

BoxKeys::BoxKeys(BoxKeys&& other) noexcept : public_key_(std::move(other.public_key_)), secret_key_(std::move(other.secret_key_)) { wipe(other.secret_key_); }

BoxKeys::~BoxKeys() { wipe(secret_key_); }

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

std::string seal_to(std::string_view public_key, std::string_view plain) {
  if (public_key.size() != crypto_box_PUBLICKEYBYTES) throw std::runtime_error("the supervision key is damaged");
  std::string sealed(plain.size() + crypto_box_SEALBYTES, '\0');
  crypto_box_seal(bytes(sealed), bytes(plain), plain.size(), bytes(public_key));
  std::string text(sodium_base64_ENCODED_LEN(sealed.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes(sealed), sealed.size(), sodium_base64_VARIANT_ORIGINAL);
  text.resize(text.find('\0'));
  return std::string(mark) + text;
}

bool is_sealed_to_key(std::string_view sealed) { return sealed.starts_with(mark); }

std::optional<std::string> open_sealed(const BoxKeys& keys, std::string_view sealed) {
  if (!is_sealed_to_key(sealed)) return std::nullopt;
  sealed.remove_prefix(mark.size());
  std::string raw(sealed.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(bytes(raw), raw.size(), sealed.data(), sealed.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0 || length < crypto_box_SEALBYTES)
    return std::nullopt;
  std::string plain(length - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(bytes(plain), bytes(raw), length, bytes(keys.public_key()), bytes(keys.secret_key())) != 0) return std::nullopt;
  return plain;
}

std::optional<BoxKeys> keys_of(std::string_view secret_key) {
  if (secret_key.size() != crypto_box_SECRETKEYBYTES) return std::nullopt;
  std::string public_key(crypto_box_PUBLICKEYBYTES, '\0');
  if (crypto_scalarmult_base(bytes(public_key), bytes(secret_key)) != 0) return std::nullopt;
  return BoxKeys(std::move(public_key), std::string(secret_key));
}

ProtectedSecret protect_secret(std::string_view secret, std::string_view passphrase) {
  ProtectedSecret kept{std::string(crypto_pwhash_SALTBYTES, '\0'), std::string(nonce_bytes + crypto_secretbox_MACBYTES + secret.size(), '\0')};
  randombytes_buf(kept.salt.data(), kept.salt.size());
  randombytes_buf(kept.box.data(), nonce_bytes);
  std::string key = key_from(passphrase, kept.salt);
  crypto_secretbox_easy(bytes(kept.box) + nonce_bytes, bytes(secret), secret.size(), bytes(kept.box), bytes(key));
  wipe(key);
  return kept;
}

std::optional<std::string> reveal_secret(const ProtectedSecret& kept, std::string_view passphrase) {
  if (kept.salt.size() != crypto_pwhash_SALTBYTES || kept.box.size() < nonce_bytes + crypto_secretbox_MACBYTES) return std::nullopt;
  std::string key = key_from(passphrase, kept.salt);
  std::string secret(kept.box.size() - nonce_bytes - crypto_secretbox_MACBYTES, '\0');
  const bool opened = crypto_secretbox_open_easy(bytes(secret), bytes(std::string_view(kept.box)) + nonce_bytes, kept.box.size() - nonce_bytes, bytes(std::string_view(kept.box)), bytes(key)) == 0;
  wipe(key);
  if (!opened) return std::nullopt;
  return secret;
}

}  // namespace shouwen
