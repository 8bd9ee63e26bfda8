// How the questions of a report look.
#pragma once

#include "api/api.h"
#include "portal/page_writer.h"
#include "portal/report_draft.h"

namespace shouwen {

/// The questions of a tip, which is given on one page.
void set_tip_questions(kainjow::mustache::data& values, const ReportDraft& draft, const Rulebook& rulebook, http::Language language);
/// The page of one question with what was answered before, or with what is wrong with the answer just given.
http::Response question_page(api::Api& api, const api::Call& call, ReportStep step, const ReportDraft& draft, const std::vector<Refusal>& refusals);

}  // namespace shouwen
