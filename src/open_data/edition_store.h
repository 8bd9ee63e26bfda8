// Editions in the database, and the cases of a month they are made of. All SQL of the room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/house.h"
#include "open_data/edition.h"

namespace shouwen {

/// Cases registered in the month as known at the instant; never sealed ones, never tips.
std::vector<OpenCase> read_open_cases(db::Session& session, Date month, Instant known_at);

/// Who issues: officer 0 = the clock.
struct EditionWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
};
/// Writes and journals.
Edition add_edition(db::Session& session, const MadeEdition& made, const EditionWriter& writer);
std::int64_t next_edition_number(db::Session& session);

std::optional<Edition> load_edition(db::Session& session, std::int64_t number);
/// CHECKs that it exists.
EditionFiles load_edition_files(db::Session& session, std::int64_t number);
/// Newest first, those older than `before` (0 = from the newest).
std::vector<Edition> list_editions(db::Session& session, std::int64_t before, std::int64_t limit);
/// The newest edition of the latest month there is one of.
std::optional<Edition> latest_month_edition(db::Session& session);
/// The edition that takes the place of this one.
std::optional<std::int64_t> corrected_by(db::Session& session, std::int64_t number);

/// The first month that has cases, is over by now with the days of waiting, and has no edition yet.
std::optional<Date> month_to_freeze(db::Session& session, std::int64_t wait_days, Instant now);
/// In the ticker's round: at most one month. True if one was frozen.
bool freeze_finished_month(House& house);

/// What differs between stored editions, their files and the journal, and figures that do not follow from their rows; empty if all
/// is well.
struct EditionsVerified {
  std::int64_t editions = 0;
  std::vector<std::string> differences;
};
EditionsVerified verify_editions(db::Session& session);

}  // namespace shouwen
