// One case as its customer sees it, and what he can do with it.
#pragma once

#include <vector>

#include "api/api.h"

namespace shouwen {

struct PublicVerb {
  const char* name;  ///< "urge", last part of the address
  const char* operation_id;
  const char* summary;
  const char* clause;
};
const std::vector<PublicVerb>& public_verbs();

http::Response follow_form(api::Api& api, const api::Call& call);
/// By number and phone, or by receipt. The page carries a sealed key that opens this one case for an hour.
http::Response look_up(api::Api& api, const api::Call& call, db::Session& session);
http::Response act(api::Api& api, const api::Call& call, db::Session& session, const PublicVerb& verb);

}  // namespace shouwen
