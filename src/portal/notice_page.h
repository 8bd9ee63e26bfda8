// A policy notice as a customer reads it by his link: one page, confirmed by name. Art. 11(6)(2).
#pragma once

#include "api/api.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "policy_notices/policy_reading.h"

namespace shouwen {

/// GET and POST /p/n/{token}, and the file that goes with it.
void add_notice_pages(api::Api& api);

/// What a notice says, filled in for a template: {{title}} {{text}} {{sent_on}} {{validity}} {{attachment}} {{confirmed}} {{can_confirm}}.
void set_notice(kainjow::mustache::data& values, const api::Call& call, const PolicyReader& reader);
/// Why it holds no longer: heading and sentence; nothing while it holds.
std::optional<std::pair<std::string, std::string>> notice_end(const PolicyNotice& notice, http::Language language);

}  // namespace shouwen
