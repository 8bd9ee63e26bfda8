// The public's report: one question a page, kept as it goes, sent once.
#pragma once

#include "api/api.h"
#include "portal/report_draft.h"

namespace shouwen {

// Each is the page, or what was posted to it.

/// Where a report begins: the first question, or the offer to go on with what was begun.
http::Response report_start(api::Api& api, const api::Call& call, db::Session& session);
http::Response report_question(api::Api& api, const api::Call& call, db::Session& session, ReportStep step);
http::Response report_answer(api::Api& api, const api::Call& call, db::Session& session, ReportStep step);
/// Photos, several at once; looked at by content. On the slow pool.
http::Response report_photos(api::Api& api, const api::Call& call, db::Session& session);
http::Response report_photo_removal(api::Api& api, const api::Call& call, db::Session& session);
/// A photo of the draft, for whom it belongs to.
http::Response report_photo(api::Api& api, const api::Call& call, db::Session& session);
/// The officer on duty for the public pages becomes the first contact (art. 10(1)). Twice is once: the second gets the first's page.
http::Response report_send(api::Api& api, const api::Call& call, db::Session& session);
http::Response report_received(api::Api& api, const api::Call& call, db::Session& session);
/// Forgets what was begun.
http::Response report_restart(api::Api& api, const api::Call& call, db::Session& session);

}  // namespace shouwen
