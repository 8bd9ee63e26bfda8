// The routes of the participation room.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_participation_api(api::Api& api);

// Its parts.
void add_plan_reads_api(api::Api& api);
void add_plan_steps_api(api::Api& api);
void add_plan_comments_api(api::Api& api);
void add_leading_group_api(api::Api& api);
void add_public_matters_api(api::Api& api);
void add_social_supervisors_api(api::Api& api);
void add_supervisor_meetings_api(api::Api& api);

}  // namespace shouwen
