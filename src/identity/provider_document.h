// What a provider says of itself (OpenID Connect Discovery), and whether it can be used here.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "identity/provider_settings.h"

namespace shouwen {

struct ProviderPlaces {
  std::string authorization, token, keys;
  std::string userinfo, end_session;   ///< "" = it has none
  bool names_itself = false;           ///< answers carry iss (RFC 9207)
  bool secret_in_body = false;         ///< it does not take the client's secret in a header
};

/// Refusals: identity.provider_unfit with its reason.
Result<ProviderPlaces> read_provider_document(std::string_view text, const ProviderSettings& settings);

}  // namespace shouwen
