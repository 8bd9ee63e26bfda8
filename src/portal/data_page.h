// What anybody may take away as data, what each column means, and how to check it (art. 8).
#pragma once

#include "api/api.h"
#include "portal/page_writer.h"

namespace shouwen {

http::Response data_page(api::Api& api, const api::Call& call, db::Session& session);
/// For the page of how we do: the latest month given out, where its figures can be checked. Sets nothing if there is none.
void set_latest_edition(kainjow::mustache::data& values, db::Session& session, http::Language language);

}  // namespace shouwen
