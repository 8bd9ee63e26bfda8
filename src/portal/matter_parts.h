// What an editor made public of cases, as a list on a page.
#pragma once

#include "cases/service_case.h"
#include "participation/participation_store.h"
#include "portal/page_writer.h"

namespace shouwen {

/// {{#matters}}: id, title, text, day, state, verdict, result; newest first, only what is shown, behind ?before=; {{older_url}} of `path`
/// where there are more.
void set_matters(kainjow::mustache::data& values, const api::Call& call, db::Session& session, MatterKind kind, const std::string& path);
/// What of "?before=17" is a number; 0 = from the newest.
std::int64_t before_of(const api::Call& call);
/// "In work", "answered" …: nothing of the case itself.
std::string short_state(const ServiceCase& service_case, http::Language language);

}  // namespace shouwen
