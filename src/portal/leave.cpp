// Forgetting the draft, and one cookie after the other.
#include "portal/leave.h"

#include "portal/draft_store.h"
#include "portal/page_writer.h"
#include "portal/public_case.h"
#include "portal/tip_pages.h"

namespace shouwen {

http::Response leave(api::Api& api, const api::Call& call, db::Session& session, const std::string& path) {
  forget_draft(session, api.house(), call.request.cookie(draft_cookie));
  std::vector<std::string> cookies;
  for (const char* name : {case_cookie_name, tip_cookie_name, tip_code_cookie_name, draft_cookie}) cookies.push_back(page_cookie(call.request, name, "", 0));
  return go_on(path, std::move(cookies));
}

}  // namespace shouwen
