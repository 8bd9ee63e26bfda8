// shouwen verify: pages, hash chain, every case equal to a rebuild from its events. And shouwen coverage.
#include <fmt/format.h>

#include "cases/case_store.h"
#include "cli/commands.h"
#include "coverage/coverage.h"
#include "db/backup.h"
#include "db/journal.h"
#include "json/print.h"

namespace shouwen::cli {

namespace {

struct CaseDifference {
  std::int64_t case_id = 0;
  std::string text;
};

std::vector<CaseDifference> verify_cases(db::Session& session, std::int64_t& cases) {
  std::vector<std::int64_t> ids;
  {
    auto query = session.query("SELECT id FROM service_case UNION SELECT stream_id FROM event WHERE stream_kind = 'case' ORDER BY 1");
    while (query.step()) ids.push_back(query.integer(0));
  }
  std::vector<CaseDifference> differences;
  for (const std::int64_t id : ids)
    for (std::string& text : verify_case(session, CaseId{id})) differences.push_back({id, std::move(text)});
  cases = static_cast<std::int64_t>(ids.size());
  return differences;
}

void print_json(const db::ChainReport& chain, std::int64_t cases, const std::vector<CaseDifference>& differences, const std::string& complaints) {
  std::string text = fmt::format(R"({{"entries":{},"chain_intact":{},"first_bad_number":{},"cases":{},"reason":)", chain.entries, chain.intact, chain.first_bad_number, cases);
  json::print_string(text, chain.reason);
  text += ",\"database\":";
  json::print_string(text, complaints);
  text += fmt::format(R"(,"last_hash":"{}","differences":[)", chain.last_hash_hex);
  for (std::size_t i = 0; i < differences.size(); ++i) {
    text += fmt::format(R"({}{{"case_id":{},"text":)", i == 0 ? "" : ",", differences[i].case_id);
    json::print_string(text, differences[i].text);
    text += "}";
  }
  fmt::print("{}]}}\n", text);
}

void run_verify(Common& common) {
  const std::filesystem::path file = std::filesystem::path(common.data) / "shouwen.db";
  if (!std::filesystem::exists(file)) return fail(common, {"house.folder_missing", "", "", {{"folder", common.data}}});
  try {
    // Reads only, so a running server may go on.
    db::Session session(file, db::OpenMode::read_only);
    session.execute_script("BEGIN");
    const std::string complaints = db::check_integrity(session);
    const db::ChainReport chain = db::verify_chain(session);
    std::int64_t cases = 0;
    const auto differences = chain.intact ? verify_cases(session, cases) : std::vector<CaseDifference>{};
    if (!chain.intact || !differences.empty() || !complaints.empty()) common.exit_code = 1;
    if (common.json) return print_json(chain, cases, differences, complaints);
    if (!complaints.empty()) fmt::print("数据库文件损坏 / damaged database file: {}\n", complaints);
    if (!chain.intact) fmt::print("第{}条事件起哈希链不符 / the hash chain breaks at event {}: {}\n", chain.first_bad_number, chain.first_bad_number, chain.reason);
    for (const CaseDifference& difference : differences) fmt::print("case {}: {}\n", difference.case_id, difference.text);
    fmt::print("{}  事件 events: {}  工单 cases: {}  末哈希 last hash: {}\n", common.exit_code == 0 ? "一致 OK" : "不一致 NOT OK", chain.entries, cases, chain.last_hash_hex);
  } catch (const db::Fault& fault) {
    fail(common, {"storage.damaged", "", "", {{"what", fault.what()}}});
  }
}

void run_coverage(Common& common) {
  const auto rulebook = load_rulebook_folder(common);
  if (!rulebook) return;
  const std::filesystem::path file = std::filesystem::path(common.data) / "shouwen.db";
  std::unique_ptr<db::Session> session;
  if (std::filesystem::exists(file)) session = std::make_unique<db::Session>(file, db::OpenMode::read_only);
  std::string text = "[";
  for (const ClauseCoverage& row : coverage_of(*rulebook, session.get())) {
    if (!row.covered()) common.exit_code = 1;
    if (common.json)
      text += fmt::format(R"({}{{"cite":"{}","covered":{},"rules":{},"verbs":{},"limits":{},"tests":{},"decisions":{},"breaches":{}}})", text.size() > 1 ? "," : "",
                          row.cite, row.covered(), row.rules.size(), row.verbs.size(), row.limits.size(), row.tests.size(), row.decisions, row.breaches);
    else
      fmt::print("{} {:<10} rules {:>2}  verbs {:>2}  limits {:>2}  tests {:>3}  decisions {:>6}  breaches {:>5}  {}\n", row.covered() ? "  " : "!!", row.cite,
                 row.rules.size(), row.verbs.size(), row.limits.size(), row.tests.size(), row.decisions, row.breaches, row.not_yet);
  }
  if (common.json) fmt::print("{}]\n", text);
  else if (common.exit_code != 0) fmt::print("!! = 条款没有规则或测试 / a clause without rule or test\n");
}

}  // namespace

void add_verify(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("verify", "Prove that nothing was changed: chain, streams, views / 核验");
  command->footer("Example:\n  shouwen --data /var/lib/shouwen verify --json");
  command->callback([&common] { run_verify(common); });
}

void add_coverage(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("coverage", "Each clause with its rules, tests and decisions / 条款对照");
  command->footer("Example:\n  shouwen coverage --json    (exit code 1 if a clause lacks a rule or a test)");
  command->callback([&common] { run_coverage(common); });
}

}  // namespace shouwen::cli
