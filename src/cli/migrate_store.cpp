// shouwen migrate-store: a bureau from its file to PostgreSQL, or back.
#include <fmt/format.h>

#include "cli/commands.h"
#include "db/move_store.h"

namespace shouwen::cli {

namespace {

/// With a server in `--database` everything goes from there into a new file of the data folder, else from the file to `to`.
void run(Common& common, const std::string& to) {
  const db::Address file = db::Address::of("", common.data), here = db::Address::of(common.database, common.data);
  const db::Address there = here.is_postgres() ? file : db::Address::of(to, common.data);
  if (here.is_postgres() == there.is_postgres()) return fail(common, {"move_store.where_to", "", "", {}});
  if (!here.exists()) return fail(common, {"house.folder_missing", "", "", {{"folder", common.data}}});
  if (!there.is_postgres() && there.exists()) return fail(common, {"move_store.target_not_empty", "", "", {{"table", there.text()}}});
  const auto moved = db::move_store(here, there, wall_clock(), [&common](const db::MovedTable& table) {
    if (!common.json && table.rows > 0) fmt::print("{:>12}  {}\n", table.rows, table.name);
  });
  if (!moved) return fail(common, moved.refusal());
  if (common.json) fmt::print("{{\"entries\":{},\"last_hash\":\"{}\"}}\n", moved->entries, moved->last_hash_hex);
  else fmt::print("已迁移，请运行 shouwen verify；末哈希 / moved, now run shouwen verify; last hash: {}\n", moved->last_hash_hex);
}

}  // namespace

void add_migrate_store(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("migrate-store", "Move everything between the file and PostgreSQL, with nobody working / 更换数据库");
  command->footer("Examples:\n  shouwen --data /var/lib/shouwen migrate-store --to postgres://shouwen@db/bureau\n"
                  "  shouwen --data /var/lib/shouwen --database postgres://shouwen@db/bureau migrate-store");
  const auto to = std::make_shared<std::string>();
  command->add_option("--to", *to, "URI of an empty PostgreSQL database");
  command->callback([&common, to] {
    try {
      run(common, *to);
    } catch (const db::Fault& fault) {
      fail(common, {fault.kind() == db::FaultKind::disk_full ? "storage.full" : "move_store.failed", "", "", {{"what", fault.what()}}});
    }
  });
}

}  // namespace shouwen::cli
