// Links of feeds in the database. All SQL of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen {

/// Stored by its number.
enum class FeedKind { deadlines, roster, contacts };

struct NewFeed {
  OfficerId officer_id;
  FeedKind kind{};
  UnitId unit_id;    ///< whose roster
  std::string name;  ///< "我的手机"
};
struct FeedLink {
  std::int64_t id = 0;
  OfficerId officer_id;
  FeedKind kind{};
  UnitId unit_id;
  std::string name;
  Instant created_at;
  std::optional<Instant> last_used_at;  ///< to the hour
  bool revoked = false;
};

/// The secret in clear, shown once.
std::string create_feed(db::Session& session, const NewFeed& feed, Instant now);
/// Nothing if it is unknown or revoked, or its officer has left.
std::optional<FeedLink> find_feed(db::Session& session, std::string_view secret);
/// True if its last use is so long ago that this one should be noted.
bool wants_note(const FeedLink& feed, Instant now);
void note_feed_use(db::Session& session, std::int64_t id, Instant now);
/// Newest first; without those revoked more than a month ago.
std::vector<FeedLink> feeds_of(db::Session& session, OfficerId officer, Instant now);
std::int64_t count_live_feeds(db::Session& session, OfficerId officer);
bool revoke_feed(db::Session& session, OfficerId officer, std::int64_t id, Instant now);

/// Cases of which an officer owes something: those he holds and those with an open duty of his own. Not closed ones.
std::vector<CaseId> cases_owing(db::Session& session, OfficerId officer, std::int64_t limit);

}  // namespace shouwen
