// JWS compact form and claims, each checked; libjose does the arithmetic of signatures.
#include "identity/id_token.h"

extern "C" {
#include <jose/jws.h>
}
#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.h"
#include "json/parse.h"

namespace shouwen {

namespace {

namespace bjson = boost::json;

constexpr std::size_t longest_token = 16384;
constexpr std::int64_t skew_seconds = 60, oldest_seconds = 600;
constexpr std::size_t shortest_modulus_bytes = 256;  // RSA of 2048 bits

struct Algorithm { std::string_view name, key_type; };
/// Signatures with a public key only: "none" and HMAC, for which that key is no secret, are not among them.
constexpr std::array<Algorithm, 3> algorithms{{{"RS256", "RSA"}, {"PS256", "RSA"}, {"ES256", "EC"}}};

struct JanssonFree {
  void operator()(json_t* value) const { json_decref(value); }
};
using Jansson = std::unique_ptr<json_t, JanssonFree>;

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return std::nullopt;
  bytes.resize(length);
  return bytes;
}

std::optional<bjson::object> object_of(std::string_view text) {
  if (!is_valid_utf8(text)) return std::nullopt;
  Result<bjson::value> parsed = json::parse_document(text);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  return std::move(parsed->get_object());
}

std::optional<bjson::object> object_in(std::string_view encoded) {
  const auto text = from_base64url(encoded);
  return text ? object_of(*text) : std::nullopt;
}

std::optional<std::int64_t> seconds_in(const bjson::object& claims, std::string_view name) {
  const bjson::value* found = claims.if_contains(name);
  if (found == nullptr || !found->is_number()) return std::nullopt;
  // Some providers say instants with fractions.
  if (found->is_double()) {
    const double value = found->get_double();
    return value > 0 && value < 1e12 ? std::optional(static_cast<std::int64_t>(value)) : std::nullopt;
  }
  bjson::error_code error;
  const auto value = found->to_number<std::int64_t>(error);
  return error ? std::nullopt : std::optional(value);
}

bool same_text(std::string_view a, std::string_view b) { return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

std::vector<std::string> texts_of(const bjson::value* value) {
  std::vector<std::string> texts;
  if (value == nullptr) return texts;
  if (value->is_string()) texts.emplace_back(value->get_string());
  else if (value->is_array())
    for (const bjson::value& one : value->get_array())
      if (one.is_string()) texts.emplace_back(one.get_string());
  return texts;
}

/// What of a key is needed to check a signature, and nothing else it might say; null if it is not for this.
Jansson public_key(const bjson::object& key, const Algorithm& algorithm) {
  const std::string use = text_in(key, "use"), says = text_in(key, "alg");
  if (text_in(key, "kty") != algorithm.key_type || (!use.empty() && use != "sig") || (!says.empty() && says != algorithm.name)) return nullptr;
  if (const bjson::value* uses = key.if_contains("key_ops"))
    if (const auto listed = texts_of(uses); std::find(listed.begin(), listed.end(), "verify") == listed.end()) return nullptr;
  if (algorithm.key_type == "RSA") {
    const auto modulus = from_base64url(text_in(key, "n"));
    if (!modulus || modulus->size() < shortest_modulus_bytes) return nullptr;
    return Jansson(json_pack("{s:s,s:s,s:s,s:s}", "kty", "RSA", "alg", std::string(algorithm.name).c_str(), "n", text_in(key, "n").c_str(), "e", text_in(key, "e").c_str()));
  }
  if (text_in(key, "crv") != "P-256") return nullptr;
  return Jansson(json_pack("{s:s,s:s,s:s,s:s,s:s}", "kty", "EC", "alg", "ES256", "crv", "P-256", "x", text_in(key, "x").c_str(), "y", text_in(key, "y").c_str()));
}

/// The keys of the set this header may mean: by its number, or without one those of its kind.
std::vector<Jansson> keys_for(const bjson::object& set, const bjson::object& header, const Algorithm& algorithm) {
  std::vector<Jansson> fitting;
  const bjson::value* keys = set.if_contains("keys");
  if (keys == nullptr || !keys->is_array()) return fitting;
  const std::string wanted = text_in(header, "kid");
  for (const bjson::value& one : keys->get_array()) {
    if (!one.is_object()) continue;
    if (!wanted.empty() && text_in(one.get_object(), "kid") != wanted) continue;
    if (Jansson key = public_key(one.get_object(), algorithm)) fitting.push_back(std::move(key));
  }
  return fitting;
}

Verdict check_signature(std::string_view token, std::size_t payload_at, std::size_t signature_at, std::string_view keys) {
  const std::string header_part(token.substr(0, payload_at - 1)), payload(token.substr(payload_at, signature_at - 1 - payload_at)), signature(token.substr(signature_at));
  const auto header = object_in(header_part);
  if (!header) return not_believed("form");
  const std::string says = text_in(*header, "alg");
  const auto algorithm = std::find_if(algorithms.begin(), algorithms.end(), [&says](const Algorithm& known) { return known.name == says; });
  if (algorithm == algorithms.end()) return not_believed("alg");
  // Another kind of token of the same provider, or rules this reader does not know.
  if (const std::string type = text_in(*header, "typ"); !type.empty() && type != "JWT") return not_believed("typ");
  if (header->contains("crit")) return not_believed("crit");
  const auto set = object_of(keys);
  const std::vector<Jansson> fitting = set ? keys_for(*set, *header, *algorithm) : std::vector<Jansson>();
  if (fitting.empty()) return not_believed("key");
  const Jansson jws(json_pack("{s:s,s:s,s:s}", "protected", header_part.c_str(), "payload", payload.c_str(), "signature", signature.c_str()));
  const bool good = jws && std::any_of(fitting.begin(), fitting.end(), [&jws](const Jansson& key) { return jose_jws_ver(nullptr, jws.get(), nullptr, key.get(), true); });
  if (!good) return not_believed("signature");
  return Done{};
}

/// Left half of the access token's SHA-256, which all allowed algorithms hash with.
std::string half_hash(std::string_view access_token) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  EVP_Digest(access_token.data(), access_token.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  std::array<char, 32> text{};
  sodium_bin2base64(text.data(), text.size(), digest.data(), 16, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

Verdict check_claims(const bjson::object& claims, const ExpectedToken& expected) {
  if (text_in(claims, "iss") != expected.issuer) return not_believed("iss");
  if (text_in(claims, "sub").empty()) return not_believed("sub");
  const std::vector<std::string> audience = texts_of(claims.if_contains("aud"));
  if (std::find(audience.begin(), audience.end(), expected.client_id) == audience.end()) return not_believed("aud");
  if (const bool named = claims.contains("azp"); named || audience.size() > 1)
    if (text_in(claims, "azp") != expected.client_id) return not_believed("azp");
  const auto ends = seconds_in(claims, "exp"), made = seconds_in(claims, "iat"), begins = seconds_in(claims, "nbf");
  if (!ends || *ends + skew_seconds <= expected.now.seconds) return not_believed("exp");
  if (!made || *made > expected.now.seconds + skew_seconds || *made < expected.now.seconds - oldest_seconds) return not_believed("iat");
  if (claims.contains("nbf") && (!begins || *begins > expected.now.seconds + skew_seconds)) return not_believed("nbf");
  if (expected.nonce.empty() || !same_text(text_in(claims, "nonce"), expected.nonce)) return not_believed("nonce");
  if (claims.contains("at_hash") && !same_text(text_in(claims, "at_hash"), half_hash(expected.access_token))) return not_believed("at_hash");
  return Done{};
}

}  // namespace

Refusal not_believed(std::string_view reason) { return {"identity.not_believed", "", "", {{"reason", std::string(reason)}}}; }

bool wants_newer_keys(const Refusal& refusal) { return refusal == not_believed("key"); }

std::string text_in(const bjson::object& object, std::string_view name) {
  const bjson::value* found = object.if_contains(name);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

Result<bjson::object> check_id_token(std::string_view token, std::string_view keys, const ExpectedToken& expected) {
  const std::size_t first = token.find('.'), second = first == std::string_view::npos ? first : token.find('.', first + 1);
  const bool three_parts = second != std::string_view::npos && token.find('.', second + 1) == std::string_view::npos;
  if (!three_parts || token.size() > longest_token || token.find('\0') != std::string_view::npos) return not_believed("form");
  if (const Verdict good = check_signature(token, first + 1, second + 1, keys); !good) return good.refusal();
  auto claims = object_in(token.substr(first + 1, second - first - 1));
  if (!claims) return not_believed("form");
  if (const Verdict good = check_claims(*claims, expected); !good) return good.refusal();
  return *std::move(claims);
}

Result<std::string> name_in_claims(const bjson::object& claims, const ProviderSettings& settings) {
  std::string name = text_in(claims, settings.name_claim);
  if (name.empty()) return not_believed("name");
  if (!settings.verified_claim.empty()) {
    const bjson::value* verified = claims.if_contains(settings.verified_claim);
    if (verified == nullptr || !verified->is_bool() || !verified->get_bool()) return not_believed("name_unverified");
  }
  return name;
}

bool has_trusted_factor(const bjson::object& claims, const std::vector<std::string>& trusted) {
  std::vector<std::string> said = texts_of(claims.if_contains("amr"));
  said.push_back(text_in(claims, "acr"));
  return std::any_of(said.begin(), said.end(), [&trusted](const std::string& one) { return !one.empty() && std::find(trusted.begin(), trusted.end(), one) != trusted.end(); });
}

}  // namespace shouwen
