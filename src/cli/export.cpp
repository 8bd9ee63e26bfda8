// shouwen export: tables for other programs.
#include <fmt/format.h>

#include <fstream>

#include "cli/commands.h"
#include "tables/table_writer.h"

namespace shouwen::cli {

namespace {

struct ExportOptions {
  std::string what, output, format = "csv";
};

struct ExportTable {
  const char* name;
  const char* sql;
  std::vector<std::string> heading;
};

/// Personal data leaves the house only by the customers' table, which says so.
const std::vector<ExportTable>& export_tables() {
  static const std::vector<ExportTable> tables = {
      {"units", "SELECT u.code, coalesce(p.code, ''), u.name, u.kind, u.phone, u.area FROM unit u LEFT JOIN unit p ON p.id = u.parent_id ORDER BY u.id",
       {"code", "parent", "name", "kind", "phone", "area"}},
      {"officers",
       "SELECT o.code, o.name, u.code, p.name, p.roles, CASE p.rank WHEN 2 THEN 'yes' WHEN 1 THEN 'deputy' ELSE 'no' END FROM officer o JOIN post p ON p.officer_id = o.id AND p.valid_to IS NULL JOIN unit u ON u.id = p.unit_id ORDER BY o.id",
       {"code", "name", "unit", "post", "roles", "head"}},
      {"customers",
       "SELECT c.account_number, c.name, c.phone, c.address, c.area, coalesce(u.code, ''), c.usage_category, c.meter_number FROM customer c LEFT JOIN unit u ON u.id = c.station_unit_id ORDER BY c.id",
       {"account_number", "name", "phone", "address", "area", "station", "usage_category", "meter_number"}},
      {"cases", "SELECT number, stage, outcome, kind, category, area, registered_at, closed_at, reminders, returns FROM service_case ORDER BY id",
       {"number", "stage", "outcome", "kind", "category", "area", "registered_at", "closed_at", "reminders", "returns"}},
      {"events", "SELECT number, stream_kind, stream_id, stream_number, at, actor_id, kind, clause, hex(hash) FROM event ORDER BY number",
       {"number", "stream", "id", "stream_number", "at", "actor_id", "kind", "clause", "hash"}},
      {"past_cases", "SELECT source, number, opened_at, target_at, closed_at, category, title, on_time, published_on_time FROM past_case ORDER BY id",
       {"source", "number", "opened_at", "target_at", "closed_at", "category", "title", "on_time", "published_on_time"}},
  };
  return tables;
}

/// Enums by their words, instants as ISO.
std::string cell_of(const db::Query& query, int column, const std::string& name) {
  static const std::vector<std::string> areas = {"urban", "rural", "remote"}, stages = {"open", "resolved", "closed"},
                                        outcomes = {"none", "answered", "out_of_scope", "withdrawn"},
                                        unit_kinds = {"bureau", "leaders", "department", "service_center", "key_account_center", "supply_station", "team"},
                                        case_kinds = {"inquiry", "information_query", "fault_report", "complaint", "tip_off", "suggestion", "feedback", "commendation", "service_request"};
  if (query.is_null(column)) return {};
  const std::string text(query.text(column));
  const auto word = [&](const std::vector<std::string>& words) {
    const auto index = static_cast<std::size_t>(query.integer(column));
    return index < words.size() ? words[index] : text;
  };
  if (name == "area") return word(areas);
  if (name == "stage") return word(stages);
  if (name == "outcome") return word(outcomes);
  if (name == "head") return query.integer(column) != 0 ? "yes" : "no";
  if (name == "on_time" || name == "published_on_time") return query.integer(column) != 0 ? "yes" : "no";
  if (name == "at" || name.ends_with("_at")) return to_iso(Instant{query.integer(column)});
  return text.size() == 1 && name == "unit_kind" ? word(unit_kinds) : name == "case_kind" ? word(case_kinds) : text;
}

void run(Common& common, const ExportOptions& options) {
  const ExportTable* table = nullptr;
  for (const ExportTable& known : export_tables())
    if (options.what == known.name) table = &known;
  if (table == nullptr) return fail(common, {"export.unknown_table", "", "", {{"table", options.what}}});
  const auto database = find_database(common);
  if (!database) return;
  db::Session session(*database, db::OpenMode::read_only);
  std::ofstream file;
  if (!options.output.empty()) file.open(options.output, std::ios::binary);
  tables::XlsxWriter workbook(table->name);
  const bool xlsx = options.format == "xlsx";
  const auto put = [&](const std::vector<std::string>& cells) {
    if (xlsx) return workbook.add_row(cells);
    std::string line;
    tables::append_csv_row(line, cells);
    if (file.is_open()) file << line;
    else fmt::print("{}", line);
  };
  if (!xlsx && file.is_open()) file << tables::csv_byte_order_mark;
  put(table->heading);
  auto query = session.query(table->sql);
  while (query.step()) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < table->heading.size(); ++i) {
      std::string name = table->heading[i];
      if (name == "kind") name = options.what == "units" ? "unit_kind" : options.what == "cases" ? "case_kind" : name;
      cells.push_back(cell_of(query, static_cast<int>(i), name));
    }
    put(cells);
  }
  if (!xlsx) return;
  if (file.is_open()) file << workbook.finish();
  else fmt::print("{}", workbook.finish());
}

}  // namespace

void add_export(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("export", "Tables as CSV or XLSX / 导出");
  command->footer("Examples:\n  shouwen export cases --output cases.csv\n  shouwen export customers --format xlsx --output customers.xlsx");
  const auto options = std::make_shared<ExportOptions>();
  command->add_option("table", options->what, "units, officers, customers, cases, events, past_cases")->required();
  command->add_option("--output", options->output, "File; without it to the terminal");
  command->add_option("--format", options->format, "csv or xlsx")->check(CLI::IsMember({"csv", "xlsx"}))->capture_default_str();
  command->callback([&common, options] { run(common, *options); });
}

}  // namespace shouwen::cli
