// The routes of the policy notices room.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_policy_notices_api(api::Api& api);

// Its parts.
void add_policy_notice_reads_api(api::Api& api);
void add_policy_notice_writes_api(api::Api& api);
void add_policy_attachments_api(api::Api& api);
void add_policy_recipients_api(api::Api& api);
void add_policy_links_api(api::Api& api);
void add_policy_notice_day_api(api::Api& api);

}  // namespace shouwen
