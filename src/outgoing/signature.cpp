// https://www.standardwebhooks.com: the symmetric scheme, v1.
#include "outgoing/signature.h"

#include <sodium.h>

#include "base/check.h"

namespace shouwen {

namespace {

constexpr std::string_view mark = "whsec_";
constexpr std::size_t secret_bytes = 32, most_secret_bytes = 64;

std::string base64(const unsigned char* bytes, std::size_t length) {
  std::string text(sodium_base64_ENCODED_LEN(length, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, length, sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

}  // namespace

std::string new_webhook_secret() {
  unsigned char bytes[secret_bytes];
  randombytes_buf(bytes, sizeof bytes);
  std::string secret = std::string(mark) + base64(bytes, sizeof bytes);
  sodium_memzero(bytes, sizeof bytes);
  return secret;
}

std::string webhook_signature(std::string_view secret, std::string_view id, Instant at, std::string_view body) {
  SHOUWEN_CHECK(secret.starts_with(mark));
  secret.remove_prefix(mark.size());
  unsigned char key[most_secret_bytes];
  std::size_t length = 0;
  SHOUWEN_CHECK(sodium_base642bin(key, sizeof key, secret.data(), secret.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0);
  std::string said(id);
  said += '.' + std::to_string(at.seconds) + '.';
  said += body;
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key, length);
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(said.data()), said.size());
  unsigned char digest[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_final(&state, digest);
  sodium_memzero(key, sizeof key);
  sodium_memzero(&state, sizeof state);
  return "v1," + base64(digest, sizeof digest);
}

}  // namespace shouwen
