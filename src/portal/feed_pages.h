// Atom feeds of what is published: announcements, price lists, months given out as data, proposals
// and what became of each. Art. 8.
#pragma once

#include "api/api.h"

namespace shouwen {

/// /p/feeds/announcements.atom, price_lists.atom, open_data.atom, proposals.atom; ?lang=en for English.
void add_feed_pages(api::Api& api);
/// What of announcements is open data: rows of the data set "announcements".
void add_announcements_data(api::Api& api);

}  // namespace shouwen
