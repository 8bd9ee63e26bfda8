// The routes of the cases room.
#pragma once

#include <map>

#include "api/api.h"
#include "cases/cases.h"

namespace shouwen {

void add_cases_api(api::Api& api);

/// Every verb by its name, to be tried with its form as JSON.
using VerbRehearsals = std::map<std::string, std::function<Result<Rehearsed>(const CaseDesk&, CaseId, std::string_view form)>, std::less<>>;

// Its parts.
void add_case_lists_api(api::Api& api);
void add_case_loads_api(api::Api& api);
void add_case_pages_api(api::Api& api);
void add_derivations_api(api::Api& api);
void add_attachments_api(api::Api& api);
VerbRehearsals add_case_verbs_api(api::Api& api);
/// Previews of one verb on many cases; performing is each case's own call.
void add_case_bulk_api(api::Api& api, VerbRehearsals rehearsals);
void add_saved_filters_api(api::Api& api);
void add_case_readers_api(api::Api& api);
void add_notices_api(api::Api& api);
void add_presence_api(api::Api& api);
void add_replan_api(api::Api& api);
void add_case_messages_api(api::Api& api);

/// The desk a verb is performed at, for a call inside the writer's transaction.
CaseDesk desk_of(House& house, const api::Call& call, db::Session& session);
/// Announces what was performed to the live lists, after the commit.
void announce(api::Api& api, const Performed& performed);
/// The case if this caller may read it; else case.unknown, which says no more.
Result<ServiceCase> readable_case(const api::Call& call, db::Session& session, CaseId id);
http::Operation case_operation(const char* method, const char* pattern, const char* id, const char* summary, const char* clause);

}  // namespace shouwen
