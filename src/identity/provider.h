// The provider as the house knows it at the moment: its document and keys, kept for a while, asked for again when they no longer fit.
#pragma once

#include <boost/json/object.hpp>
#include <mutex>
#include <optional>

#include "base/time.h"
#include "identity/provider_document.h"
#include "identity/provider_http.h"

namespace shouwen {

/// What came back with the browser, and what only the ticket's owner knows.
struct CodeAnswer { std::string code, verifier, nonce; };

class Provider {
 public:
  explicit Provider(ProviderSettings settings);

  const ProviderSettings& settings() const { return settings_; }
  /// Refusals: identity.provider_away, identity.provider_unfit.
  Result<ProviderPlaces> places(Instant now);
  /// The code for a token, the token checked, the name looked up where the token has none. Refusals also identity.not_believed.
  Result<boost::json::object> claims_of(const CodeAnswer& answer, Instant now);
  /// Where the provider sends the browser back to.
  std::string return_url() const;

 private:
  Result<ProviderPlaces> places_asked() const;
  Result<std::string> keys(const ProviderPlaces& places, Instant now, bool anew);
  Result<boost::json::object> tokens_for(const CodeAnswer& answer, const ProviderPlaces& places) const;
  Result<boost::json::object> believed(const ProviderPlaces& places, const std::string& id_token, const std::string& access_token, const std::string& nonce, Instant now);
  Verdict add_userinfo(const ProviderPlaces& places, const std::string& access_token, boost::json::object& claims) const;

  const ProviderSettings settings_;
  const ProviderHttp http_;
  std::mutex mutex_;
  std::optional<ProviderPlaces> places_;
  std::string keys_;
  Instant places_at_, keys_at_, away_until_;
};

}  // namespace shouwen
