// Following a database file: the pages of every commit are in a second folder before anybody hears of it, so that the file can be had
// as it was at any instant (decision 0029).
//
//   FOLDER/attachments/…, house.key, signing.key
//   FOLDER/runs/NUMBER/base/shouwen.db    the whole file as the run began
//                     /000001.wal, …      SQLite's log of writes, each from its header on
//                     /commits            a line a commit: milliseconds, number of the log, its bytes by then
//                     /gap                only if what was written before was not copied: milliseconds since when
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "db/session.h"

namespace shouwen::db {

struct FollowOrder {
  std::filesystem::path data;    ///< data folder with the database
  std::filesystem::path folder;  ///< on another disk
  std::int64_t kept_days = 0;    ///< how far back one can go
  /// Told when copying fails ("" when it goes on again). Working goes on either way.
  std::function<void(const std::string& what)> told;
};
/// From now on whoever writes to this data folder's file in this process is followed.
void follow(FollowOrder order);

/// For who watches: both 0 where nobody is followed.
struct FollowState {
  std::int64_t copied_at_ms = 0;  ///< of the last commit that was copied
  std::int64_t broken = 0;        ///< 1 = copying fails
};
FollowState follow_state();

/// One writer's. On its thread only, outside transactions.
class Follower {
 public:
  /// Null if nobody asked for it. Begins a run.
  static std::unique_ptr<Follower> of(Session& session, const Address& address);
  ~Follower();
  Follower(const Follower&) = delete;

  /// After a commit, before it is answered.
  void committed();

 private:
  struct Body;
  explicit Follower(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

struct RestoredMoment {
  std::int64_t began_at_ms = 0;   ///< of the run it comes from
  std::int64_t commit_at_ms = 0;  ///< of the last commit that is in it; the beginning of the run if none is
};
bool is_follow_folder(const std::filesystem::path& folder);
/// Everything as of that instant into an empty folder. Refusals: restore.too_early {first}, restore.gap {from, until},
/// restore.copy_damaged {file}.
Result<RestoredMoment> restore_at(const std::filesystem::path& folder, std::int64_t at_ms, const std::filesystem::path& to);

}  // namespace shouwen::db
