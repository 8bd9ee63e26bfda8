// shouwen init: an empty real bureau with a rulebook, a bureau office and one administrator.
#include <fmt/format.h>

#include <fstream>
#include <future>
#include <iterator>

#include "base/check.h"
#include "cli/commands.h"
#include "org/accounts.h"
#include "org/organisation_store.h"
#include "regulation/load.h"
#include "regulation/rulebook_store.h"

namespace shouwen::cli {

namespace {

struct InitOptions {
  std::string bureau, admin_code = "admin", admin_name, admin_password, calendar;
};

void ask_missing(InitOptions& options) {
  if (options.bureau.empty()) options.bureau = ask("供电局名称 / Name of the bureau:");
  if (options.admin_name.empty()) options.admin_name = ask("管理员姓名 / Administrator's name:");
  if (options.admin_password.empty()) options.admin_password = ask_secret("管理员密码 / Administrator's password:");
  if (options.calendar.empty()) options.calendar = ask("作息时间文件，回车用规则库自带的 / Working hours, a file like rulebook/calendar.toml (Enter: the rulebook's own):");
}

/// The rulebook's files with the bureau's own working hours in place of ours; nothing after fail().
std::optional<std::vector<RulebookFile>> files_with_calendar(Common& common, const std::string& calendar) {
  std::vector<RulebookFile> files = read_rulebook_folder(common.rulebook);
  if (!calendar.empty()) {
    std::ifstream in(calendar, std::ios::binary);
    if (!in) {
      fail(common, {"import.file_missing", "", "", {{"file", calendar}}});
      return std::nullopt;
    }
    const auto own = std::find_if(files.begin(), files.end(), [](const RulebookFile& file) { return file.name == "calendar.toml"; });
    SHOUWEN_CHECK(own != files.end());
    own->text.assign(std::istreambuf_iterator<char>(in), {});
  }
  if (tell_mistakes(common, load_rulebook(files).mistakes)) return std::nullopt;
  return files;
}

Verdict set_up(db::Session& session, const InitOptions& options, const std::vector<RulebookFile>& files, const std::string& hash, Instant now) {
  const auto installed = install_rulebook(session, files, Instant{0}, now);
  if (!installed) return installed.refusal();
  set_bureau(session, options.bureau, now);
  const std::vector<NewUnit> units = {{"", "BJ", options.bureau, "", UnitKind::bureau, {}}, {"BJ", "JBGS", "局办公室", "", UnitKind::department, {}}};
  for (const NewUnit& unit : units)
    if (const auto added = add_unit(session, unit, OfficerId{}, now); !added) return added.refusal();
  const NewOfficer admin{options.admin_code, options.admin_name, "", "JBGS", "系统管理员", {"admin", "office_clerk"}, PostRank::head};
  const auto added = add_officer(session, admin, OfficerId{}, now);
  if (!added) return added.refusal();
  set_password(session, *added, hash, false);
  return Done{};
}

void run(Common& common, InitOptions options) {
  ask_missing(options);
  if (options.bureau.empty()) return fail(common, {"init.bureau_missing", "", "", {}});
  if (options.admin_name.empty()) options.admin_name = "管理员";
  if (const Verdict good = check_password(options.admin_password, options.admin_code); !good) return fail(common, good.refusal());
  const auto files = files_with_calendar(common, options.calendar);
  if (!files) return;
  std::filesystem::create_directories(common.data);
  const auto house = open_house(common, 1);
  if (house == nullptr) return;
  if (!house->bureau_name().empty()) return fail(common, {"init.set_up_already", "", "", {{"bureau", house->bureau_name()}}});
  const std::string hash = hash_password(options.admin_password);
  Verdict done = Done{};
  db::WriteJob job;
  std::promise<void> finished;
  job.work = [&](db::Session& session) {
    done = set_up(session, options, *files, hash, house->now());
    return done ? db::WorkOutcome::keep : db::WorkOutcome::undo;
  };
  job.done = [&](std::optional<db::Fault> fault) {
    if (fault) done = Refusal{fault->kind() == db::FaultKind::disk_full ? "storage.full" : "server.failed", "", "", {}};
    finished.set_value();
  };
  house->writer().submit(std::move(job));
  finished.get_future().wait();
  if (!done) return fail(common, done.refusal());
  fmt::print("已建立：{}（数据目录 {}）。登录名 {}。\nSet up: {} in {}. Sign in as {}.\n", options.bureau, common.data, options.admin_code, options.bureau,
             common.data, options.admin_code);
  house->reload();
  tell_missing_units(*house);
}

}  // namespace

void add_init(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("init", "Set up an empty bureau / 建立一个空的供电局");
  command->footer("Example:\n  shouwen --data /var/lib/shouwen init --bureau 某某供电局 --admin-name 王芳\n"
                  "Then import units, officers, customers and past cases: shouwen import --help");
  const auto options = std::make_shared<InitOptions>();
  command->add_option("--bureau", options->bureau, "Name of the bureau (asked for if missing)");
  command->add_option("--admin-code", options->admin_code, "Administrator's sign-in name")->capture_default_str();
  command->add_option("--admin-name", options->admin_name, "Administrator's name");
  command->add_option("--admin-password", options->admin_password, "Administrator's password (asked for if missing)")->envname("SHOUWEN_ADMIN_PASSWORD");
  command->add_option("--calendar", options->calendar, "Working hours: a file like rulebook/calendar.toml (the rulebook's own if missing)");
  command->callback([&common, options] { run(common, *options); });
}

}  // namespace shouwen::cli
