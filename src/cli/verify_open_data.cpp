// shouwen verify-open-data: an outsider computes a month's figures from its published cases. Needs no data folder and no network.
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <memory>

#include "cli/commands.h"
#include "json/print.h"
#include "open_data/open_files.h"

namespace shouwen::cli {

namespace {

std::optional<std::string> content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

void print_json(const CheckedFigures& checked, const std::string& figures_hash, const std::string& rows_hash) {
  std::string text = fmt::format(R"({{"good":{},"edition":{},"month":"{}","rows":{},"figures":{},"figures_sha256":"{}","rows_sha256":"{}","differences":[)", checked.differences.empty(),
                                 checked.heading.edition, month_text(checked.heading.month), checked.rows, checked.figures, figures_hash, rows_hash);
  for (const FigureChange& change : checked.differences) {
    text += text.ends_with('[') ? "{" : ",{";
    for (const auto& [name, value] : {std::pair<const char*, const std::string&>{"kind", change.kind}, {"area", change.area}, {"column", change.column}, {"stated", change.before}, {"computed", change.after}}) {
      text += fmt::format("{}\"{}\":", text.ends_with('{') ? "" : ",", name);
      json::print_string(text, value);
    }
    text += '}';
  }
  fmt::print("{}]}}\n", text);
}

void print_lines(const CheckedFigures& checked, const std::string& figures_hash, const std::string& rows_hash) {
  for (const FigureChange& change : checked.differences)
    fmt::print("{} / {} {}: 公布 stated {}，重算 computed {}\n", change.kind, change.area, change.column, change.before.empty() ? "—" : change.before, change.after.empty() ? "—" : change.after);
  fmt::print("{} 第{}期 {}：{}行，{}个数字 / edition {}, {} rows, {} figures\n", checked.differences.empty() ? "一致 OK" : "不一致 NOT OK", checked.heading.edition, month_text(checked.heading.month), checked.rows,
             checked.figures, checked.heading.edition, checked.rows, checked.figures);
  fmt::print("SHA-256 figures {}\nSHA-256 cases   {}\n请与日志中公布的校验值比较 / compare them with those in the journal entry of the edition\n", figures_hash, rows_hash);
}

void run(Common& common, const std::string& figures_file, const std::string& rows_file) {
  const auto figures = content_of(figures_file), rows = content_of(rows_file);
  for (const auto& [content, file] : {std::pair(&figures, &figures_file), std::pair(&rows, &rows_file)})
    if (!*content) return refuse_input(common, {"open_data_file.missing", "", "", {{"file", *file}}});
  const auto checked = check_figures(*figures, *rows);
  if (!checked) return fail(common, checked.refusal());
  if (!checked->differences.empty()) common.exit_code = 1;
  if (common.json) print_json(*checked, sha256_of(*figures), sha256_of(*rows));
  else print_lines(*checked, sha256_of(*figures), sha256_of(*rows));
}

}  // namespace

void add_verify_open_data(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("verify-open-data", "Compute a month's published figures again from its published cases / 用公布的明细重算指标");
  command->footer("Example:\n  shouwen verify-open-data figures.csv cases.csv    (exit code 1 if a figure differs)");
  const auto figures = std::make_shared<std::string>(), rows = std::make_shared<std::string>();
  command->add_option("figures", *figures, "figures.csv of an edition")->required();
  command->add_option("cases", *rows, "cases.csv of the same edition")->required();
  command->callback([&common, figures, rows] { run(common, *figures, *rows); });
}

}  // namespace shouwen::cli
