// Notices on disk: written in the transaction of their event, read newest first, settled by the work itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/notices.h"
#include "db/session.h"

namespace shouwen {

struct NoticeRow {
  std::int64_t journal_number = 0;  ///< of the event; also the order
  CaseId case_id;
  std::int64_t event_number = 0;    ///< within the case
  NoticeKind kind{};
  OfficerId standing_in_for_id;
  Instant at;
  bool read = false;
};

void write_notices(db::Session& session, const CaseEvent& event, std::int64_t journal_number, const std::vector<Notice>& notices);
/// Who acts on a case has seen what he was told of it; what several were asked is settled for all by the one who does it; of
/// a closed case nobody needs to be told any more.
void settle_notices(db::Session& session, const ServiceCase& after, OfficerId actor, Instant now);
/// Who is accused now, or of that line, is told no more: what he has not read of it is settled, also in the count.
void silence_accused(db::Session& session, const ServiceCase& after, const Organisation& organisation, Instant now);
/// Newest first, those older than `before` (0 = from the newest).
std::vector<NoticeRow> list_notices(db::Session& session, OfficerId officer, bool unread_only, std::int64_t before, std::int64_t limit);
std::int64_t count_unread_notices(db::Session& session, OfficerId officer);
/// Everything up to and including `up_to`, or only that one.
enum class Reading { one, all_up_to };
void mark_notices_read(db::Session& session, OfficerId officer, std::int64_t up_to, Reading reading, Instant now);

/// A notice about no case: its words, and the page it leads to.
struct HouseNotice {
  NoticeKind kind{};
  std::string path, clause, text_zh, text_en;
};
void write_house_notice(db::Session& session, std::int64_t journal_number, const std::vector<OfficerId>& officers, const HouseNotice& notice, Instant at);
/// What several were told about that page, and have not read, needs nobody any more.
void settle_house_notices(db::Session& session, NoticeKind kind, std::string_view path, Instant now);
/// Of the event it tells of; nothing if that was told of a case.
std::optional<HouseNotice> find_house_notice(db::Session& session, std::int64_t journal_number);

/// A warning its officer has not read.
struct UnreadWarning {
  OfficerId officer_id;
  std::int64_t journal_number = 0;
  CaseId case_id;
};
/// Given by `at` or earlier, not read and not passed on yet, oldest first, at most `limit`.
std::vector<UnreadWarning> unread_warnings(db::Session& session, Instant at, std::int64_t limit);
/// It goes to somebody else now, and only once.
void mark_escalated(db::Session& session, const UnreadWarning& warning, Instant now);

}  // namespace shouwen
