// shouwen verify: a data folder, one proof of the journal, or a reporter's receipt. And shouwen coverage.
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <memory>

#include "cli/commands.h"
#include "cli/verify_folder.h"
#include "coverage/coverage.h"
#include "json/print.h"
#include "proofs/proof_document.h"
#include "tip_offs/tip_receipt.h"

namespace shouwen::cli {

namespace {

void print_json(const Verified& found) {
  std::string text = fmt::format(R"({{"good":{},"entries":{},"chain_intact":{},"first_bad_number":{})", found.good(), found.chain.entries, found.chain.intact, found.chain.first_bad_number);
  for (const RoomVerified& room : found.rooms) text += fmt::format(R"(,"{}":{})", room.key, room.count);
  text += ",\"reason\":";
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
  text += fmt::format(R"(],"last_hash":"{}","root":"{}","differences":[)", found.chain.last_hash_hex, found.root_hex);
  for (const VerifyDifference& difference : found.differences) {
    text += fmt::format(R"({}{{"stream":"{}","text":)", text.ends_with('[') ? "" : ",", difference.where);
    json::print_string(text, difference.text);
    text += "}";
  }
  fmt::print("{}]}}\n", text);
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
  for (const VerifyDifference& difference : found.differences) fmt::print("{}: {}\n", difference.where, difference.text);
  fmt::print("{}  事件 events: {}", found.good() ? "一致 OK" : "不一致 NOT OK", found.chain.entries);
  for (const RoomVerified& room : found.rooms) fmt::print("  {} {}: {}", room.zh, room.en, room.count);
  fmt::print("  末哈希 last hash: {}  根 root: {}\n", found.chain.last_hash_hex, found.root_hex);
}

void run_verify(Common& common) {
  const auto database = find_database(common);
  if (!database) return;
  const Verified found = verify_folder(common.data, *database);
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

/// A receipt in a reporter's hands: signed here, and its event in the chain.
void run_receipt(Common& common, const std::string& file) {
  const std::filesystem::path folder(common.data);
  const auto database = find_database(common);
  if (!database) return;
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  db::Session session(*database, db::OpenMode::read_only);
  const Verdict checked = check_signed_receipt(text, session, {SigningKey::open(folder / signing_key_file), HouseKey::open(folder / "house.key")});
  if (!checked) return fail(common, checked.refusal());
  const db::ChainReport chain = db::verify_chain(session);
  if (!chain.intact) return fail(common, {"receipt.not_in_journal", "art.9(5)", "", {}});
  fmt::print("{}\n", common.json ? "{\"good\":true}" : "回执属实：签名正确，流水账中有这件举报 / the receipt is genuine and its event stands in the journal");
}

void run_coverage(Common& common) {
  const auto rulebook = load_rulebook_folder(common);
  if (!rulebook) return;
  const db::Address database = db::Address::of(common.database, common.data);
  std::unique_ptr<db::Session> session;
  if (database.exists()) session = std::make_unique<db::Session>(database, db::OpenMode::read_only);
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
  const auto proof = std::make_shared<std::string>(), root = std::make_shared<std::string>(), receipt = std::make_shared<std::string>();
  command->add_option("--proof", *proof, "A proof file to check, instead of the data folder / 证明文件");
  command->add_option("--root", *root, "The published root it must lead to / 公布的根");
  command->add_option("--receipt", *receipt, "Only this signed receipt of a tip / 只核对举报回执")->check(CLI::ExistingFile);
  command->callback([&common, proof, root, receipt] {
    if (!proof->empty()) run_check_proof(common, *proof, *root);
    else if (!receipt->empty()) run_receipt(common, *receipt);
    else run_verify(common);
  });
}

void add_coverage(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("coverage", "Each clause with its rules, tests and decisions / 条款对照");
  command->footer("Example:\n  shouwen coverage --json    (exit code 1 if a clause lacks a rule or a test)");
  command->callback([&common] { run_coverage(common); });
}

}  // namespace shouwen::cli
