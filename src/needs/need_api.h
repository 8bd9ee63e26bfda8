// The routes of the needs room.
#pragma once

#include "api/api.h"
#include "needs/need_steps.h"

namespace shouwen {

void add_needs_api(api::Api& api);

// Its parts.
void add_need_reads_api(api::Api& api);
void add_need_writes_api(api::Api& api);
void add_support_requests_api(api::Api& api);
void add_proposal_page(api::Api& api);

http::Operation need_operation(const char* method, const char* rest, const char* id, const char* summary, const char* clause);
/// Who may act on a need is asked as of a case that its manager holds.
CaseFacts need_facts(const Need& need, const Organisation& organisation);
/// Nothing if this caller may, else why not.
std::optional<Refusal> refuse_unless_may(const api::Call& call, const Need& need, std::string_view verb);

}  // namespace shouwen
