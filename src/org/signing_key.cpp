// Ed25519 by libsodium; the file holds the seed, from which both halves are made.
#include "org/signing_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace shouwen {

namespace {

struct KeyPair {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
};

KeyPair pair_of(const std::array<unsigned char, 32>& seed) {
  KeyPair pair;
  crypto_sign_seed_keypair(pair.open.data(), pair.secret.data(), seed.data());
  return pair;
}

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string base64(const unsigned char* data, std::size_t size) {
  std::string text(sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), data, size, sodium_base64_VARIANT_ORIGINAL);
  text.resize(text.find('\0'));
  return text;
}

template <std::size_t Size>
bool from_base64(std::string_view text, std::array<unsigned char, Size>& out) {
  std::size_t length = 0;
  return sodium_base642bin(out.data(), Size, text.data(), text.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0 && length == Size;
}

}  // namespace

std::string_view signed_before(SignedAs as) {
  switch (as) {
    case SignedAs::price_list: return "";
    case SignedAs::tip_receipt: return "shouwen signs a tip receipt\n";
  }
  return "";
}

SigningKey SigningKey::open(const std::filesystem::path& file) {
  SigningKey key;
  if (std::filesystem::exists(file)) {
    std::ifstream in(file, std::ios::binary);
    if (!in.read(reinterpret_cast<char*>(key.seed_.data()), static_cast<std::streamsize>(key.seed_.size())))
      throw std::runtime_error("the key file is shorter than a key: " + file.string());
    return key;
  }
  randombytes_buf(key.seed_.data(), key.seed_.size());
  const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const bool written = out >= 0 && ::write(out, key.seed_.data(), key.seed_.size()) == static_cast<ssize_t>(key.seed_.size()) && ::fsync(out) == 0;
  if (out >= 0) ::close(out);
  if (!written) throw std::runtime_error("cannot write the key file " + file.string());
  return key;
}

std::string SigningKey::sign(SignedAs as, std::string_view text) const {
  const KeyPair pair = pair_of(seed_);
  const std::string whole = std::string(signed_before(as)).append(text);
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes(whole), whole.size(), pair.secret.data());
  return base64(signature.data(), signature.size());
}

std::string SigningKey::public_key() const {
  const KeyPair pair = pair_of(seed_);
  return base64(pair.open.data(), pair.open.size());
}

bool is_signed(SignedAs as, std::string_view text, const Signature& given) {
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
  if (!from_base64(given.signature, signature) || !from_base64(given.public_key, key)) return false;
  const std::string whole = std::string(signed_before(as)).append(text);
  return crypto_sign_verify_detached(signature.data(), bytes(whole), whole.size(), key.data()) == 0;
}

std::string blake2b_hex(std::string_view text) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes(text), text.size(), nullptr, 0);
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

}  // namespace shouwen
