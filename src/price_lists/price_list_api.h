// The routes of price lists: the desk's, the public's, the posting register's.
#pragma once

#include "api/api.h"

namespace shouwen {

void add_price_lists_api(api::Api& api);

// Its parts.
void add_price_list_reads_api(api::Api& api);
void add_price_list_writes_api(api::Api& api);
void add_published_price_lists_api(api::Api& api);
void add_price_postings_api(api::Api& api);

}  // namespace shouwen
