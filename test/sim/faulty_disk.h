// A disk that breaks on command: a layer over SQLite's own file access that counts writes, dies at one of them, and knows what was never synced.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "chance.h"

namespace shouwen::sim {

/// What survives when the process is gone.
enum class Loss {
  process,  ///< kill -9: the operating system keeps everything that was written
  power,    ///< the plug: what was not synced is there, half there, or not there
};

/// One per program: SQLite's default way to files after `install`. All calls from any thread; faults and counts only for
/// the thread that called `aim_at_this_thread` (the writer), so that they fall on the same operation in every run.
class FaultyDisk {
 public:
  static FaultyDisk& install();

  void aim_at_this_thread();
  /// Counting and faults stop while somebody only looks. Nests.
  void hold(bool on);

  /// The n-th write, sync or truncation from now (1 = the next) is the last thing the process does: it fails, and so does all after it.
  void die_at(std::int64_t operation);
  bool is_dead() const;
  /// After the dead process closed its files: what is left of them, ready to be opened again.
  void come_back(Loss loss, Chance& chance);

  /// The next n writes find the disk full (SQLITE_FULL); the next n reads fail (SQLITE_IOERR_READ). 0 = no more.
  void fill_up(std::int64_t writes);
  void fail_reads(std::int64_t reads);
  /// Called at every sync, e.g. to let time pass: a slow disk.
  void on_sync(std::function<void()> action);

  struct Counts { std::int64_t writes = 0, syncs = 0, full = 0, unreadable = 0, deaths = 0, torn = 0, dropped = 0; };
  Counts counts() const;
  /// Forgets faults and unsynced writes, for the next story. Counts stay.
  void reset();

  // For the layer itself.
  enum class Doing { write, truncate, sync, read };
  /// The code SQLite is answered instead of doing it; 0 = do it.
  int before(Doing doing);
  struct Change {
    std::int64_t offset = 0;   ///< of a truncation: the new size
    bool truncates = false;
    std::string before, after; ///< bytes from offset; `before` is shorter where the file ended
    std::int64_t size_before = 0;
  };
  void wrote(const std::string& path, Change change);
  void synced(const std::string& path);
  void removed(const std::string& path);

 private:
  void rewrite(const std::string& path, const std::vector<Change>& changes, Chance& chance);

  mutable std::recursive_mutex mutex_;
  int held_ = 0;
  bool dead_ = false;
  std::int64_t operations_to_death_ = 0, full_ = 0, unreadable_ = 0;
  std::function<void()> on_sync_;
  std::map<std::string, std::vector<Change>> unsynced_;
  Counts counts_;
};

/// Somebody who only looks.
class Looking {
 public:
  explicit Looking(FaultyDisk& disk) : disk_(disk) { disk_.hold(true); }
  ~Looking() { disk_.hold(false); }
  Looking(const Looking&) = delete;
  Looking& operator=(const Looking&) = delete;

 private:
  FaultyDisk& disk_;
};

}  // namespace shouwen::sim
