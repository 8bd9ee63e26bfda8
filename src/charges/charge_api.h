// The routes of the charges room.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_charges_api(api::Api& api);

// Its parts.
void add_chargeable_items_api(api::Api& api);
void add_receipts_api(api::Api& api);
void add_receipt_reads_api(api::Api& api);
void add_receipt_papers_api(api::Api& api);
void add_charge_attempts_api(api::Api& api);
void add_affiliate_charges_api(api::Api& api);

}  // namespace shouwen
