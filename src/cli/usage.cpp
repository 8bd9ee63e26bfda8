// shouwen usage: the monthly look at key customers, and what belongs to use on the command line.
#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/usage_import.h"
#include "customers/account_number.h"
#include "customers/customer_store.h"
#include "tables/table_reader.h"
#include "usage/unusual_run.h"
#include "usage/usage_store.h"

namespace shouwen::cli {

namespace {

struct UnusualOptions {
  std::string month, accounts;
};

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
  add_usage_import(*usage, common);

  CLI::App* unusual = usage->add_subcommand("unusual", "Look for unusual months of key customers and keep them for their managers / 查找用电异动");
  const auto looked = std::make_shared<UnusualOptions>();
  unusual->add_option("--month", looked->month, "yyyymm; the last month if missing");
  unusual->add_option("--accounts", looked->accounts, "CSV or XLSX with a column 户号: whom to look at; else [usage.watch] of the rulebook decides");
  unusual->callback([&common, looked] { run_unusual(common, *looked); });
}

}  // namespace shouwen::cli
