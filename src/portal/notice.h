// What the bureau tells everybody: dated, in Chinese and if it likes in English.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/session.h"
#include "org/permissions.h"

namespace shouwen {

struct Notice {
  std::int64_t id = 0;
  std::string title_zh, body_zh, title_en, body_en;
  Instant valid_from, valid_to;         ///< shown in [from, to)
  OfficerId author_id;
  Instant known_at;
  std::optional<Instant> ended_at;      ///< taken down before its time

  bool is_shown(Instant at) const { return valid_from <= at && at < valid_to && !ended_at; }
};

/// Refusals: notice.ends_before_it_begins, notice.over_already, notice.half_translated.
Verdict check_notice(const Notice& notice, Instant now);

/// Writes and journals. Returns its id.
std::int64_t add_notice(db::Session& session, const Notice& notice);
/// Refusals: notice.unknown, notice.ended_already.
Verdict end_notice(db::Session& session, std::int64_t id, OfficerId officer, Instant now);
/// Newest first, ids below `before` (0 = all).
std::vector<Notice> list_notices(db::Session& session, std::int64_t before, std::int64_t limit);
/// Shown at this instant, newest first.
std::vector<Notice> shown_notices(db::Session& session, Instant at, std::int64_t limit);

}  // namespace shouwen
