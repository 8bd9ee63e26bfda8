// Shouwen: one binary, many commands. Wiring only.
#include <sodium.h>

#include <cstdio>

#include "cli/commands.h"

namespace {

/// Beside the program when it is installed, else in the folder it was started from.
std::string beside_program(const std::string& name) {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto installed = program.parent_path() / ".." / "share" / "shouwen" / name;
  return !error && std::filesystem::exists(installed) ? installed.string() : name;
}

}  // namespace

int main(int argument_count, char** arguments) {
  using namespace shouwen;
  if (sodium_init() < 0) return 2;
  cli::Common common;
  common.rulebook = beside_program("rulebook");
  common.web = beside_program("web/dist");
  CLI::App app("Shouwen 首问: the first person a customer asks stays answerable.\n供电局客户服务首问负责制系统");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--data", common.data, "Data folder / 数据目录")->envname("SHOUWEN_DATA")->capture_default_str();
  app.add_option("--database", common.database, "PostgreSQL: postgres://user@host/bureau; without it a file in the data folder / 数据库")->envname("SHOUWEN_DATABASE");
  app.add_option("--rulebook", common.rulebook, "Folder with the rulebook's files / 规则库目录")->envname("SHOUWEN_RULEBOOK")->capture_default_str();
  app.add_option("--web", common.web, "Folder with the built front end / 前端目录")->envname("SHOUWEN_WEB")->capture_default_str();
  app.add_flag("--json", common.json, "Answer as JSON, for programs / 输出JSON");
  cli::add_serve(app, common);
  cli::add_init(app, common);
  cli::add_demo(app, common);
  cli::add_user(app, common);
  cli::add_import(app, common);
  cli::add_export(app, common);
  cli::add_backup(app, common);
  cli::add_restore(app, common);
  cli::add_verify(app, common);
  cli::add_verify_price_list(app, common);
  cli::add_verify_open_data(app, common);
  cli::add_coverage(app, common);
  cli::add_due(app, common);
  cli::add_what_if(app, common);
  cli::add_calendar(app, common);
  cli::add_usage(app, common);
  cli::add_migrate_store(app, common);
  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::ParseError& error) {
    return cli::tell_usage(app, error);
  } catch (const db::Fault& fault) {
    cli::fail(common, {fault.kind() == db::FaultKind::unavailable ? "storage.away" : "storage.damaged", "", "", {}});
    std::fprintf(stderr, "%s\n", fault.what());
  }
  return common.exit_code;
}
