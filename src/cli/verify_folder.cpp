// One line a room: its streams looked at one by one, or a check of its own.
#include "cli/verify_folder.h"

#include <functional>

#include "account_records/account_record_store.h"
#include "accounts/account_store.h"
#include "analysis_reports/report_store.h"
#include "bill_adjustments/bill_adjustment_store.h"
#include "cases/case_store.h"
#include "charges/affiliate_charge_store.h"
#include "conduct/conduct_store.h"
#include "charges/charge_attempt_store.h"
#include "charges/receipt_store.h"
#include "customer_exports/customer_export_store.h"
#include "customer_papers/customer_paper_store.h"
#include "customers/customer_file_store.h"
#include "db/backup.h"
#include "improvements/improvement_store.h"
#include "messages/message_store.h"
#include "needs/need_store.h"
#include "open311/open311_key_store.h"
#include "outgoing/endpoint_store.h"
#include "open_data/edition_store.h"
#include "participation/participation_store.h"
#include "policy_notices/policy_notice_store.h"
#include "price_lists/price_list_store.h"
#include "price_lists/price_posting_store.h"
#include "proofs/journal_tree.h"
#include "representatives/representative_store.h"
#include "services/service_store.h"
#include "surveys/survey_store.h"
#include "tip_offs/supervision_store.h"
#include "tip_offs/tip_off_store.h"
#include "usage/interval_store.h"
#include "usage/usage_store.h"

namespace shouwen::cli {

namespace {

using Texts = std::vector<std::string>;

/// A room whose rows are states of streams: every id that has a row or an event is looked at.
struct StreamRoom {
  RoomVerified room;
  const char* kind;   ///< of the stream
  const char* table;
  const char* id_column;
  std::function<Texts(db::Session&, std::int64_t)> verify;
};

std::vector<StreamRoom> stream_rooms(const std::filesystem::path& folder) {
  return {
      {{"cases", "工单", "cases"}, "case", "service_case", "id", [](db::Session& s, std::int64_t id) { return verify_case(s, CaseId{id}); }},
      {{"customers", "客户档案", "customer files"}, "customer", "customer_file", "customer_id", [](db::Session& s, std::int64_t id) { return verify_customer(s, CustomerId{id}); }},
      {{"needs", "需求", "needs"}, "need", "need", "id", [](db::Session& s, std::int64_t id) { return verify_need(s, NeedId{id}); }},
      {{"analysis_reports", "分析报告", "analysis reports"}, "analysis_report", "analysis_report", "id",
       [](db::Session& s, std::int64_t id) { return verify_report(s, AnalysisReportId{id}); }},
      {{"surveys", "调查", "surveys"}, "survey", "survey", "id", [](db::Session& s, std::int64_t id) { return verify_survey(s, SurveyId{id}); }},
      {{"representatives", "客户代表", "representatives"}, "representative", "representative_access", "id",
       [](db::Session& s, std::int64_t id) { return verify_access(s, AccessId{id}); }},
      {{"price_lists", "价目表", "price lists"}, "price_list", "price_list", "id", [](db::Session& s, std::int64_t id) { return verify_price_list(s, PriceListId{id}); }},
      {{"price_postings", "上墙登记", "price postings"}, "price_posting", "price_posting", "id",
       [folder](db::Session& s, std::int64_t id) { return verify_price_posting(s, folder, PricePostingId{id}); }},
      {{"bill_adjustments", "退补电费", "corrected bills"}, "bill_adjustment", "bill_adjustment", "id",
       [](db::Session& s, std::int64_t id) { return verify_bill_adjustment(s, BillAdjustmentId{id}); }},
      {{"receipts", "收据", "receipts"}, "receipt", "receipt", "id", [](db::Session& s, std::int64_t id) { return verify_receipt(s, ReceiptId{id}); }},
      {{"charge_attempts", "被拒收费", "refused charges"}, "charge_attempt", "charge_attempt", "id",
       [](db::Session& s, std::int64_t id) { return verify_attempt(s, ChargeAttemptId{id}); }},
      {{"affiliate_charges", "关联收费", "affiliates' charges"}, "affiliate_charge", "affiliate_charge", "id",
       [](db::Session& s, std::int64_t id) { return verify_affiliate_charge(s, AffiliateChargeId{id}); }},
      {{"tip_offs", "举报", "tips"}, "tip_off", "tip_off", "case_id", [](db::Session& s, std::int64_t id) { return verify_tip_off(s, CaseId{id}); }},
      {{"conduct_cases", "查处", "violation cases"}, "conduct", "conduct_case", "id", [](db::Session& s, std::int64_t id) { return verify_conduct_case(s, ConductCaseId{id}); }},
  };
}

void look_at(StreamRoom& one, db::Session& session, Verified& found) {
  std::vector<std::int64_t> ids;
  {
    auto query = session.query(std::string("SELECT ") + one.id_column + " FROM " + one.table + " UNION SELECT stream_id FROM event WHERE stream_kind = ?1 ORDER BY 1");
    query.bind(1, std::string_view(one.kind));
    while (query.step()) ids.push_back(query.integer(0));
  }
  for (const std::int64_t id : ids)
    for (std::string& text : one.verify(session, id)) found.differences.push_back({std::string(one.kind) + '/' + std::to_string(id), std::move(text)});
  one.room.count = static_cast<std::int64_t>(ids.size());
  found.rooms.push_back(one.room);
}

/// Files that went with policy notices.
Texts damaged_notice_files(db::Session& session, const std::filesystem::path& folder) {
  Texts damaged;
  for (const PolicyAttachment& file : policy_attachments(session))
    if (!is_intact(folder, file.hash)) damaged.push_back("attachment missing or changed: " + file.hash);
  return damaged;
}

/// Minutes of meetings with social supervisors.
Texts damaged_minutes(db::Session& session, const std::filesystem::path& folder) {
  Texts damaged;
  for (const SupervisorMeeting& meeting : list_meetings(session))
    if (!is_intact(folder, meeting.minutes.hash)) damaged.push_back("minutes missing or changed: " + meeting.minutes.hash);
  return damaged;
}

void verify_rooms(db::Session& session, const std::filesystem::path& folder, Verified& found) {
  const auto differ = [&found](const char* where, Texts texts) {
    for (std::string& text : texts) found.differences.push_back({where, std::move(text)});
  };
  for (StreamRoom& one : stream_rooms(folder)) look_at(one, session, found);
  differ("price_list", verify_price_list_numbers(session));
  differ("supervision_key", verify_supervision_key(session));
  differ("conduct", damaged_conduct_files(session, folder));

  AccountsVerified accounts = verify_accounts(session);
  found.rooms.push_back({"managed_customers", "分管客户", "managed customers", accounts.customers});
  differ("managed_customer", std::move(accounts.differences));
  ServicesVerified services = verify_services(session);
  found.rooms.push_back({"services", "服务", "services", services.services});
  found.rooms.push_back({"service_agreements", "服务协议", "service agreements", services.agreements});
  differ("service", std::move(services.differences));
  ImprovementsVerified improvements = verify_improvements(session);
  found.rooms.push_back({"improvements", "改进建议", "improvements", improvements.improvements});
  differ("improvement", std::move(improvements.differences));
  PolicyNoticesVerified notices = verify_policy_notices(session);
  found.rooms.push_back({"policy_notices", "政策通知", "policy notices", notices.notices});
  differ("policy_notice", std::move(notices.differences));
  differ("policy_notice", damaged_notice_files(session, folder));
  ParticipationVerified participation = verify_participation(session);
  found.rooms.push_back({"plans", "客户服务计划", "plans", participation.plans});
  found.rooms.push_back({"plan_comments", "计划意见", "comments on plans", participation.comments});
  found.rooms.push_back({"group_members", "领导小组成员", "members of the leading group", participation.group_members});
  found.rooms.push_back({"public_matters", "公开事项", "matters made public", participation.matters});
  found.rooms.push_back({"social_supervisors", "社会监督员", "social supervisors", participation.supervisors});
  found.rooms.push_back({"supervisor_meetings", "监督员会议", "meetings with social supervisors", participation.meetings});
  differ("participation", std::move(participation.differences));
  differ("participation", damaged_minutes(session, folder));
  PapersVerified papers = verify_papers(session, folder);
  found.rooms.push_back({"customer_papers", "客户资料", "customer papers", papers.papers});
  differ("customer_paper", std::move(papers.differences));
  differ("usage", verify_usage(session));
  differ("interval_use", verify_interval_use(session));
  differ("account_records", verify_account_records(session));
  differ("customer_export", verify_customer_exports(session));
  found.rooms.push_back({"journal_roots", "日志根", "journal roots", static_cast<std::int64_t>(journal_roots(session, std::nullopt, INT64_MAX).size())});
  differ("journal_root", verify_journal_roots(session));
  EditionsVerified editions = verify_editions(session);
  found.rooms.push_back({"open_data_editions", "开放数据", "open data editions", editions.editions});
  differ("open_data_edition", std::move(editions.differences));
  Open311KeysVerified keys = verify_open311_keys(session);
  found.rooms.push_back({"open311_keys", "接口密钥", "Open311 keys", keys.keys});
  differ("open311_key", std::move(keys.differences));
  EndpointsVerified webhooks = verify_endpoints(session);
  found.rooms.push_back({"webhooks", "事件推送", "webhooks", webhooks.endpoints});
  differ("webhook_endpoint", std::move(webhooks.differences));
  MessagesVerified messages = verify_messages(session);
  found.rooms.push_back({"messages", "短信", "messages", messages.messages});
  differ("customer_message", std::move(messages.differences));
}

}  // namespace

Verified verify_folder(const std::filesystem::path& folder, const db::Address& database) {
  Verified found;
  if (!database.is_postgres()) found.file = db::examine_file(database.file());
  found.chain.intact = false;
  try {
    // Reads only, so a running server may go on.
    db::Session session(database, db::OpenMode::read_only);
    session.execute_script("BEGIN");
    found.complaints = db::check_integrity(session);
    found.chain = db::verify_chain(session);
    if (found.chain.intact) {
      if (const auto root = root_of_all(session)) found.root_hex = to_hex(*root);
      verify_rooms(session, folder, found);
    }
    found.attachments = damaged_attachments(session, folder);
  } catch (const db::Fault& fault) {
    found.complaints += (found.complaints.empty() ? "" : "; ") + std::string(fault.what());
  }
  return found;
}

}  // namespace shouwen::cli
