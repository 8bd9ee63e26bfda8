// Calls to the identity provider, and to nobody else: its hosts, https, no redirects, small answers, short waits.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "http/client_address.h"
#include "identity/provider_settings.h"

namespace shouwen {

/// Whether an address is the provider's by the operator's word: https (or http to this machine, where that is allowed) and a host
/// that is the issuer's or named beside it.
bool may_reach(const std::string& url, const ProviderSettings& settings);

struct ProviderAnswer {
  int status = 0;
  std::string body;
};

class ProviderHttp {
 public:
  explicit ProviderHttp(const ProviderSettings& settings);

  /// Refusals: identity.provider_away, whatever the reason; the log has it.
  Result<ProviderAnswer> get(const std::string& url, const std::string& bearer = "") const;
  /// `body`: a form; `basic`: name and password of the client, "" = none.
  Result<ProviderAnswer> post(const std::string& url, const std::string& body, const std::string& basic) const;

 private:
  Result<ProviderAnswer> call(const std::string& url, const std::string* body, const std::string& authorization) const;

  const ProviderSettings& settings_;
  std::optional<http::TrustedProxies> networks_;
};

}  // namespace shouwen
