// shouwen what-if: a past period under a drafted rulebook, calendar or roster, beside what happened. Reads only, also while the server runs.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "cli/commands.h"
#include "http/problem.h"
#include "imports/importer.h"
#include "json/print.h"
#include "org/organisation_store.h"
#include "regulation/describe.h"
#include "tables/table_writer.h"
#include "what_if/describe.h"
#include "what_if/roster_file.h"
#include "what_if/what_if_run.h"

namespace shouwen::cli {

namespace {

struct WhatIfOptions {
  std::string from, to, roster, csv;
  std::int64_t draft = 0;
  bool folder = false;
};

/// The draft as it stands, or the folder's files, or what is in force.
std::shared_ptr<const Rulebook> draft_of(Common& common, const WhatIfOptions& options, db::Session& session, Instant now) {
  if (options.folder) {
    auto loaded = load_rulebook_folder(common);
    return loaded ? std::make_shared<const Rulebook>(*std::move(loaded)) : nullptr;
  }
  const std::int64_t version = options.draft != 0 ? options.draft : rulebook_version_at(session, now);
  const auto files = rulebook_files(session, version);
  if (files.empty()) {
    fail(common, {"rulebook.unknown_version", "", "", {}});
    return nullptr;
  }
  LoadedRulebook loaded = load_rulebook(files);
  if (tell_mistakes(common, loaded.mistakes)) return nullptr;
  loaded.rulebook.version = loaded.rulebook.calendars.version = version;
  return std::make_shared<const Rulebook>(std::move(loaded.rulebook));
}

/// The shifts of --roster; nothing after each mistake was told as file:line.
std::optional<std::vector<DutyShift>> roster_of(Common& common, const std::string& file, const WhatIfQuestion& question) {
  const auto table = tables::read_table(file);
  if (!table) {
    Refusal refusal = table.refusal();
    refusal.values.emplace_back("file", file);
    return refuse_input(common, refusal), std::nullopt;
  }
  DraftedRoster roster = read_roster(*table, *question.organisation);
  const ImportKind& kind = *import_kind("roster");
  for (const RosterMistake& mistake : roster.mistakes)
    fmt::print(stderr, "{}:{}: {} | {} [{}]\n", file, mistake.line, told(mistake.refusal, kind, http::Language::zh), told(mistake.refusal, kind, http::Language::en),
               mistake.refusal.code);
  if (!roster.mistakes.empty()) return common.exit_code = 2, std::nullopt;
  const Verdict fits = check_roster_period(roster.shifts, question.period.from, question.until);
  return fits ? std::optional(std::move(roster.shifts)) : (refuse_input(common, fits.refusal()), std::nullopt);
}

std::string row_of(const Routed& row) { return fmt::format(R"({{"was":{},"would":{}}})", row.was, row.would); }

std::string row_of(const Cover& row) {
  return fmt::format(R"({{"moments_was":{},"nobody_was":{},"moments_would":{},"nobody_would":{}}})", row.moments_was, row.nobody_was, row.moments_would, row.nobody_would);
}

std::string row_of(const SideBySide& row) {
  return fmt::format(R"({{"owed_was":{},"owed_would":{},"late_was":{},"late_would":{},"newly_late":{},"no_longer_late":{}}})", row.was.owed, row.would.owed,
                     row.was.late, row.would.late, row.newly_late, row.no_longer_late);
}

std::string unit_words(const Organisation& organisation, UnitId id) {
  const Unit* unit = organisation.unit(id);
  return unit == nullptr ? std::to_string(id.value) : unit->code + ' ' + unit->name;
}

std::string officer_words(const Organisation& organisation, OfficerId id) {
  const Officer* officer = organisation.officer(id);
  return officer == nullptr ? std::to_string(id.value) : officer->code + ' ' + officer->name;
}

/// A unit of the routing table.
std::string route_words(const Organisation& organisation, const std::string& code) {
  if (code.empty()) return "提请局办裁定 the office is asked";
  if (code == "@station") return "客户所在供电所 the station of the place";
  const Unit* unit = organisation.unit_by_code(code);
  return unit == nullptr ? code : code + ' ' + unit->name;
}

void tell_json(const WhatIfFigures& figures, const Organisation& organisation, double seconds) {
  std::string text = fmt::format(R"({{"cases":{},"changed_cases":{},"rerouted":{},"seconds":{:.2f},"all":{})", figures.cases, figures.changed_cases,
                                 figures.rerouted, seconds, row_of(figures.all));
  const auto add_rows = [&text](const char* name, const auto& rows, const auto& key_of) {
    text += fmt::format(",\"{}\":{{", name);
    bool first = true;
    for (const auto& [key, row] : rows) {
      if (!first) text += ',';
      first = false;
      json::print_string(text, key_of(key));
      text += ':' + row_of(row);
    }
    text += '}';
  };
  add_rows("by_kind", figures.by_kind, [](CaseKind kind) { return std::string(json::name_of(kind)); });
  add_rows("by_duty", figures.by_duty, [](DutyKind kind) { return std::string(json::name_of(kind)); });
  add_rows("by_unit", figures.by_unit, [&](UnitId id) { return unit_words(organisation, id); });
  add_rows("by_officer", figures.by_officer, [&](OfficerId id) { return officer_words(organisation, id); });
  add_rows("by_route", figures.by_route, [](const std::string& code) { return code; });
  add_rows("by_cover", figures.by_cover, [&](UnitId id) { return unit_words(organisation, id); });
  fmt::print("{}}}\n", text);
}

void tell_rows(const char* title, const auto& rows, const auto& key_of) {
  fmt::print("\n{}\n", title);
  if (rows.empty()) fmt::print("  —\n");
  for (const auto& [key, row] : rows)
    fmt::print("  {:<40} {:>9} → {:>9}   +{} -{}\n", key_of(key), row.was.late, row.would.late, row.newly_late, row.no_longer_late);
}

/// Only what changes: whose load, and who would have found nobody.
void tell_load(const WhatIfFigures& figures, const Organisation& organisation) {
  fmt::print("\n工作量变化（归口工单数） Load: cases routed\n");
  bool same = true;
  for (const auto& [code, row] : figures.by_route) {
    if (row.was == row.would) continue;
    same = false;
    fmt::print("  {:<40} {:>9} → {:>9}   {:+}\n", route_words(organisation, code), row.was, row.would, row.would - row.was);
  }
  if (same) fmt::print("  各部门不变 every unit as before\n");
}

void tell_cover(const WhatIfFigures& figures, const Organisation& organisation) {
  fmt::print("\n需要有人而无人值班（次数） Nobody on duty when needed\n");
  if (figures.by_cover.empty()) fmt::print("  —\n");
  for (const auto& [unit, row] : figures.by_cover)
    fmt::print("  {:<40} {:>9} / {} → {:>9} / {}\n", unit_words(organisation, unit), row.nobody_was, row.moments_was, row.nobody_would, row.moments_would);
}

void tell_words(const WhatIfFigures& figures, const Organisation& organisation, bool with_roster, double seconds) {
  fmt::print("事项 Cases {}，结果有变 changed {}，去向有变 rerouted {}（{:.1f} s）\n超时 Late: {} → {}   +{} -{}\n", figures.cases, figures.changed_cases,
             figures.rerouted, seconds, figures.all.was.late, figures.all.would.late, figures.all.newly_late, figures.all.no_longer_late);
  tell_rows("按事项类别 By kind", figures.by_kind, [](CaseKind kind) { return std::string(json::name_of(kind)); });
  tell_rows("按时限 By duty", figures.by_duty, [](DutyKind kind) { return std::string(json::name_of(kind)); });
  tell_rows("按部门 By unit", figures.by_unit, [&](UnitId id) { return unit_words(organisation, id); });
  tell_rows("按人员（只列有超时的） By officer, only who was late in either", figures.by_officer, [&](OfficerId id) { return officer_words(organisation, id); });
  tell_load(figures, organisation);
  if (with_roster) tell_cover(figures, organisation);
}

void write_csv(const WhatIfFigures& figures, const Organisation& organisation, const std::string& name) {
  std::ofstream file(name, std::ios::binary);
  std::string text(tables::csv_byte_order_mark);
  tables::append_csv_row(text, {"case_id", "kind", "duty", "unit", "was", "would", "was_due", "would_due", "routed_was", "routed_would"});
  for (const ChangedDuty& row : figures.changed) {
    const auto due = [](Instant at) { return at.seconds == 0 ? std::string() : to_iso(at); };
    if (row.duty)
      tables::append_csv_row(text, {std::to_string(row.case_id.value), json::name_of(row.case_kind), json::name_of(row.duty->kind), unit_words(organisation, row.duty->unit_id),
                                    json::name_of(row.duty->was), json::name_of(row.duty->would), due(row.duty->was_due), due(row.duty->would_due), "", ""});
    else
      tables::append_csv_row(text, {std::to_string(row.case_id.value), json::name_of(row.case_kind), "", "", "", "", "", "", row.routed_was, row.routed_would});
  }
  file << text;
}

void run(Common& common, const WhatIfOptions& options) {
  const auto from = parse_date(options.from), to = parse_date(options.to);
  if (!from || !to) return fail(common, {"body.bad_time", "", from ? "/to" : "/from", {}});
  const auto database = find_database(common);
  if (!database) return;
  db::Session session(*database, db::OpenMode::read_only);
  const Instant now = wall_clock();
  WhatIfQuestion question;
  question.period = {at_local(*from, 0), at_local(to->plus_days(1), 0)};
  question.until = now;
  question.draft = draft_of(common, options, session, now);
  if (question.draft == nullptr) return;
  question.organisation = std::make_shared<const Organisation>(load_organisation(session, now));
  if (!options.roster.empty()) {
    question.roster = roster_of(common, options.roster, question);
    if (!question.roster) return;
  }
  RulebookShelf shelf;
  // Read ahead: the threads of the run share the shelf, not the connection.
  for (const RulebookVersion& row : rulebook_versions(session))
    if (row.state == "in_force") shelf.get(session, row.version);
  question.rulebook_version = [&shelf](std::int64_t version) { return shelf.find(version); };
  WhatIfProgress progress;
  const auto began = std::chrono::steady_clock::now();
  const WhatIfFigures figures = run_what_if(*database, question, std::max(1U, std::thread::hardware_concurrency()), progress);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!options.csv.empty()) write_csv(figures, *question.organisation, options.csv);
  if (common.json) tell_json(figures, *question.organisation, seconds);
  else tell_words(figures, *question.organisation, question.roster.has_value(), seconds);
}

}  // namespace

void add_what_if(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("what-if", "A past period under a drafted rulebook, calendar or roster / 以规则、日历或值班表草案重演过去一段时间");
  command->footer("Examples:\n  shouwen what-if --from 2025-01-01 --to 2025-03-31 --draft 4\n  shouwen --rulebook my-draft what-if --from 2025-01-01 --to 2025-03-31 --folder --csv cases.csv\n"
                  "  shouwen what-if --from 2025-01-01 --to 2025-03-31 --roster roster.csv\nA roster's columns: shouwen import roster --template");
  const auto options = std::make_shared<WhatIfOptions>();
  command->add_option("--from", options->from, "First day of registration")->required();
  command->add_option("--to", options->to, "Last day of registration")->required();
  CLI::Option* draft = command->add_option("--draft", options->draft, "Version of the rulebook; without it what is in force");
  command->add_flag("--folder", options->folder, "Replay under the files of --rulebook")->excludes(draft);
  command->add_option("--roster", options->roster, "CSV or XLSX of shifts; takes the place of the whole roster");
  command->add_option("--csv", options->csv, "File for the single duties that would have ended otherwise");
  command->callback([&common, options] { run(common, *options); });
}

}  // namespace shouwen::cli
