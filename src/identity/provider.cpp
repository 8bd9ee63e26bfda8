// Calls are made without the lock: one that waits for the provider holds up nobody who needs only what is known.
#include "identity/provider.h"

#include <sodium.h>

#include "http/log_line.h"
#include "http/uri.h"
#include "identity/id_token.h"
#include "json/parse.h"

namespace shouwen {

namespace {

constexpr std::int64_t document_seconds = 3600, keys_seconds = 3600;
/// After a call in vain nobody waits for the provider again so soon: passwords must not queue behind it.
constexpr std::int64_t rest_seconds = 10;

Result<boost::json::object> object_of(const std::string& text, std::string_view reason) {
  Result<boost::json::value> parsed = json::parse_document(text);
  if (!parsed || !parsed->is_object()) return not_believed(reason);
  return std::move(parsed->get_object());
}

std::string base64(const std::string& text) {
  std::string encoded(sodium_base64_ENCODED_LEN(text.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(encoded.data(), encoded.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), sodium_base64_VARIANT_ORIGINAL);
  encoded.resize(encoded.find('\0'));
  return encoded;
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

}  // namespace

Provider::Provider(ProviderSettings settings) : settings_(std::move(settings)), http_(settings_) {}

std::string Provider::return_url() const { return without_slash(settings_.desk_url) + "/api/v1/session/provider/return"; }

Result<ProviderPlaces> Provider::places(Instant now) {
  {
    const std::lock_guard lock(mutex_);
    if (places_ && now.seconds - places_at_.seconds < document_seconds) return *places_;
    if (now < away_until_) return Refusal{"identity.provider_away", "", "", {}};
  }
  Result<ProviderPlaces> asked = places_asked();
  const std::lock_guard lock(mutex_);
  if (asked) {
    places_ = *asked;
    places_at_ = now;
    return asked;
  }
  away_until_ = now.plus_seconds(rest_seconds);
  return asked;
}

Result<ProviderPlaces> Provider::places_asked() const {
  const auto answer = http_.get(without_slash(settings_.issuer) + "/.well-known/openid-configuration");
  if (!answer) return answer.refusal();
  if (answer->status != 200) return Refusal{"identity.provider_away", "", "", {}};
  Result<ProviderPlaces> read = read_provider_document(answer->body, settings_);
  if (!read) http::log_line(http::LogLevel::error, "identity_provider", {{"what", "its document cannot be used"}, {"reason", read.refusal().values.front().second}});
  return read;
}

Result<std::string> Provider::keys(const ProviderPlaces& places, Instant now, bool anew) {
  {
    const std::lock_guard lock(mutex_);
    if (!anew && !keys_.empty() && now.seconds - keys_at_.seconds < keys_seconds) return keys_;
  }
  auto answer = http_.get(places.keys);
  if (!answer) return answer.refusal();
  if (answer->status != 200) return Refusal{"identity.provider_away", "", "", {}};
  const std::lock_guard lock(mutex_);
  keys_ = answer->body;
  keys_at_ = now;
  return keys_;
}

Result<boost::json::object> Provider::tokens_for(const CodeAnswer& answer, const ProviderPlaces& places) const {
  const auto field = [](const char* name, const std::string& value) { return '&' + std::string(name) + '=' + http::percent_encoded(value); };
  std::string body = "grant_type=authorization_code" + field("code", answer.code) + field("redirect_uri", return_url()) + field("code_verifier", answer.verifier);
  std::string basic;
  const bool has_secret = !settings_.client_secret.empty();
  if (has_secret && !places.secret_in_body) basic = base64(http::percent_encoded(settings_.client_id) + ':' + http::percent_encoded(settings_.client_secret));
  else body += field("client_id", settings_.client_id) + (has_secret ? field("client_secret", settings_.client_secret) : "");
  const auto said = http_.post(places.token, body, basic);
  if (!said) return said.refusal();
  // A code that was used, is another's or too old is 400; a client the provider does not know 401.
  if (said->status != 200) return not_believed(said->status == 401 ? "client" : "code");
  return object_of(said->body, "token_answer");
}

Result<boost::json::object> Provider::believed(const ProviderPlaces& places, const std::string& id_token, const std::string& access_token, const std::string& nonce, Instant now) {
  const ExpectedToken expected{settings_.issuer, settings_.client_id, nonce, access_token, now};
  auto known = keys(places, now, false);
  if (!known) return known.refusal();
  auto claims = check_id_token(id_token, *known, expected);
  if (claims || !wants_newer_keys(claims.refusal())) return claims;
  known = keys(places, now, true);
  if (!known) return known.refusal();
  return check_id_token(id_token, *known, expected);
}

Verdict Provider::add_userinfo(const ProviderPlaces& places, const std::string& access_token, boost::json::object& claims) const {
  const auto answer = http_.get(places.userinfo, access_token);
  if (!answer) return answer.refusal();
  if (answer->status != 200) return not_believed("userinfo");
  const auto said = object_of(answer->body, "userinfo");
  if (!said) return said.refusal();
  // Of the same person, or it is of no use (OpenID Connect Core 5.3.2).
  if (text_in(*said, "sub") != text_in(claims, "sub")) return not_believed("userinfo");
  for (const auto& [name, value] : *said) claims.emplace(name, value);
  return Done{};
}

Result<boost::json::object> Provider::claims_of(const CodeAnswer& answer, Instant now) {
  const auto known = places(now);
  if (!known) return known.refusal();
  const auto tokens = tokens_for(answer, *known);
  if (!tokens) return tokens.refusal();
  const std::string access_token = text_in(*tokens, "access_token");
  auto claims = believed(*known, text_in(*tokens, "id_token"), access_token, answer.nonce, now);
  if (!claims || text_in(*claims, settings_.name_claim) != "" || known->userinfo.empty() || access_token.empty()) return claims;
  if (const Verdict added = add_userinfo(*known, access_token, *claims); !added) return added.refusal();
  return claims;
}

}  // namespace shouwen
