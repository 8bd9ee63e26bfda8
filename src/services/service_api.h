// The routes of the services room.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_services_api(api::Api& api);

// Its parts.
void add_service_reads_api(api::Api& api);
void add_service_writes_api(api::Api& api);
void add_service_day_api(api::Api& api);
void add_agreements_api(api::Api& api);
void add_agreement_page(api::Api& api);

}  // namespace shouwen
