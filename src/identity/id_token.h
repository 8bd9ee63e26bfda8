// Whether an ID token is to be believed, and whom it names. Pure: keys, time and what is expected come in.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "identity/provider_settings.h"

namespace shouwen {

struct ExpectedToken {
  std::string issuer, client_id, nonce;
  std::string access_token;  ///< came beside it; at_hash is of this
  Instant now;
};

/// The token's claims. `keys`: the provider's key set as it sent it. Refusals: identity.not_believed with its reason;
/// "key" means that no key of the set fits, so a newer set may.
Result<boost::json::object> check_id_token(std::string_view token, std::string_view keys, const ExpectedToken& expected);
bool wants_newer_keys(const Refusal& refusal);

/// The sign-in name the claims give. Refusals: identity.not_believed.
Result<std::string> name_in_claims(const boost::json::object& claims, const ProviderSettings& settings);
/// Whether the provider asked for more than a password, in words the operator trusts.
bool has_trusted_factor(const boost::json::object& claims, const std::vector<std::string>& trusted);

/// The text of a member; "" if it is absent or no text.
std::string text_in(const boost::json::object& object, std::string_view name);

Refusal not_believed(std::string_view reason);

}  // namespace shouwen
