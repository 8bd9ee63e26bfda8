// Sealed with the house's key, each kind for its own purpose.
#include "identity/ticket.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "json/json.h"
#include "org/secret.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(Ticket, (), (state, nonce, verifier, to, ends_at))
BOOST_DESCRIBE_STRUCT(HalfSignIn, (), (officer_id, to, ends_at))

namespace {

constexpr const char *ticket_purpose = "identity ticket", *half_purpose = "identity half";
constexpr std::int64_t ticket_seconds = 600;
constexpr std::size_t longest_path = 500;

template <class T>
std::string sealed(const HouseKey& key, const char* purpose, const T& value) {
  std::string text;
  json::print(text, value);
  return key.seal(purpose, text);
}

template <class T>
std::optional<T> opened(const HouseKey& key, const char* purpose, std::string_view text, Instant now) {
  const auto plain = key.unseal(purpose, text);
  if (!plain) return std::nullopt;
  json::Parsed<T> parsed = json::parse_body<T>(*plain);
  if (!parsed.mistakes.empty() || parsed.value.ends_at <= now) return std::nullopt;
  return std::move(parsed.value);
}

}  // namespace

Ticket new_ticket(std::string_view to, Instant now) { return {new_secret(), new_secret(), new_secret(), inside_path(to), now.plus_seconds(ticket_seconds)}; }

std::string seal(const HouseKey& key, const Ticket& ticket) { return sealed(key, ticket_purpose, ticket); }
std::string seal(const HouseKey& key, const HalfSignIn& half) { return sealed(key, half_purpose, half); }
std::optional<Ticket> open_ticket(const HouseKey& key, std::string_view text, Instant now) { return opened<Ticket>(key, ticket_purpose, text, now); }
std::optional<HalfSignIn> open_half(const HouseKey& key, std::string_view text, Instant now) { return opened<HalfSignIn>(key, half_purpose, text, now); }

std::string challenge_of(const std::string& verifier) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(verifier.data(), verifier.size(), digest.data(), &length, EVP_sha256(), nullptr);
  std::array<char, 64> text{};
  sodium_bin2base64(text.data(), text.size(), digest.data(), length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

std::string inside_path(std::string_view asked) {
  const bool plain = std::all_of(asked.begin(), asked.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
  if (!plain || asked.size() > longest_path || !asked.starts_with('/') || asked.starts_with("//")) return "/";
  return std::string(asked);
}

}  // namespace shouwen
