// shouwen what-if: a past period under a drafted rulebook, beside what happened. Reads only, also while the server runs.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "cli/commands.h"
#include "json/print.h"
#include "org/organisation_store.h"
#include "regulation/describe.h"
#include "tables/table_writer.h"
#include "what_if/describe.h"
#include "what_if/what_if_run.h"

namespace shouwen::cli {

namespace {

struct WhatIfOptions {
  std::string from, to, csv;
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

std::string row_of(const SideBySide& row) {
  return fmt::format(R"({{"owed_was":{},"owed_would":{},"late_was":{},"late_would":{},"newly_late":{},"no_longer_late":{}}})", row.was.owed, row.would.owed,
                     row.was.late, row.would.late, row.newly_late, row.no_longer_late);
}

std::string unit_words(const Organisation& organisation, UnitId id) {
  const Unit* unit = organisation.unit(id);
  return unit == nullptr ? std::to_string(id.value) : unit->code + ' ' + unit->name;
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
  fmt::print("{}}}\n", text);
}

void tell_rows(const char* title, const auto& rows, const auto& key_of) {
  fmt::print("\n{}\n", title);
  for (const auto& [key, row] : rows)
    fmt::print("  {:<40} {:>9} → {:>9}   +{} -{}\n", key_of(key), row.was.late, row.would.late, row.newly_late, row.no_longer_late);
}

void tell_words(const WhatIfFigures& figures, const Organisation& organisation, double seconds) {
  fmt::print("事项 Cases {}，结果有变 changed {}，去向有变 rerouted {}（{:.1f} s）\n超时 Late: {} → {}   +{} -{}\n", figures.cases, figures.changed_cases,
             figures.rerouted, seconds, figures.all.was.late, figures.all.would.late, figures.all.newly_late, figures.all.no_longer_late);
  tell_rows("按事项类别 By kind", figures.by_kind, [](CaseKind kind) { return std::string(json::name_of(kind)); });
  tell_rows("按时限 By duty", figures.by_duty, [](DutyKind kind) { return std::string(json::name_of(kind)); });
  tell_rows("按部门 By unit", figures.by_unit, [&](UnitId id) { return unit_words(organisation, id); });
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
  const std::filesystem::path database = std::filesystem::path(common.data) / "shouwen.db";
  if (!std::filesystem::exists(database)) return fail(common, {"house.folder_missing", "", "", {{"folder", common.data}}});
  db::Session session(database, db::OpenMode::read_only);
  const Instant now = wall_clock();
  WhatIfQuestion question;
  question.period = {at_local(*from, 0), at_local(to->plus_days(1), 0)};
  question.until = now;
  question.draft = draft_of(common, options, session, now);
  if (question.draft == nullptr) return;
  question.organisation = std::make_shared<const Organisation>(load_organisation(session, now));
  RulebookShelf shelf;
  // Read ahead: the threads of the run share the shelf, not the connection.
  for (const RulebookVersion& row : rulebook_versions(session))
    if (row.state == "in_force") shelf.get(session, row.version);
  question.rulebook_version = [&shelf](std::int64_t version) { return shelf.find(version); };
  WhatIfProgress progress;
  const auto began = std::chrono::steady_clock::now();
  const WhatIfFigures figures = run_what_if(database, question, std::max(1U, std::thread::hardware_concurrency()), progress);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!options.csv.empty()) write_csv(figures, *question.organisation, options.csv);
  if (common.json) tell_json(figures, *question.organisation, seconds);
  else tell_words(figures, *question.organisation, seconds);
}

}  // namespace

void add_what_if(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("what-if", "A past period under a drafted rulebook / 以规则草案重演过去一段时间");
  command->footer("Examples:\n  shouwen what-if --from 2025-01-01 --to 2025-03-31 --draft 4\n  shouwen --rulebook my-draft what-if --from 2025-01-01 --to 2025-03-31 --folder --csv cases.csv");
  const auto options = std::make_shared<WhatIfOptions>();
  command->add_option("--from", options->from, "First day of registration")->required();
  command->add_option("--to", options->to, "Last day of registration")->required();
  CLI::Option* draft = command->add_option("--draft", options->draft, "Version of the rulebook; without it what is in force");
  command->add_flag("--folder", options->folder, "Replay under the files of --rulebook")->excludes(draft);
  command->add_option("--csv", options->csv, "File for the single duties that would have ended otherwise");
  command->callback([&common, options] { run(common, *options); });
}

}  // namespace shouwen::cli
