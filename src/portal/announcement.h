// What the bureau tells everybody: dated, in Chinese and if it likes in English.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/session.h"
#include "org/permissions.h"

namespace shouwen {

struct Announcement {
  std::int64_t id = 0;
  std::string title_zh, body_zh, title_en, body_en;
  Instant valid_from, valid_to;         ///< shown in [from, to)
  OfficerId author_id;
  Instant known_at;
  std::optional<Instant> ended_at;      ///< taken down before its time

  bool is_shown(Instant at) const { return valid_from <= at && at < valid_to && !ended_at; }
};

/// Refusals: announcement.ends_before_it_begins, announcement.over_already, announcement.half_translated.
Verdict check_announcement(const Announcement& announcement, Instant now);

/// Writes and journals. Returns its id.
std::int64_t add_announcement(db::Session& session, const Announcement& announcement);
/// Refusals: announcement.unknown, announcement.ended_already.
Verdict end_announcement(db::Session& session, std::int64_t id, OfficerId officer, Instant now);
/// Newest first, ids below `before` (0 = all).
std::vector<Announcement> list_announcements(db::Session& session, std::int64_t before, std::int64_t limit);
/// Shown by now, whether over or taken down since; newest first.
std::vector<Announcement> published_announcements(db::Session& session, Instant at, std::int64_t limit);
/// Shown at this instant, newest first.
std::vector<Announcement> shown_announcements(db::Session& session, Instant at, std::int64_t limit);

}  // namespace shouwen
