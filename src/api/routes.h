// The routes this room adds: sessions, organisation, access log, rulebook, the system itself.
#pragma once

#include "api/api.h"

namespace shouwen::api {

void add_session_api(Api& api);
void add_org_api(Api& api);
void add_access_log_api(Api& api);
void add_rulebook_api(Api& api);
void add_rulebook_versions_api(Api& api);
void add_calendar_api(Api& api);
void add_regulation_text_api(Api& api);
void add_system_api(Api& api);

}  // namespace shouwen::api
