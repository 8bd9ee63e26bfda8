// Sealing with XChaCha20-Poly1305 (libsodium): the purpose is authenticated with the text.
#include "org/house_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace shouwen {

namespace {

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

HouseKey HouseKey::open(const std::filesystem::path& file) {
  HouseKey key;
  if (std::filesystem::exists(file)) {
    std::ifstream in(file, std::ios::binary);
    if (!in.read(reinterpret_cast<char*>(key.key_.data()), static_cast<std::streamsize>(key.key_.size())))
      throw std::runtime_error("the key file is shorter than a key: " + file.string());
    return key;
  }
  randombytes_buf(key.key_.data(), key.key_.size());
  const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const bool written = out >= 0 && ::write(out, key.key_.data(), key.key_.size()) == static_cast<ssize_t>(key.key_.size()) && ::fsync(out) == 0;
  if (out >= 0) ::close(out);
  if (!written) throw std::runtime_error("cannot write the key file " + file.string());
  return key;
}

std::string HouseKey::seal(std::string_view purpose, std::string_view plain) const {
  std::string sealed(nonce_bytes + plain.size() + tag_bytes, '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(out, nonce_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + nonce_bytes, nullptr, bytes(plain), plain.size(), bytes(purpose), purpose.size(),
                                             nullptr, out, key_.data());
  std::string text(sodium_base64_ENCODED_LEN(sealed.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), out, sealed.size(), sodium_base64_VARIANT_ORIGINAL);
  text.resize(text.find('\0'));
  return text;
}

std::optional<std::string> HouseKey::unseal(std::string_view purpose, std::string_view sealed) const {
  std::string raw(sealed.size(), '\0');
  std::size_t length = 0;
  auto* in = reinterpret_cast<unsigned char*>(raw.data());
  if (sodium_base642bin(in, raw.size(), sealed.data(), sealed.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0 ||
      length < nonce_bytes + tag_bytes)
    return std::nullopt;
  std::string plain(length - nonce_bytes - tag_bytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, in + nonce_bytes,
                                                 length - nonce_bytes, bytes(purpose), purpose.size(), in, key_.data()) != 0)
    return std::nullopt;
  return plain;
}

std::string HouseKey::derive(std::string_view purpose) const {
  std::string derived(32, '\0');
  const std::string labelled = "derive " + std::string(purpose);
  crypto_generichash(reinterpret_cast<unsigned char*>(derived.data()), derived.size(), bytes(labelled), labelled.size(), key_.data(), key_.size());
  return derived;
}

}  // namespace shouwen
