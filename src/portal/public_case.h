// One case as its customer sees it, and what he can do with it.
#pragma once

#include <vector>

#include "api/api.h"
#include "cases/cases.h"
#include "portal/page_writer.h"

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

/// What a customer reads of his case: state, answerable, promises, story.
kainjow::mustache::data case_values(api::Api& api, const api::Call& call, db::Session& session, const ServiceCase& service_case, http::Language language);
/// can_add, can_urge, can_rate, can_reopen, can_withdraw, can_anything, and the stars to choose from.
void set_case_forms(api::Api& api, const api::Call& call, kainjow::mustache::data& values, const ServiceCase& service_case, http::Language language);
bool can_be_rated(api::Api& api, const api::Call& call, const ServiceCase& service_case);
/// The rule of a customer's verb (those of public_verbs, and "add" with words alone) bound to what was filled in.
Result<BoundRule> customer_rule(std::string_view verb, const Form& form);
/// What is said when it was done; "" for no verb.
std::string done_words(std::string_view verb, http::Language language);

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
/// The cookie that opens one case to this browser.
inline constexpr const char* case_cookie_name = "shouwen_case";

}  // namespace shouwen
