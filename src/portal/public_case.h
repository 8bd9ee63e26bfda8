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
  const char* done;  ///< text that tells it was done
};
/// Those that are a form of words. Adding may bring photos and is apart: add_to_case.
const std::vector<PublicVerb>& public_verbs();

/// Where a case is looked up; with ?receipt= it opens at once.
http::Response follow_form(api::Api& api, const api::Call& call, db::Session& session);
/// By number and phone, or by receipt. A sealed cookie then opens this one case for an hour.
http::Response look_up(api::Api& api, const api::Call& call, db::Session& session);
http::Response followed_case(api::Api& api, const api::Call& call, db::Session& session);
http::Response act(api::Api& api, const api::Call& call, db::Session& session, const PublicVerb& verb);
/// Words, photos or both. On the slow pool.
http::Response add_to_case(api::Api& api, const api::Call& call, db::Session& session);
/// For the desk: the page as its customer reads it, without the forms. Needs the right to read the case.
http::Response case_as_customer(api::Api& api, const api::Call& call, db::Session& session);
/// Ends looking at the case: on a phone or computer that others use.
http::Response leave_case(api::Api& api, const api::Call& call);

}  // namespace shouwen
