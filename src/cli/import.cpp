// shouwen import and export.
#include "imports/import_stream.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/usage_import.h"
#include "http/problem.h"
#include "imports/past_case_store.h"
#include "json/print.h"
#include "regulation/regulation_text.h"
#include "tables/document_text.h"
#include "tables/table_writer.h"

namespace shouwen::cli {

namespace {

constexpr std::int64_t differences_shown = 20;

struct ImportOptions {
  std::string kind, file, mapping;
  bool print_template = false;
  std::int64_t preview = 0, errors_shown = 20;
};

void print_template(const ImportKind& kind) {
  std::vector<std::string> names, about;
  for (const ImportField& field : kind.fields) {
    names.emplace_back(field.name);
    about.push_back(std::string(field.about) + (field.required ? " *" : ""));
  }
  std::string text;
  tables::append_csv_row(text, names);
  tables::append_csv_row(text, about);
  fmt::print("{}", text);
}

void preview(const ImportKind& kind, const tables::Table& table, const Mapping& mapping, std::int64_t rows) {
  fmt::print("{} rows, {}\n", table.rows.size(), table.encoding);
  for (std::size_t i = 0; i < table.rows.size() && static_cast<std::int64_t>(i) < rows; ++i) {
    const MappedRow row(mapping, table, table.rows[i]);
    fmt::print("line {}:\n", row.line());
    for (const ImportField& field : kind.fields) fmt::print("  {:<16} {}\n", field.name, row.text(field.name));
  }
}

void print_flags(House& house) {
  const auto session = house.readers().borrow();
  const PastCaseFigures figures = past_case_figures(*session);
  fmt::print("历史工单 past cases {}: 按时 on time {}, 与原标记一致 equal to published flags {} / {}\n", figures.cases, figures.on_time, figures.equal, figures.published);
  for (const PastCase& row : differing_past_cases(*session, differences_shown))
    fmt::print("  {} {}: target {}, closed {}, published {}\n", row.source, row.number, row.target_at ? to_iso(*row.target_at) : "-",
               row.closed_at ? to_iso(*row.closed_at) : "-", *row.published_on_time ? "on time" : "late");
}

void print_report(Common& common, const ImportReport& report, std::int64_t errors_shown, std::optional<std::int64_t> refused = {}) {
  const std::int64_t errors = refused.value_or(static_cast<std::int64_t>(report.errors.size()));
  if (errors > 0) common.exit_code = 1;
  if (common.json) {
    std::string text = fmt::format(R"({{"rows":{},"added":{},"changed":{},"there_already":{},"errors":[)", report.rows, report.added, report.changed, report.there_already);
    for (std::size_t i = 0; i < report.errors.size(); ++i) {
      text += fmt::format(R"({}{{"line":{},"code":"{}","field":"{}","detail":)", i == 0 ? "" : ",", report.errors[i].line, report.errors[i].refusal.code, report.errors[i].refusal.field);
      json::print_string(text, http::refusal_text(report.errors[i].refusal, http::Language::zh));
      text += "}";
    }
    fmt::print("{}]}}\n", text);
    return;
  }
  fmt::print("行 rows {}: 新增 added {}, 更新 changed {}, 已存在 there already {}, 错误 errors {}\n", report.rows, report.added, report.changed, report.there_already, errors);
  for (std::size_t i = 0; i < report.errors.size() && static_cast<std::int64_t>(i) < errors_shown; ++i)
    fmt::print("  line {} {}: {}\n", report.errors[i].line, report.errors[i].refusal.field, http::refusal_text(report.errors[i].refusal, http::Language::zh));
}

void run_regulation_import(Common& common, const ImportOptions& options) {
  const auto text = tables::read_document(options.file);
  if (!text) return fail(common, text.refusal());
  const std::vector<OwnClause> clauses = split_regulation(*text);
  if (clauses.empty()) return fail(common, {"import.no_articles", "", "", {{"file", options.file}}});
  if (options.preview > 0) {
    for (const OwnClause& clause : clauses) fmt::print("{}\t{}\n", clause.cite, clause.content);
    return;
  }
  const auto house = open_house(common, 1);
  if (house == nullptr) return;
  house->writer().run([&](db::Session& session) { keep_regulation(session, clauses, std::filesystem::path(options.file).filename(), house->now()); });
  const auto rulebook = house->rulebook_now();
  std::int64_t known = 0;
  for (const OwnClause& clause : clauses) known += rulebook != nullptr && rulebook->clause(clause.cite) != nullptr;
  if (common.json) fmt::print(R"({{"clauses":{},"beside_ours":{}}}\n)", clauses.size(), known);
  else fmt::print("条款 clauses {}: 与规则库对应 beside ours {}\n", clauses.size(), known);
}

void run_stream(Common& common, const ImportKind& kind, const ImportOptions& options) {
  const auto house = open_house(common, 2);
  if (house == nullptr) return;
  const auto done = import_stream(*house, kind, {options.file, options.mapping}, [&common](std::int64_t rows) {
    if (!common.json && rows % 100'000 == 0) fmt::print("{} …\n", rows);
  });
  if (!done) return fail(common, done.refusal());
  print_report(common, done->report, options.errors_shown, done->refused);
}

void run_import_command(Common& common, const ImportOptions& options) {
  if (options.kind == "regulation") return run_regulation_import(common, options);
  const ImportKind* kind = import_kind(options.kind);
  if (kind == nullptr) return fail(common, {"import.unknown_kind", "", "", {{"kind", options.kind}}});
  if (options.print_template) return print_template(*kind);
  if (kind->use) return run_usage_import(common, {options.file, options.mapping, "", kind->use, false, options.preview, static_cast<std::size_t>(options.errors_shown)});
  if (options.preview == 0 && can_stream(*kind, options.file)) return run_stream(common, *kind, options);
  const auto table = tables::read_table(options.file);
  if (!table) return fail(common, table.refusal());
  Result<Mapping> mapping = mapping_for(*kind, *table, options.mapping);
  if (!mapping) return fail(common, mapping.refusal());
  if (const Verdict columns = check_columns(*mapping, *table, kind->fields); !columns) return fail(common, columns.refusal());
  if (options.preview > 0) return preview(*kind, *table, *mapping, options.preview);
  const auto house = open_house(common, 1);
  if (house == nullptr) return;
  const ImportReport report = run_import(*house, *kind, *table, *mapping, std::filesystem::path(options.file).filename(), [&common](std::int64_t rows) {
    if (!common.json && rows % 5000 == 0) fmt::print("{} …\n", rows);
  });
  print_report(common, report, options.errors_shown);
  if (options.kind == "units" && !common.json) tell_missing_units(*house);
  if (options.kind == "past_cases" && !common.json) print_flags(*house);
}

}  // namespace

void add_import(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("import", "Bring in units, officers, customers, past cases, bills, arrears, outages from CSV or XLSX / 导入");
  command->footer("Examples:\n  shouwen import customers --template > customers.csv\n  shouwen import customers customers.xlsx --preview 5\n"
                  "  shouwen import past_cases old.csv --mapping rulebook/mappings/boston311.toml\nStarted again, it goes on: rows that are there are skipped.");
  const auto options = std::make_shared<ImportOptions>();
  command->add_option("kind", options->kind, "units, officers, customers, past_cases, bills, arrears, outages, monthly_use, interval_use; or regulation: the bureau's own text, .txt or .docx")->required();
  command->add_option("file", options->file, "CSV (any usual encoding) or XLSX");
  command->add_option("--mapping", options->mapping, "TOML file: which column is which field");
  command->add_option("--preview", options->preview, "Show so many rows as they would be read, write nothing");
  command->add_option("--errors", options->errors_shown, "Show at most so many errors")->capture_default_str();
  command->add_flag("--template", options->print_template, "Print the empty table");
  command->callback([&common, options] { run_import_command(common, *options); });
}

}  // namespace shouwen::cli
