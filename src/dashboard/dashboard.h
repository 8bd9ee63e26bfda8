// The door of the dashboard room: its routes.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_dashboard_api(api::Api& api);

// Its parts.
void add_report_api(api::Api& api);
void add_board_api(api::Api& api);
void add_pause_api(api::Api& api);

}  // namespace shouwen
