// Drafts of reports between two questions: sealed rows found by a token in the customer's browser, photos in a folder of their
// own. Forgotten after a few days.
#pragma once

#include <filesystem>
#include <optional>

#include "api/house.h"
#include "portal/report_draft.h"

namespace shouwen {

inline constexpr const char* draft_cookie = "shouwen_draft";
inline constexpr std::int64_t draft_kept_seconds = 7 * seconds_per_day;
/// Number and receipt can be looked at again for so long; then only the customer has them.
inline constexpr std::int64_t sent_draft_kept_seconds = seconds_per_day;

std::string new_draft_token();
/// Nothing if there is none under this token, or no longer.
std::optional<ReportDraft> load_draft(db::Session& session, const House& house, std::string_view token, Instant now);
void save_draft(db::Session& session, const House& house, std::string_view token, const ReportDraft& draft, Instant expires_at);
/// Row and photos.
void forget_draft(db::Session& session, const House& house, std::string_view token);
/// Where the photos of a draft are kept; see keep_file.
std::filesystem::path draft_folder(const House& house, std::string_view token);

/// All whose time is over; for the ticker.
void forget_expired_drafts(House& house);

}  // namespace shouwen
