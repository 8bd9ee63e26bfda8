// Every address of the document is one we may reach, and it knows PKCE.
#include "identity/provider_document.h"

#include <boost/json.hpp>

#include "identity/id_token.h"
#include "identity/provider_http.h"
#include "json/parse.h"

namespace shouwen {

namespace {

Refusal unfit(const char* reason) { return {"identity.provider_unfit", "", "", {{"reason", reason}}}; }

/// Whether a list of the document has this word; `silent` if there is no such list.
bool offers(const boost::json::object& document, const char* list, std::string_view word, bool silent) {
  const boost::json::value* found = document.if_contains(list);
  if (found == nullptr || !found->is_array()) return silent;
  for (const boost::json::value& one : found->get_array())
    if (one.is_string() && one.get_string() == word) return true;
  return false;
}

}  // namespace

Result<ProviderPlaces> read_provider_document(std::string_view text, const ProviderSettings& settings) {
  const auto parsed = json::parse_document(text);
  if (!parsed || !parsed->is_object()) return unfit("document");
  const boost::json::object& document = parsed->get_object();
  if (text_in(document, "issuer") != settings.issuer) return unfit("issuer");
  if (!offers(document, "code_challenge_methods_supported", "S256", true)) return unfit("code_challenge_methods_supported");
  if (!offers(document, "response_types_supported", "code", false)) return unfit("response_types_supported");
  ProviderPlaces places;
  struct Place { const char* name; std::string* into; bool needed; };
  for (const Place& place : {Place{"authorization_endpoint", &places.authorization, true}, Place{"token_endpoint", &places.token, true},
                             Place{"jwks_uri", &places.keys, true}, Place{"userinfo_endpoint", &places.userinfo, false},
                             Place{"end_session_endpoint", &places.end_session, false}}) {
    *place.into = text_in(document, place.name);
    if (place.into->empty() ? place.needed : !may_reach(*place.into, settings)) return unfit(place.name);
  }
  const boost::json::value* names = document.if_contains("authorization_response_iss_parameter_supported");
  places.names_itself = names != nullptr && names->is_bool() && names->get_bool();
  places.secret_in_body = !offers(document, "token_endpoint_auth_methods_supported", "client_secret_basic", true);
  return places;
}

}  // namespace shouwen
