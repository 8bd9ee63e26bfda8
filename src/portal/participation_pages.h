// The public takes part: plans open for comment, proposals and what became of each, social supervisors, the press. Art. 8. Without script.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_participation_pages(api::Api& api);

// Its parts.
void add_plan_pages(api::Api& api);
void add_plan_comment_pages(api::Api& api);
void add_proposal_pages(api::Api& api);
void add_supervisor_pages(api::Api& api);
void add_press_pages(api::Api& api);

http::Operation participation_page(const char* method, const char* pattern, const char* id, const char* summary);
/// Where the house has set nothing, or there is no such thing.
http::Response nothing_here(api::Api& api, const api::Call& call);

}  // namespace shouwen
