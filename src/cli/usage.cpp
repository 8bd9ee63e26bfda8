// shouwen usage: bringing monthly use in, and the monthly look at key customers.
#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"
#include "customers/account_number.h"
#include "customers/customer_store.h"
#include "http/problem.h"
#include "json/print.h"
#include "tables/table_reader.h"
#include "usage/unusual_run.h"
#include "usage/usage_import.h"

namespace shouwen::cli {

namespace {

struct UsageImportOptions {
  std::string file;
  bool dry_run = false;
  std::size_t errors_shown = 20;
};
struct UnusualOptions {
  std::string month, accounts;
};

void print_import(Common& common, const UsageImportReport& report) {
  const UsageImport& import = report.import;
  if (import.refused > 0) common.exit_code = 1;
  if (!common.json) {
    if (report.resumed_at_line > 0) fmt::print("从第{}行继续 / resumed at line {}\n", report.resumed_at_line, report.resumed_at_line);
    fmt::print("行 rows {}: 新增月份或日 months or days added {}, 已存在 there already {}, 拒绝的行 lines refused {}\n", import.rows, import.added, import.there_already, import.refused);
    for (const UsageMistake& mistake : report.mistakes) fmt::print("  line {} {}: {}\n", mistake.line, mistake.refusal.field, http::refusal_text(mistake.refusal, http::Language::zh));
    return;
  }
  std::string text = fmt::format(R"({{"file_hash":"{}","rows":{},"added":{},"there_already":{},"refused":{},"resumed_at_line":{},"mistakes":[)", import.file_hash, import.rows,
                                 import.added, import.there_already, import.refused, report.resumed_at_line);
  for (const UsageMistake& mistake : report.mistakes) {
    text += fmt::format(R"({}{{"line":{},"code":"{}","field":"{}","detail":)", text.ends_with('[') ? "" : ",", mistake.line, mistake.refusal.code, mistake.refusal.field);
    json::print_string(text, http::refusal_text(mistake.refusal, http::Language::zh));
    text += "}";
  }
  fmt::print("{}]}}\n", text);
}

void run_usage_import(Common& common, const UsageImportOptions& options) {
  const auto house = open_house(common, 2);
  if (house == nullptr) return;
  const UsageImportOrder order{options.file, std::filesystem::path(options.file).filename(), OfficerId{}, options.dry_run ? ImportMode::dry_run : ImportMode::run, options.errors_shown};
  const auto report = import_usage(*house, order, [&common](std::int64_t rows) {
    if (!common.json && rows % 100'000 == 0) fmt::print("{} …\n", rows);
  });
  if (!report) return fail(common, report.refusal());
  print_import(common, *report);
}

/// The customers of a list with a column of account numbers; those it does not know are told.
Result<std::vector<CustomerId>> listed_customers(House& house, const std::string& file) {
  const auto table = tables::read_table(file);
  if (!table) return table.refusal();
  const int column = std::max(table->column("户号"), table->column("account_number"));
  if (column < 0) return Refusal{"usage.no_account_column", "", "/account_number", {}};
  const auto session = house.readers().borrow();
  std::vector<CustomerId> customers;
  for (const tables::TableRow& row : table->rows) {
    const std::string account = static_cast<std::size_t>(column) < row.cells.size() ? account_number_of(row.cells[static_cast<std::size_t>(column)]) : "";
    const auto customer = find_customer_by_account(*session, account);
    if (!customer) return Refusal{"usage.account_unknown", "", "/account_number", {{"account_number", account}}};
    customers.push_back(*customer);
  }
  return customers;
}

Result<std::vector<CustomerId>> watched_customers(House& house, const UnusualOptions& options, Month month, const UsageRules& rules) {
  if (!options.accounts.empty()) return listed_customers(house, options.accounts);
  if (!rules.watched_yearly_kwh) return Refusal{"usage.watch_not_set", "", "", {}};
  return customers_using(*house.readers().borrow(), month, *rules.watched_yearly_kwh * 1000);
}

void run_unusual(Common& common, const UnusualOptions& options) {
  const auto house = open_house(common, 2);
  if (house == nullptr) return;
  const auto rulebook = house->rulebook_now();
  if (rulebook == nullptr || !rulebook->usage) return fail(common, {"usage.rules_missing", "", "", {}});
  const auto month = options.month.empty() ? std::optional(month_of(local_date(house->now())).plus(-1)) : parse_month(to_half_width(options.month));
  if (!month) return refuse_input(common, {"usage.month_impossible", "", "/month", {{"field", "month"}, {"value", options.month}}});
  const auto customers = watched_customers(*house, options, *month, *rulebook->usage);
  if (!customers) return fail(common, customers.refusal());
  const UnusualRunReport report = look_for_unusual(*house, *customers, *month, rulebook->usage->unusual);
  if (common.json)
    fmt::print(R"({{"month":{},"customers":{},"without_month":{},"found":{},"added":{}}}{})", month->value, report.customers, report.without_month, report.found, report.added, "\n");
  else
    fmt::print("{}: 客户 customers {}, 尚无当月电量 month not known {}, 异动 unusual {}, 新记录 newly kept {}\n", month->value, report.customers, report.without_month, report.found, report.added);
}

}  // namespace

void add_usage(CLI::App& app, Common& common) {
  CLI::App* usage = app.add_subcommand("usage", "Use of electricity: import, unusual months / 用电量：导入、异动");
  usage->require_subcommand(1);
  CLI::App* import = usage->add_subcommand("import", "Use from CSV by month or by interval, or from NEM12; told by the first line / 导入用电量");
  import->footer("Headings: 户号 and months (202601, 2026-01, 2026年1月), kWh; or 户号, 月份, 电量 and, as far as metered, 尖峰电量 峰电量 平电量 谷电量 (kWh),\n"
                 "无功电量 (kvarh), 最大需量 (kW). Load curves: 户号, 日期 and 96, 48 or 24 times; or 户号, 时间, 电量, 质量; or NEM12. Started again with the same file it goes on where it stood. What is there already is never changed.");
  const auto options = std::make_shared<UsageImportOptions>();
  import->add_option("file", options->file, "CSV, UTF-8 or GB18030")->required();
  import->add_flag("--dry-run", options->dry_run, "Tell what would happen and keep nothing");
  import->add_option("--errors", options->errors_shown, "Show at most so many errors")->capture_default_str();
  import->callback([&common, options] { run_usage_import(common, *options); });

  CLI::App* unusual = usage->add_subcommand("unusual", "Look for unusual months of key customers and keep them for their managers / 查找用电异动");
  const auto looked = std::make_shared<UnusualOptions>();
  unusual->add_option("--month", looked->month, "yyyymm; the last month if missing");
  unusual->add_option("--accounts", looked->accounts, "CSV or XLSX with a column 户号: whom to look at; else [usage.watch] of the rulebook decides");
  unusual->callback([&common, looked] { run_unusual(common, *looked); });
}

}  // namespace shouwen::cli
