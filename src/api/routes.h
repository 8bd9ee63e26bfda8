// The routes this room adds: sessions, organisation, rulebook, coverage, the system itself.
#pragma once

#include "api/api.h"

namespace shouwen::api {

void add_session_api(Api& api);
void add_org_api(Api& api);
void add_rulebook_api(Api& api);
void add_system_api(Api& api);

}  // namespace shouwen::api
