// The command line: one function a command, each adding itself to the program.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "api/house.h"
#include "base/refusal.h"
#include "regulation/load.h"

namespace shouwen::cli {

/// Options every command shares.
struct Common {
  std::string data = "data";
  std::string database;  ///< URI of a PostgreSQL database; "" = the file in the data folder
  std::string rulebook;  ///< folder with the rulebook's files
  std::string web;       ///< folder with the built front end
  bool json = false;
  int exit_code = 0;
};

void add_serve(CLI::App& app, Common& common);
void add_doctor(CLI::App& app, Common& common);
void add_init(CLI::App& app, Common& common);
void add_demo(CLI::App& app, Common& common);
void add_user(CLI::App& app, Common& common);
void add_import(CLI::App& app, Common& common);
void add_export(CLI::App& app, Common& common);
void add_backup(CLI::App& app, Common& common);
void add_restore(CLI::App& app, Common& common);
void add_verify(CLI::App& app, Common& common);
void add_verify_price_list(CLI::App& app, Common& common);
void add_verify_open_data(CLI::App& app, Common& common);
void add_coverage(CLI::App& app, Common& common);
void add_due(CLI::App& app, Common& common);
void add_what_if(CLI::App& app, Common& common);
void add_calendar(CLI::App& app, Common& common);
void add_usage(CLI::App& app, Common& common);
void add_migrate_store(CLI::App& app, Common& common);
void add_archive(CLI::App& app, Common& common);

/// Says why not, in Chinese and English, and sets the exit code.
void fail(Common& common, const Refusal& refusal);
/// The same for what was typed wrongly: on the error stream only, exit code 2.
void refuse_input(Common& common, const Refusal& refusal);
/// What the command line's own reader does not understand: exit code 2; help and version are no mistakes.
int tell_usage(const CLI::App& app, const CLI::ParseError& error);
/// Where the data lies; nothing after fail() if there is none.
std::optional<db::Address> find_database(Common& common);
/// The data folder opened, or nothing after fail().
std::unique_ptr<House> open_house(Common& common, std::size_t readers = 2);
/// Prints each mistake as file:line and sets the exit code; false if there are none.
bool tell_mistakes(Common& common, const std::vector<RulebookMistake>& mistakes);
/// The rulebook's files out of the folder; nothing after fail() if it has mistakes (each printed as file:line).
std::optional<Rulebook> load_rulebook_folder(Common& common);
/// Names the units the rulebook sends work to and the bureau lacks; says nothing if there are none.
void tell_missing_units(House& house);
/// Reads a line of the terminal without echo.
std::string ask_secret(const std::string& question);
/// Reads a line of the terminal; "" if there is no terminal.
std::string ask(const std::string& question);

}  // namespace shouwen::cli
