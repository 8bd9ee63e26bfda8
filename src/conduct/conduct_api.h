// The routes of the conduct room, and what the public pages need of it.
#pragma once

#include "api/api.h"
#include "conduct/conduct_desk.h"

namespace shouwen {

void add_conduct_api(api::Api& api);

// Its parts.
void add_conduct_reads_api(api::Api& api);
void add_conduct_steps_api(api::Api& api);
void add_my_conduct_api(api::Api& api);
void add_conduct_files_api(api::Api& api);
void add_conduct_leads_api(api::Api& api);
void add_conduct_register_api(api::Api& api);

http::Operation conduct_operation(const char* method, const std::string& path, const char* id, const char* summary);
ConductDesk conduct_desk_of(const api::Call& call, db::Session& session);
/// Whether this caller knows of the lead anyway: nobody learns by opening a case, or by asking for one, what he may not read.
bool may_know_lead(const api::Call& call, db::Session& session, LeadKind kind, std::int64_t lead_id);
/// Whether he may begin a case at all: for the bureau, or as the head of a station or centre for his own people.
bool may_open_conduct(const api::Call& call);
/// Whether this caller may do that with the case; false for the accused and his line, whatever their grants.
bool may_in_conduct(const api::Call& call, const ConductCase& conduct_case, std::string_view verb);
/// The case if this caller may read it and do that with it; else conduct.unknown (which says no more), or permission.denied.
Result<ConductCase> conduct_for(const api::Call& call, db::Session& session, std::string_view verb);

}  // namespace shouwen
