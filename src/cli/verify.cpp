// shouwen verify: pages, hash chain, attachments, every case equal to a rebuild from its events. And shouwen coverage.
#include <fmt/format.h>

#include <fstream>
#include <functional>
#include <memory>

#include "account_records/account_record_store.h"
#include "accounts/account_store.h"
#include "analysis_reports/report_store.h"
#include "cases/attachment_store.h"
#include "cases/case_store.h"
#include "charges/affiliate_charge_store.h"
#include "charges/charge_attempt_store.h"
#include "cli/commands.h"
#include "coverage/coverage.h"
#include "customer_exports/customer_export_store.h"
#include "customer_papers/customer_paper_store.h"
#include "customers/customer_file_store.h"
#include "db/backup.h"
#include "db/examine.h"
#include "db/journal.h"
#include "improvements/improvement_store.h"
#include "json/print.h"
#include "needs/need_store.h"
#include "proofs/proof_document.h"
#include "price_lists/price_posting_store.h"
#include "policy_notices/policy_notice_store.h"
#include "services/service_store.h"
#include "surveys/survey_store.h"
#include "representatives/representative_store.h"
#include "usage/interval_store.h"
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
  std::int64_t cases = 0, customers = 0, needs = 0, analysis_reports = 0, surveys = 0, representatives = 0, receipts = 0, charge_attempts = 0, affiliate_charges = 0, price_lists = 0, price_postings = 0;
  std::vector<StreamDifference> differences;
  std::vector<std::string> usage;  ///< where use is not what the journal says
  std::vector<std::string> journal_roots;
  std::vector<std::string> account_records;  ///< where bills, arrears or outages are not
  std::vector<AttachmentRow> attachments;  ///< damaged ones
  AccountsVerified accounts;
  PapersVerified papers;
  std::vector<std::string> exports;  ///< customer files taken out that are not what their events say
  ServicesVerified services;
  ImprovementsVerified improvements;
  PolicyNoticesVerified policy_notices;

  bool good() const {
    return file.damaged.empty() && complaints.empty() && chain.intact && differences.empty() && attachments.empty() && accounts.differences.empty() && usage.empty() && account_records.empty() && papers.differences.empty() && exports.empty() && journal_roots.empty() &&
           services.differences.empty() && improvements.differences.empty() && policy_notices.differences.empty();
  }
};

void verify_price_lists(db::Session& session, const std::filesystem::path& folder, Verified& found) {
  found.price_lists = verify_streams(session, "SELECT id FROM price_list UNION SELECT stream_id FROM event WHERE stream_kind = 'price_list' ORDER BY 1", "price_list",
                                     [&session](std::int64_t id) { return verify_price_list(session, PriceListId{id}); }, found.differences);
  found.price_postings = verify_streams(session, "SELECT id FROM price_posting UNION SELECT stream_id FROM event WHERE stream_kind = 'price_posting' ORDER BY 1", "price_posting",
                                        [&](std::int64_t id) { return verify_price_posting(session, folder, PricePostingId{id}); }, found.differences);
  for (std::string& text : verify_price_list_numbers(session)) found.differences.push_back({"price_list", std::move(text)});
}

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
  found.receipts = verify_streams(session, "SELECT id FROM receipt UNION SELECT stream_id FROM event WHERE stream_kind = 'receipt' ORDER BY 1", "receipt",
                                  [&session](std::int64_t id) { return verify_receipt(session, ReceiptId{id}); }, found.differences);
  found.charge_attempts = verify_streams(session, "SELECT id FROM charge_attempt UNION SELECT stream_id FROM event WHERE stream_kind = 'charge_attempt' ORDER BY 1", "charge_attempt",
                                         [&session](std::int64_t id) { return verify_attempt(session, ChargeAttemptId{id}); }, found.differences);
  found.affiliate_charges =
      verify_streams(session, "SELECT id FROM affiliate_charge UNION SELECT stream_id FROM event WHERE stream_kind = 'affiliate_charge' ORDER BY 1", "affiliate_charge",
                     [&session](std::int64_t id) { return verify_affiliate_charge(session, AffiliateChargeId{id}); }, found.differences);
}

/// Notices, recipients, and the files that went with them.
void verify_notices(db::Session& session, const std::filesystem::path& folder, Verified& found) {
  found.policy_notices = verify_policy_notices(session);
  for (const PolicyAttachment& file : policy_attachments(session))
    if (!is_intact(folder, file.hash)) found.policy_notices.differences.push_back("attachment of a policy notice missing or changed: " + file.hash);
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
    if (found.chain.intact) verify_price_lists(session, folder, found);
    if (found.chain.intact) found.accounts = verify_accounts(session);
    if (found.chain.intact) found.journal_roots = verify_journal_roots(session);
    if (found.chain.intact) found.account_records = verify_account_records(session);
    if (found.chain.intact) found.papers = verify_papers(session, folder);
    if (found.chain.intact) found.exports = verify_customer_exports(session);
    if (found.chain.intact) {
      found.usage = verify_usage(session);
      for (std::string& difference : verify_interval_use(session)) found.usage.push_back(std::move(difference));
    }
    if (found.chain.intact) found.services = verify_services(session);
    if (found.chain.intact) found.improvements = verify_improvements(session);
    if (found.chain.intact) verify_notices(session, folder, found);
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
      R"({{"good":{},"entries":{},"chain_intact":{},"first_bad_number":{},"cases":{},"customers":{},"needs":{},"analysis_reports":{},"surveys":{},"representatives":{},"receipts":{},"charge_attempts":{},"affiliate_charges":{},"price_lists":{},"price_postings":{},"reason":)", found.good(), found.chain.entries,
      found.chain.intact, found.chain.first_bad_number, found.cases, found.customers, found.needs, found.analysis_reports, found.surveys, found.representatives, found.receipts, found.charge_attempts, found.affiliate_charges, found.price_lists, found.price_postings);
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
  text += ",\"journal_roots\":";
  print_texts(text, found.journal_roots);
  text += ",\"usage\":";
  print_texts(text, found.usage);
  text += ",\"account_records\":";
  print_texts(text, found.account_records);
  text += fmt::format(R"(,"customer_papers":{},"customer_paper_differences":)", found.papers.papers);
  print_texts(text, found.papers.differences);
  text += ",\"customer_exports\":";
  print_texts(text, found.exports);
  text += fmt::format(R"(,"services":{},"service_agreements":{},"service_differences":)", found.services.services, found.services.agreements);
  print_texts(text, found.services.differences);
  text += fmt::format(R"(,"improvements":{},"improvement_differences":)", found.improvements.improvements);
  print_texts(text, found.improvements.differences);
  text += fmt::format(R"(,"policy_notices":{},"policy_notice_differences":)", found.policy_notices.notices);
  print_texts(text, found.policy_notices.differences);
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
  for (const std::string& difference : found.journal_roots) fmt::print("日志根 / journal roots: {}\n", difference);
  for (const std::string& difference : found.policy_notices.differences) fmt::print("{}\n", difference);
  for (const std::string& difference : found.exports) fmt::print("{}\n", difference);
  for (const std::string& difference : found.papers.differences) fmt::print("{}\n", difference);
  for (const std::string& difference : found.account_records) fmt::print("账单、欠费、停电 / account records: {}\n", difference);
  for (const std::string& difference : found.usage) fmt::print("用电量 / usage: {}\n", difference);
  fmt::print("{}  事件 events: {}  工单 cases: {}  客户档案 customer files: {}  需求 needs: {}  分析报告 analysis reports: {}  调查 surveys: {}  客户代表 representatives: {}  收据 receipts: {}  被拒收费 refused charges: {}  关联收费 affiliates' charges: {}  价目表 price lists: {}  上墙登记 postings: {}  末哈希 last hash: {}\n",
             found.good() ? "一致 OK" : "不一致 NOT OK", found.chain.entries, found.cases, found.customers, found.needs, found.analysis_reports, found.surveys, found.representatives, found.price_lists, found.price_postings,
             found.receipts, found.charge_attempts, found.affiliate_charges, found.chain.last_hash_hex);
}

void run_verify(Common& common) {
  if (!std::filesystem::exists(std::filesystem::path(common.data) / "shouwen.db"))
    return fail(common, {"house.folder_missing", "", "", {{"folder", common.data}}});
  const Verified found = verify_folder(common.data);
  if (!found.good()) common.exit_code = 1;
  if (common.json) print_json(found);
  else print_lines(found);
}

/// Needs no data folder: a proof is checked with nothing but itself and the published root.
void run_check_proof(Common& common, const std::string& file, const std::string& root) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(common, {"proof.unreadable", "", "", {{"file", file}}});
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (const Verdict proved = check_proof(text, root); !proved) return fail(common, proved.refusal());
  fmt::print("证明成立 / proved{}\n", root.empty() ? "（请与公布的根比较 / compare its root with the published one）" : "");
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
  command->footer("Examples:\n  shouwen --data /var/lib/shouwen verify --json\n  shouwen verify --proof proof-1207.json --root 5f0c…    (a proof of one entry, against the published root)");
  const auto proof = std::make_shared<std::string>(), root = std::make_shared<std::string>();
  command->add_option("--proof", *proof, "A proof file to check, instead of the data folder / 证明文件");
  command->add_option("--root", *root, "The published root it must lead to / 公布的根");
  command->callback([&common, proof, root] { proof->empty() ? run_verify(common) : run_check_proof(common, *proof, *root); });
}

void add_coverage(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("coverage", "Each clause with its rules, tests and decisions / 条款对照");
  command->footer("Example:\n  shouwen coverage --json    (exit code 1 if a clause lacks a rule or a test)");
  command->callback([&common] { run_coverage(common); });
}

}  // namespace shouwen::cli
