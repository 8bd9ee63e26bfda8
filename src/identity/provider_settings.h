// What the operator says of the bureau's identity provider.
#pragma once

#include <string>
#include <vector>

namespace shouwen {

struct ProviderSettings {
  std::string issuer;         ///< "" = there is none
  std::string client_id, client_secret;
  std::string desk_url;       ///< "https://kf.example.cn": what the provider sends browsers back to
  std::string scopes = "openid profile email";
  std::string name_claim = "preferred_username";
  std::string verified_claim;  ///< must be true beside the name; "" = none is asked for
  std::string label_zh, label_en;
  std::vector<std::string> hosts;            ///< further hosts of the provider, beside the issuer's own
  std::vector<std::string> networks;         ///< where those hosts may lie; none: anywhere
  std::vector<std::string> trusted_factors;  ///< values of amr or acr that stand for our second factor
  std::string ca_file;                       ///< authorities the provider's certificate is of; "" = the system's
  bool plain_loopback = false;               ///< http:// to this machine itself
};

}  // namespace shouwen
