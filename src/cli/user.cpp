// shouwen user: list accounts, give a new first password.
#include <fmt/format.h>

#include "cli/commands.h"
#include "json/print.h"
#include "org/accounts.h"

namespace shouwen::cli {

namespace {

void list(Common& common) {
  const auto house = open_house(common, 1);
  if (house == nullptr) return;
  const auto organisation = house->organisation();
  std::string text = "[";
  for (const Officer& officer : organisation->officers()) {
    const Unit* unit = organisation->unit(officer.unit_id);
    const std::string unit_name = unit == nullptr ? "" : unit->name;
    if (!common.json) {
      fmt::print("{}\t{}\t{}\t{}\t{}\n", officer.code, officer.name, unit_name, officer.post_name, officer.active ? "" : "ended");
      continue;
    }
    text += text.size() > 1 ? "," : "";
    for (const auto& [key, value] : {std::pair<const char*, std::string>{"{\"code\":", officer.code}, {",\"name\":", officer.name}, {",\"unit\":", unit_name}, {",\"post\":", officer.post_name}}) {
      text += key;
      json::print_string(text, value);
    }
    text += officer.active ? ",\"active\":true}" : ",\"active\":false}";
  }
  if (common.json) fmt::print("{}]\n", text);
}

void reset(Common& common, const std::string& code, std::string password) {
  if (password.empty()) password = ask_secret("新密码 / New password:");
  const auto house = open_house(common, 1);
  if (house == nullptr) return;
  const Officer* officer = house->organisation()->officer_by_code(code);
  if (officer == nullptr) return fail(common, {"officer.unknown", "", "", {{"code", code}}});
  if (const Verdict good = check_password(password, code); !good) return fail(common, good.refusal());
  const std::string hash = hash_password(password);
  const OfficerId id = officer->id;
  house->writer().run([&](db::Session& session) {
    set_password(session, id, hash, true, house->now());
    clear_totp(session, id);
    close_sessions_of(session, id);
  });
  fmt::print("已重置，下次登录须修改密码。 / Reset; must be changed at the next sign-in.\n");
}

}  // namespace

void add_user(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("user", "Accounts / 账号");
  command->footer("Examples:\n  shouwen user list --json\n  shouwen user reset YYT01");
  command->require_subcommand(1);
  command->add_subcommand("list", "All officers with their sign-in names")->callback([&common] { list(common); });
  CLI::App* reset_command = command->add_subcommand("reset", "Give a new first password, switch the second factor off");
  const auto code = std::make_shared<std::string>(), password = std::make_shared<std::string>();
  reset_command->add_option("code", *code, "Sign-in name")->required();
  reset_command->add_option("--password", *password, "New password (asked for if missing)")->envname("SHOUWEN_PASSWORD");
  reset_command->callback([&common, code, password] { reset(common, *code, *password); });
}

}  // namespace shouwen::cli
