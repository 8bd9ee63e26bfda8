// shouwen verify: pages, hash chain, attachments, every case equal to a rebuild from its events. And shouwen coverage.
#include <fmt/format.h>

#include <fstream>
#include <functional>
#include <iterator>

#include "accounts/account_store.h"
#include "analysis_reports/report_store.h"
#include "cases/attachment_store.h"
#include "cases/case_store.h"
#include "cli/commands.h"
#include "coverage/coverage.h"
#include "customers/customer_file_store.h"
#include "db/backup.h"
#include "db/examine.h"
#include "db/journal.h"
#include "improvements/improvement_store.h"
#include "json/print.h"
#include "needs/need_store.h"
#include "services/service_store.h"
#include "surveys/survey_store.h"
#include "tip_offs/supervision_store.h"
#include "tip_offs/tip_off_store.h"
#include "tip_offs/tip_receipt.h"
#include "representatives/representative_store.h"
#include "usage/usage_store.h"

namespace shouwen::cli {

namespace {

struct StreamDifference {
  std::string stream;  ///< "case/7"
  std::string text;
};

/// What differs in every stream of a kind; `sql` gives the ids that have a row or an event.
std::int64_t verify_streams(db::Session& session, const char* sql, const std::string& kind, const std::function<std::vector<std::string>(std::int64_t)>& verify,
                            std::vector<StreamDifference>& differences) {
  std::vector<std::int64_t> ids;
  {
    auto query = session.query(sql);
    while (query.step()) ids.push_back(query.integer(0));
  }
  for (const std::int64_t id : ids)
    for (std::string& text : verify(id)) differences.push_back({kind + '/' + std::to_string(id), std::move(text)});
  return static_cast<std::int64_t>(ids.size());
}

struct Verified {
  db::FileReport file;
  std::string complaints;  ///< SQLite's own
  db::ChainReport chain;
  std::int64_t cases = 0, customers = 0, needs = 0, analysis_reports = 0, surveys = 0, representatives = 0, tip_offs = 0;
  std::vector<StreamDifference> differences;
  std::vector<std::string> usage;  ///< where use is not what the journal says
  std::vector<AttachmentRow> attachments;  ///< damaged ones
  AccountsVerified accounts;
  ServicesVerified services;
  ImprovementsVerified improvements;

  bool good() const {
    return file.damaged.empty() && complaints.empty() && chain.intact && differences.empty() && attachments.empty() && accounts.differences.empty() && usage.empty() &&
           services.differences.empty() && improvements.differences.empty();
  }
};

void verify_states(db::Session& session, Verified& found) {
  found.cases = verify_streams(session, "SELECT id FROM service_case UNION SELECT stream_id FROM event WHERE stream_kind = 'case' ORDER BY 1", "case",
                               [&session](std::int64_t id) { return verify_case(session, CaseId{id}); }, found.differences);
  found.customers = verify_streams(session, "SELECT customer_id FROM customer_file UNION SELECT stream_id FROM event WHERE stream_kind = 'customer' ORDER BY 1", "customer",
                                   [&session](std::int64_t id) { return verify_customer(session, CustomerId{id}); }, found.differences);
  found.needs = verify_streams(session, "SELECT id FROM need UNION SELECT stream_id FROM event WHERE stream_kind = 'need' ORDER BY 1", "need",
                               [&session](std::int64_t id) { return verify_need(session, NeedId{id}); }, found.differences);
  found.analysis_reports = verify_streams(session, "SELECT id FROM analysis_report UNION SELECT stream_id FROM event WHERE stream_kind = 'analysis_report' ORDER BY 1", "analysis_report",
                                          [&session](std::int64_t id) { return verify_report(session, AnalysisReportId{id}); }, found.differences);
  found.surveys = verify_streams(session, "SELECT id FROM survey UNION SELECT stream_id FROM event WHERE stream_kind = 'survey' ORDER BY 1", "survey",
                                 [&session](std::int64_t id) { return verify_survey(session, SurveyId{id}); }, found.differences);
  found.representatives =
      verify_streams(session, "SELECT id FROM representative_access UNION SELECT stream_id FROM event WHERE stream_kind = 'representative' ORDER BY 1", "representative",
                     [&session](std::int64_t id) { return verify_access(session, AccessId{id}); }, found.differences);
  found.tip_offs = verify_streams(session, "SELECT case_id FROM tip_off UNION SELECT stream_id FROM event WHERE stream_kind = 'tip_off' ORDER BY 1", "tip_off",
                                  [&session](std::int64_t id) { return verify_tip_off(session, CaseId{id}); }, found.differences);
  for (std::string& text : verify_supervision_key(session)) found.differences.push_back({"supervision_key/1", std::move(text)});
}

/// Goes as far as the file can be read: what is proved before a damaged place stays proved.
Verified verify_folder(const std::filesystem::path& folder) {
  Verified found;
  found.file = db::examine_file(folder / "shouwen.db");
  found.chain.intact = false;
  try {
    // Reads only, so a running server may go on.
    db::Session session(folder / "shouwen.db", db::OpenMode::read_only);
    session.execute_script("BEGIN");
    found.complaints = db::check_integrity(session);
    found.chain = db::verify_chain(session);
    if (found.chain.intact) verify_states(session, found);
    if (found.chain.intact) found.accounts = verify_accounts(session);
    if (found.chain.intact) found.usage = verify_usage(session);
    if (found.chain.intact) found.services = verify_services(session);
    if (found.chain.intact) found.improvements = verify_improvements(session);
    found.attachments = damaged_attachments(session, folder);
  } catch (const db::Fault& fault) {
    found.complaints += (found.complaints.empty() ? "" : "; ") + std::string(fault.what());
  }
  return found;
}

void print_texts(std::string& out, const std::vector<std::string>& texts) {
  out += '[';
  for (const std::string& text : texts) {
    if (!out.ends_with('[')) out += ',';
    json::print_string(out, text);
  }
  out += ']';
}

void print_json(const Verified& found) {
  std::string text = fmt::format(
      R"({{"good":{},"entries":{},"chain_intact":{},"first_bad_number":{},"cases":{},"customers":{},"needs":{},"analysis_reports":{},"surveys":{},"representatives":{},"tip_offs":{},"reason":)", found.good(), found.chain.entries,
      found.chain.intact, found.chain.first_bad_number, found.cases, found.customers, found.needs, found.analysis_reports, found.surveys, found.representatives, found.tip_offs);
  json::print_string(text, found.chain.reason);
  text += ",\"database\":";
  json::print_string(text, found.complaints);
  text += R"(,"damaged":[)";
  for (const db::Extent& extent : found.file.damaged)
    text += fmt::format(R"({}{{"first_page":{},"last_page":{},"first_byte":{},"last_byte":{}}})", text.ends_with('[') ? "" : ",", extent.first_page,
                        extent.last_page, extent.first_byte, extent.last_byte);
  text += R"(],"attachments":[)";
  for (const AttachmentRow& row : found.attachments)
    text += fmt::format(R"({}{{"case_id":{},"id":{},"hash":"{}"}})", text.ends_with('[') ? "" : ",", row.case_id.value, row.id.value, row.hash);
  text += fmt::format(R"(],"last_hash":"{}","differences":[)", found.chain.last_hash_hex);
  for (const StreamDifference& difference : found.differences) {
    text += fmt::format(R"({}{{"stream":"{}","text":)", text.ends_with('[') ? "" : ",", difference.stream);
    json::print_string(text, difference.text);
    text += "}";
  }
  text += fmt::format(R"(],"managed_customers":{},"account_differences":)", found.accounts.customers);
  print_texts(text, found.accounts.differences);
  text += ",\"usage\":";
  print_texts(text, found.usage);
  text += fmt::format(R"(,"services":{},"service_agreements":{},"service_differences":)", found.services.services, found.services.agreements);
  print_texts(text, found.services.differences);
  text += fmt::format(R"(,"improvements":{},"improvement_differences":)", found.improvements.improvements);
  print_texts(text, found.improvements.differences);
  fmt::print("{}}}\n", text);
}

void print_lines(const Verified& found) {
  for (const db::Extent& extent : found.file.damaged)
    fmt::print("数据库文件第{}–{}页（字节{}–{}）损坏 / damaged: pages {}–{}, bytes {}–{}\n", extent.first_page, extent.last_page, extent.first_byte,
               extent.last_byte, extent.first_page, extent.last_page, extent.first_byte, extent.last_byte);
  if (!found.complaints.empty()) fmt::print("数据库检查 / database check: {}\n", found.complaints);
  if (found.chain.first_bad_number != 0)
    fmt::print("第{}条事件起哈希链不符 / the hash chain breaks at event {}: {}\n", found.chain.first_bad_number, found.chain.first_bad_number, found.chain.reason);
  for (const AttachmentRow& row : found.attachments)
    fmt::print("工单{}的附件{}丢失或被改动 / attachment missing or changed: case {}, {}\n", row.case_id.value, row.file_name, row.case_id.value, row.hash);
  for (const StreamDifference& difference : found.differences) fmt::print("{}: {}\n", difference.stream, difference.text);
  for (const std::string& difference : found.accounts.differences) fmt::print("{}\n", difference);
  for (const std::string& difference : found.services.differences) fmt::print("{}\n", difference);
  for (const std::string& difference : found.improvements.differences) fmt::print("{}\n", difference);
  for (const std::string& difference : found.usage) fmt::print("用电量 / usage: {}\n", difference);
  fmt::print("{}  事件 events: {}  工单 cases: {}  客户档案 customer files: {}  需求 needs: {}  分析报告 analysis reports: {}  调查 surveys: {}  客户代表 representatives: {}  举报 tips: {}  末哈希 last hash: {}\n",
             found.good() ? "一致 OK" : "不一致 NOT OK", found.chain.entries, found.cases, found.customers, found.needs, found.analysis_reports, found.surveys, found.representatives, found.tip_offs,
             found.chain.last_hash_hex);
}

void run_verify(Common& common) {
  if (!std::filesystem::exists(std::filesystem::path(common.data) / "shouwen.db"))
    return fail(common, {"house.folder_missing", "", "", {{"folder", common.data}}});
  const Verified found = verify_folder(common.data);
  if (!found.good()) common.exit_code = 1;
  if (common.json) print_json(found);
  else print_lines(found);
}

/// A receipt in a reporter's hands: signed here, and its event in the chain.
void run_receipt(Common& common, const std::string& file) {
  const std::filesystem::path folder(common.data);
  if (!std::filesystem::exists(folder / "shouwen.db")) return fail(common, {"house.folder_missing", "", "", {{"folder", common.data}}});
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  db::Session session(folder / "shouwen.db", db::OpenMode::read_only);
  const Verdict checked = check_signed_receipt(text, session, HouseKey::open(folder / "house.key"));
  if (!checked) return fail(common, checked.refusal());
  const db::ChainReport chain = db::verify_chain(session);
  if (!chain.intact) return fail(common, {"receipt.not_in_journal", "art.9(5)", "", {}});
  fmt::print("{}\n", common.json ? "{\"good\":true}" : "回执属实：签名正确，流水账中有这件举报 / the receipt is genuine and its event stands in the journal");
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
  const auto receipt = std::make_shared<std::string>();
  command->add_option("--receipt", *receipt, "Only this signed receipt of a tip / 只核对举报回执")->check(CLI::ExistingFile);
  command->callback([&common, receipt] { receipt->empty() ? run_verify(common) : run_receipt(common, *receipt); });
}

void add_coverage(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("coverage", "Each clause with its rules, tests and decisions / 条款对照");
  command->footer("Example:\n  shouwen coverage --json    (exit code 1 if a clause lacks a rule or a test)");
  command->callback([&common] { run_coverage(common); });
}

}  // namespace shouwen::cli
