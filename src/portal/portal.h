// The public's pages: report, follow, what things take, the hall screen. Plain HTML that needs no script; and announcements, which the
// desk edits and everybody reads.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_portal(api::Api& api);
void add_announcements_api(api::Api& api);

}  // namespace shouwen
