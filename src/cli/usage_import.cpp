// The same reading and writing as on the screen, in one go.
#include "cli/usage_import.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "http/problem.h"
#include "imports/use_jobs.h"
#include "json/print.h"
#include "tables/table_writer.h"
#include "usage/usage_import.h"
#include "usage/usage_words.h"

namespace shouwen::cli {

namespace {

std::string reason(const Refusal& refusal) { return http::refusal_text(in_words(refusal, http::Language::zh), http::Language::zh); }

void print_import(Common& common, const UsageImportReport& report) {
  const UsageImport& import = report.import;
  if (import.refused > 0) common.exit_code = 1;
  if (!common.json) {
    if (report.resumed_at_line > 0) fmt::print("从第{}行继续 / resumed at line {}\n", report.resumed_at_line, report.resumed_at_line);
    fmt::print("行 rows {}: 新增月份或日 months or days added {}, 已存在 there already {}, 拒绝的行 lines refused {}\n", import.rows, import.added, import.there_already, import.refused);
    for (const UsageMistake& mistake : report.mistakes) fmt::print("  line {} {}: {}\n", mistake.line, mistake.refusal.field, reason(mistake.refusal));
    return;
  }
  std::string text = fmt::format(R"({{"file_hash":"{}","form":"{}","rows":{},"added":{},"there_already":{},"refused":{},"resumed_at_line":{},"mistakes":[)", import.file_hash, import.form,
                                 import.rows, import.added, import.there_already, import.refused, report.resumed_at_line);
  for (const UsageMistake& mistake : report.mistakes) {
    text += fmt::format(R"({}{{"line":{},"code":"{}","field":"{}","detail":)", text.ends_with('[') ? "" : ",", mistake.line, mistake.refusal.code, mistake.refusal.field);
    json::print_string(text, reason(mistake.refusal));
    text += "}";
  }
  fmt::print("{}]}}\n", text);
}

Result<UseReading> reading_of(const UsageImportOptions& options) {
  UseReading reading{options.kind, {}};
  if (options.mapping.empty()) return reading;
  std::ifstream in(options.mapping);
  if (!in) return Refusal{"import.file_missing", "", "", {{"file", options.mapping}}};
  std::ostringstream text;
  text << in.rdbuf();
  const auto mapping = Mapping::parse(text.str());
  if (!mapping) return mapping.refusal();
  auto use = use_mapping_of(*mapping);
  if (!use) return use.refusal();
  reading.mapping = *std::move(use);
  return reading;
}

void print_preview(const Trial& trial) {
  fmt::print("试看 {} 行 rows tried: 将新增 would be added {}, 已有 there already {}, 不能导入 refused {}\n", trial.tried, trial.added, trial.there_already, trial.refused);
  for (const TrialRow& row : trial.rows) {
    fmt::print("line {}:{}\n", row.line, row.refusal ? " " + reason(*row.refusal) : std::string());
    for (std::size_t i = 0; i < row.values.size() && i < trial.labels.size(); ++i) fmt::print("  {} / {}: {}\n", trial.labels[i].first, trial.labels[i].second, row.values[i]);
  }
}

/// Each line that was not taken, as it stood, with its number and the reason.
void append_refused(std::ofstream& out, const std::vector<RefusedLine>& lines) {
  std::string text;
  for (const RefusedLine& line : lines) {
    std::vector<std::string> cells = line.cells;
    cells.push_back(std::to_string(line.line));
    cells.push_back(reason(line.refusal));
    tables::append_csv_row(text, cells);
  }
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace

void run_usage_import(Common& common, const UsageImportOptions& options) {
  const auto reading = reading_of(options);
  if (!reading) return fail(common, reading.refusal());
  const auto house = open_house(common, 2);
  if (house == nullptr) return;
  const auto file = LineFile::of(*house, options.file);
  if (!file) return fail(common, file.refusal());
  if (options.preview > 0) {
    const auto trial = try_use(*house, (*file)->path(), *reading, static_cast<std::size_t>(options.preview));
    return trial ? print_preview(*trial) : fail(common, trial.refusal());
  }
  UsageImportOrder order{(*file)->path(), std::filesystem::path(options.file).filename(), OfficerId{}, options.dry_run ? ImportMode::dry_run : ImportMode::run, options.errors_shown, *reading, {}};
  std::ofstream refused;
  if (!options.refused.empty()) {
    refused.open(options.refused, std::ios::binary | std::ios::trunc);
    if (!refused) return fail(common, {"import.file_missing", "", "", {{"file", options.refused}}});
    refused << tables::csv_byte_order_mark;
    order.refused = [&refused](const std::vector<RefusedLine>& lines) { append_refused(refused, lines); };
  }
  const auto report = import_usage(*house, order, [&common](std::int64_t rows) {
    if (!common.json && rows % 100'000 == 0) fmt::print("{} …\n", rows);
  });
  if (!report) return fail(common, report.refusal());
  print_import(common, *report);
}

void add_usage_import(CLI::App& usage, Common& common) {
  CLI::App* import = usage.add_subcommand("import", "Use from CSV or XLSX by month or by interval, from NEM12 or Green Button; told by the first line / 导入用电量");
  import->footer("Headings: 户号 and months (202601, 2026-01, 2026年1月), kWh; or 户号, 月份, 电量 and, as far as metered, 尖峰电量 峰电量 平电量 谷电量 (kWh),\n"
                 "无功电量 (kvarh), 最大需量 (kW). Load curves: 户号, 日期 and 96, 48 or 24 times; or 户号, 时间, 电量, 质量; NEM12; Green Button.\n"
                 "Other headings: a mapping, [fields] account_number = \"Meter\", month = \"Period\", total_kwh = \"Usage\", unit = { constant = \"mwh\" }.\n"
                 "Started again with the same file it goes on where it stood. What is there already is never changed.");
  const auto options = std::make_shared<UsageImportOptions>();
  import->add_option("file", options->file, "CSV in any usual encoding, XLSX, NEM12, Green Button XML")->required();
  import->add_option("--mapping", options->mapping, "TOML file: which column is which field, and the unit");
  import->add_option("--preview", options->preview, "Show so many rows as they would be read and what would come of them; write nothing");
  import->add_flag("--dry-run", options->dry_run, "Tell what would happen to the whole file and keep nothing");
  import->add_option("--refused", options->refused, "Write the lines that were not taken to this CSV, each with its reason");
  import->add_option("--errors", options->errors_shown, "Show at most so many errors")->capture_default_str();
  import->callback([&common, options] { run_usage_import(common, *options); });
}

}  // namespace shouwen::cli
