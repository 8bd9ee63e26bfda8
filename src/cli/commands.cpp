// What all commands share.
#include "cli/commands.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "http/problem.h"
#include "json/print.h"
#include "org/named_units.h"
#include "regulation/load.h"

namespace shouwen::cli {

namespace {

std::string json_line(const Refusal& refusal) {
  std::string line = "{\"code\":";
  json::print_string(line, refusal.code);
  line += ",\"detail\":";
  json::print_string(line, http::refusal_text(refusal, http::Language::en));
  return line + "}\n";
}

void say(const Refusal& refusal) {
  fmt::print(stderr, "{}\n{}\n[{}]\n", http::refusal_text(refusal, http::Language::zh), http::refusal_text(refusal, http::Language::en), refusal.code);
}

}  // namespace

void fail(Common& common, const Refusal& refusal) {
  common.exit_code = 1;
  if (common.json) fmt::print("{}", json_line(refusal));
  else say(refusal);
}

void refuse_input(Common& common, const Refusal& refusal) {
  common.exit_code = 2;
  if (common.json) fmt::print(stderr, "{}", json_line(refusal));
  else say(refusal);
}

int tell_usage(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) return app.exit(error);
  fmt::print(stderr, "命令行有误：有不认识的选项、多余的内容，或缺少必需的内容。用 --help 查看写法。\n{}\nRun with --help for more information.\n", error.what());
  return 2;
}

std::optional<db::Address> find_database(Common& common) {
  db::Address found = db::Address::of(common.database, common.data);
  if (found.exists()) return found;
  fail(common, {"house.folder_missing", "", "", {{"folder", common.data}}});
  return std::nullopt;
}

std::unique_ptr<House> open_house(Common& common, std::size_t readers) {
  Result<std::unique_ptr<House>> house = House::open(common.data, &wall_clock, readers, common.database);
  if (house) return *std::move(house);
  fail(common, house.refusal());
  return nullptr;
}

bool tell_mistakes(Common& common, const std::vector<RulebookMistake>& mistakes) {
  for (const RulebookMistake& mistake : mistakes)
    fmt::print(stderr, "{}:{}: {} | {}\n", mistake.file, mistake.line, mistake.text_zh, mistake.text_en);
  if (!mistakes.empty()) common.exit_code = 1;
  return !mistakes.empty();
}

std::optional<Rulebook> load_rulebook_folder(Common& common) {
  LoadedRulebook loaded = load_rulebook(read_rulebook_folder(common.rulebook));
  if (tell_mistakes(common, loaded.mistakes)) return std::nullopt;
  return std::move(loaded.rulebook);
}

void tell_missing_units(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr) return;
  const std::vector<std::string> missing = missing_units(*rulebook, *house.organisation());
  if (missing.empty()) return;
  fmt::print("规则库还指向尚未建立的部门：{}。请导入或新增这些部门，或修改规则库；在此之前，相应事项由局办公室裁定。\n"
             "The rulebook names units this bureau lacks: {}. Import or add them, or change the rulebook; until then the bureau office decides.\n",
             fmt::join(missing, "、"), fmt::join(missing, ", "));
}

std::string ask(const std::string& question) {
  if (isatty(STDIN_FILENO) == 0) return {};
  fmt::print("{} ", question);
  std::fflush(stdout);
  std::string line;
  std::getline(std::cin, line);
  return line;
}

std::string ask_secret(const std::string& question) {
  if (isatty(STDIN_FILENO) == 0) return {};
  termios old{};
  tcgetattr(STDIN_FILENO, &old);
  termios silent = old;
  silent.c_lflag &= static_cast<tcflag_t>(~ECHO);
  tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  std::string line = ask(question);
  tcsetattr(STDIN_FILENO, TCSANOW, &old);
  fmt::print("\n");
  return line;
}

}  // namespace shouwen::cli
