// How the questions of a report look.
#pragma once

#include "api/api.h"
#include "portal/page_writer.h"
#include "portal/report_draft.h"

namespace shouwen {

/// The page of one question with what was answered before, or with what is wrong with the answer just given.
http::Response question_page(api::Api& api, const api::Call& call, ReportStep step, const ReportDraft& draft, const std::vector<Refusal>& refusals);

}  // namespace shouwen
