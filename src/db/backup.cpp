// Backup through SQLite's online backup; integrity through its own check.
#include "db/backup.h"

#include <sqlite3.h>

namespace shouwen::db {

void back_up(Session& from, const std::filesystem::path& to) {
  Session target(to, OpenMode::read_write_create);
  sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", from.handle(), "main");
  if (backup == nullptr) throw Fault(FaultKind::other, sqlite3_errmsg(target.handle()));
  int code = SQLITE_OK;
  do {
    code = sqlite3_backup_step(backup, 4096);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(10);
  } while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
  sqlite3_backup_finish(backup);
  if (code == SQLITE_FULL) throw Fault(FaultKind::disk_full, "no room for the backup");
  if (code != SQLITE_DONE) throw Fault(FaultKind::other, sqlite3_errstr(code));
}

std::string check_integrity(Session& session) {
  if (session.is_postgres()) return {};  // pages are the server's own business
  auto query = session.query("PRAGMA integrity_check(10)");
  std::string complaints;
  const auto add = [&complaints](std::string_view text) { complaints += (complaints.empty() ? "" : "; ") + std::string(text); };
  try {
    while (query.step())
      if (query.text(0) != "ok") add(query.text(0));
  } catch (const Fault& fault) {
    // The check itself ends where it can read no further; what it said until then is what there is to say.
    add(fault.what());
  }
  return complaints;
}

}  // namespace shouwen::db
