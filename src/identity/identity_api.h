// Signing in by the bureau's own identity provider.
#pragma once

#include "api/api.h"
#include "identity/provider_settings.h"

namespace shouwen {

/// Without an issuer the routes say that there is no provider.
void add_identity_api(api::Api& api, const ProviderSettings& settings);

}  // namespace shouwen
