// What an editor made public of cases, as a list on a page.
#pragma once

#include "cases/service_case.h"
#include "participation/participation_store.h"
#include "portal/page_writer.h"

namespace shouwen {

/// {{#matters}}: title, text, day, state, verdict, result; newest first, only what is shown.
void set_matters(kainjow::mustache::data& values, db::Session& session, MatterKind kind, http::Language language);
/// "In work", "answered" …: nothing of the case itself.
std::string short_state(const ServiceCase& service_case, http::Language language);

}  // namespace shouwen
