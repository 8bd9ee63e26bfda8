// shouwen backup and restore: database, key and attachments as one folder.
#include <fmt/format.h>

#include "cli/commands.h"
#include "db/backup.h"
#include "db/follow.h"
#include "org/signing_key.h"

namespace shouwen::cli {

namespace {

namespace fs = std::filesystem;

void run_backup(Common& common, const std::string& target) {
  const fs::path from = common.data, to = target;
  if (!fs::exists(from / "shouwen.db")) return fail(common, {"house.folder_missing", "", "", {{"folder", common.data}}});
  if (fs::exists(to) && !fs::is_empty(to)) return fail(common, {"backup.target_not_empty", "", "", {{"folder", target}}});
  try {
    fs::create_directories(to);
    db::Session session(from / "shouwen.db", db::OpenMode::read_only);
    db::back_up(session, to / "shouwen.db");
    // Attachments are named by hash and never change, so copying after the database misses none it knows.
    if (fs::exists(from / "attachments")) fs::copy(from / "attachments", to / "attachments", fs::copy_options::recursive);
    fs::copy_file(from / "house.key", to / "house.key");
    if (fs::exists(from / signing_key_file)) fs::copy_file(from / signing_key_file, to / signing_key_file);
    fmt::print("已备份到 {} / backed up to {}\n", target, target);
  } catch (const db::Fault& fault) {
    fail(common, {fault.kind() == db::FaultKind::disk_full ? "storage.full" : "storage.damaged", "", "", {{"what", fault.what()}}});
  } catch (const fs::filesystem_error& error) {
    fail(common, {"backup.failed", "", "", {{"what", error.what()}}});
  }
}

/// Out of a folder that followed: as of an instant, a whole second with all that was written in it; without one the newest.
void run_restore_at(Common& common, const fs::path& from, const std::string& at) {
  const fs::path to = common.data;
  const auto instant = at.empty() ? std::optional(wall_clock()) : parse_instant(at);
  if (!instant) return refuse_input(common, {"restore.bad_time", "", "", {{"text", at}}});
  if (fs::exists(to) && !fs::is_empty(to)) return fail(common, {"backup.target_not_empty", "", "", {{"folder", common.data}}});
  const bool was_there = fs::exists(to);
  const auto leave_nothing = [&] {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(to, ignored)) fs::remove_all(entry.path(), ignored);
    if (!was_there) fs::remove(to, ignored);
  };
  try {
    const auto restored = db::restore_at(from, instant->seconds * 1000 + 999, to);
    if (!restored) {
      leave_nothing();
      return fail(common, restored.refusal());
    }
    const std::string last = to_iso(Instant{restored->commit_at_ms / 1000});
    fmt::print("已恢复到 {}，其中最后一次写入在 {}；请运行 shouwen verify / restored to {}, the last write in it of {}; now run shouwen verify\n", common.data, last, common.data, last);
  } catch (const db::Fault& fault) {
    leave_nothing();
    fail(common, {"storage.damaged", "", "", {{"what", fault.what()}}});
  } catch (const fs::filesystem_error& error) {
    leave_nothing();
    fail(common, {"backup.failed", "", "", {{"what", error.what()}}});
  }
}

void run_restore(Common& common, const std::string& source, const std::string& at) {
  if (db::is_follow_folder(source)) return run_restore_at(common, source, at);
  if (!at.empty()) return refuse_input(common, {"restore.no_follow_folder", "", "", {{"folder", source}}});
  const fs::path from = source, to = common.data;
  if (!fs::exists(from / "shouwen.db")) return fail(common, {"house.folder_missing", "", "", {{"folder", source}}});
  if (fs::exists(to) && !fs::is_empty(to)) return fail(common, {"backup.target_not_empty", "", "", {{"folder", common.data}}});
  try {
    {
      db::Session session(from / "shouwen.db", db::OpenMode::read_only);
      if (const std::string complaints = db::check_integrity(session); !complaints.empty())
        return fail(common, {"storage.damaged", "", "", {{"what", complaints}}});
    }
    fs::create_directories(to);
    fs::copy(from, to, fs::copy_options::recursive);
    fmt::print("已恢复到 {}；请运行 shouwen verify / restored to {}; now run shouwen verify\n", common.data, common.data);
  } catch (const db::Fault& fault) {
    fail(common, {"storage.damaged", "", "", {{"what", fault.what()}}});
  } catch (const fs::filesystem_error& error) {
    fail(common, {"backup.failed", "", "", {{"what", error.what()}}});
  }
}

}  // namespace

void add_backup(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("backup", "Copy everything into a new folder, while the server runs / 备份");
  command->footer("Example:\n  shouwen --data /var/lib/shouwen backup /backup/2026-11-23");
  const auto target = std::make_shared<std::string>();
  command->add_option("folder", *target, "New folder")->required();
  command->callback([&common, target] { run_backup(common, *target); });
}

void add_restore(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("restore", "Restore a backup, or any instant of a folder that followed, into an empty data folder / 恢复");
  command->footer("Examples:\n  shouwen --data /var/lib/shouwen-new restore /backup/2026-11-23\n"
                  "  shouwen --data /var/lib/shouwen-new restore /mnt/second/follow --at 2026-11-28T10:15:00");
  const auto source = std::make_shared<std::string>(), at = std::make_shared<std::string>();
  command->add_option("folder", *source, "Folder made by backup, or [backup] follow")->required();
  command->add_option("--at", *at, "As of this second, in China's time unless it says another; without it the newest");
  command->callback([&common, source, at] { run_restore(common, *source, *at); });
}

}  // namespace shouwen::cli
