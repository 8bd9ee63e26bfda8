// shouwen archive: the whole bureau as plain files, and back.
#include <fmt/format.h>
#include <unistd.h>

#include "archive/export_archive.h"
#include "archive/import_archive.h"
#include "archive/member_names.h"
#include "cli/commands.h"

namespace shouwen::cli {

namespace {

/// A line a table that has rows; on a terminal one that counts while it goes on.
ArchiveProgress progress_of(const Common& common) {
  if (common.json) return [](const std::string&, std::int64_t) {};
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  return [terminal, last = std::string()](const std::string& member, std::int64_t done) mutable {
    if (!terminal || done == 0) return;
    fmt::print(stderr, "{}\r{:>12}  {}\033[K", last.empty() || last == member ? "" : "\n", done, member);
    std::fflush(stderr);
    last = member;
  };
}

void tell(const Common& common, const Manifest& manifest, const std::string& sha256, const char* zh, const char* en) {
  std::int64_t rows = 0;
  for (const ArchiveTable& table : manifest.tables) rows += table.rows;
  if (common.json) {
    fmt::print(R"({{"entries":{},"last_hash":"{}","root":"{}","tables":{},"rows":{},"files":{},"with_secrets":{},"manifest_sha256":"{}"}})"
               "\n", manifest.entries, manifest.last_hash, manifest.root, manifest.tables.size(), rows, manifest.files, manifest.with_secrets, sha256);
    return;
  }
  fmt::print("{} / {}  事件 events: {}  表 tables: {}  行 rows: {}  文件 files: {}\n末哈希 last hash: {}\n根 root: {}\n", zh, en, manifest.entries, manifest.tables.size(), rows, manifest.files,
             manifest.last_hash, manifest.root);
  if (!sha256.empty()) fmt::print("manifest.json SHA-256: {}（请另行保存 / keep it elsewhere）\n", sha256);
}

/// What the disk or the database could not do, told once; everything half done is gone by then.
void attempt(Common& common, const std::function<void()>& work) {
  try {
    work();
  } catch (const db::Fault& fault) {
    fail(common, {fault.kind() == db::FaultKind::disk_full ? "storage.full" : "archive.failed", "", "", {{"what", fault.what()}}});
  } catch (const std::ios::failure& error) {
    fail(common, {"archive.failed", "", "", {{"what", error.code().message()}}});
  } catch (const std::filesystem::filesystem_error& error) {
    fail(common, {"archive.failed", "", "", {{"what", error.what()}}});
  }
}

void run_export(Common& common, const std::string& target, bool with_secrets) {
  const auto database = find_database(common);
  if (!database) return;
  const ExportOrder order{common.data, *database, target, with_secrets ? ArchiveSecrets::taken_along : ArchiveSecrets::left_out};
  const auto written = export_archive(order, wall_clock(), progress_of(common));
  if (!written) return fail(common, written.refusal());
  tell(common, written->manifest, written->manifest_sha256, "已导出", "exported");
}

void run_check(Common& common, const std::string& archive) {
  const auto found = check_archive(archive, progress_of(common));
  if (!found) return fail(common, found.refusal());
  tell(common, *found, "", "档案完好", "the archive is whole");
}

void run_import(Common& common, const std::string& archive) {
  const ImportOrder order{archive, common.data, db::Address::of(common.database, common.data)};
  const auto imported = import_archive(order, wall_clock(), progress_of(common));
  if (!imported) return fail(common, imported.refusal());
  tell(common, *imported, "", "已导入，请运行 shouwen verify", "imported, now run shouwen verify");
  if (!common.json && !imported->with_secrets) fmt::print("档案不含口令：请用 shouwen user reset 工号 设定首个口令 / no passwords came along: set a first one by shouwen user reset CODE\n");
}

}  // namespace

void add_archive(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("archive", "Everything as readable files (CSV, JSON, papers, proofs), and back / 档案");
  command->require_subcommand(1);
  command->footer("Examples:\n  shouwen --data /var/lib/shouwen archive export /archives/2026.zip\n  shouwen archive check /archives/2026.zip\n"
                  "  shouwen --data /var/lib/shouwen-new archive import /archives/2026.zip");
  const auto place = std::make_shared<std::string>();
  const auto with_secrets = std::make_shared<bool>(false);
  CLI::App* out = command->add_subcommand("export", "Write a new folder, or a zip, while the server runs / 导出");
  out->add_option("target", *place, "New folder, or FILE.zip")->required();
  out->add_flag("--with-secrets", *with_secrets, "With keys, password hashes, tokens and customers' codes: for moving; keep it like a backup");
  out->callback([&common, place, with_secrets] { attempt(common, [&] { run_export(common, *place, *with_secrets); }); });
  CLI::App* check = command->add_subcommand("check", "Whether an archive is whole, unchanged, and its journal chains; changes nothing / 核对");
  check->add_option("archive", *place, "Folder or zip")->required();
  check->callback([&common, place] { attempt(common, [&] { run_check(common, *place); }); });
  CLI::App* in = command->add_subcommand("import", "Into a new data folder (and an empty database) / 导入");
  in->add_option("archive", *place, "Folder or zip")->required();
  in->callback([&common, place] { attempt(common, [&] { run_import(common, *place); }); });
}

}  // namespace shouwen::cli
