// Shouwen: one binary, many commands. Wiring only.
#include <sodium.h>
#include <sys/stat.h>

#include <cstdio>

#include "cli/commands.h"
#include "cli/settings.h"

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
  // Whatever this program writes holds somebody's data: nobody else's business.
  ::umask(077);
  cli::Common common;
  common.rulebook = beside_program("rulebook");
  common.web = beside_program("web/dist");
  CLI::App app("Shouwen 首问: the first person a customer asks stays answerable.\n供电局客户服务首问负责制系统");
  app.require_subcommand(1);
  app.fallthrough();
  cli::add_common_settings(app, common);
  app.add_flag("--json", common.json, "Answer as JSON, for programs / 输出JSON");
  cli::add_serve(app, common);
  cli::add_doctor(app, common);
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
  cli::add_archive(app, common);
  app.parse_complete_callback(&cli::apply_config_file);
  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::RuntimeError& error) {
    return error.get_exit_code();
  } catch (const CLI::ParseError& error) {
    return cli::tell_usage(app, error);
  } catch (const db::Fault& fault) {
    cli::fail(common, {fault.kind() == db::FaultKind::unavailable ? "storage.away" : "storage.damaged", "", "", {}});
    std::fprintf(stderr, "%s\n", fault.what());
  }
  return common.exit_code;
}
