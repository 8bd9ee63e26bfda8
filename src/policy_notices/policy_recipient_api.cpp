// Who got a notice, who read it when and how, to look at and to take away; a receipt taken by phone or on a visit.
#include "api/download.h"
#include "customers/customer_file_store.h"
#include "org/accounts.h"
#include "policy_notices/policy_notice_api.h"
#include "policy_notices/policy_notice_desk.h"

namespace shouwen {

struct PolicyRecipientView {
  std::int64_t number = 0;
  CustomerId customer_id;
  std::string customer_name, account_number;   ///< a person's masked, unless he is the reader's own
  std::string account_manager_name;            ///< who answered for him when it was sent
  std::optional<Instant> opened_at, confirmed_at, reminded_at;
  std::string opened_way_name;
  std::optional<ReadingWay> confirmed_way;
  std::string confirmed_way_name, read_by, words, recorded_by_name;
  std::optional<Date> read_on;
  std::int64_t links = 0;
  bool overdue = false, may_record = false, may_issue = false;
};
BOOST_DESCRIBE_STRUCT(PolicyRecipientView, (), (number, customer_id, customer_name, account_number, account_manager_name, opened_at, confirmed_at, reminded_at, opened_way_name,
                                                confirmed_way, confirmed_way_name, read_by, words, recorded_by_name, read_on, links, overdue, may_record, may_issue))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, export_batch = 500;

PolicyRecipientView recipient_view(const PolicyNoticeDesk& desk, const PolicyNotice& notice, const PolicyRecipient& row) {
  const auto file = load_file(desk.session, row.customer_id);
  PolicyRecipientView view{row.number, row.customer_id, desk.customer_name(row.customer_id), file ? file->account_number.value : std::string(), desk.officer_name(row.account_manager_id),
                           row.opened_at, row.confirmed_at, row.reminded_at, row.opened_at ? words_of(desk.call, row.opened_way) : std::string(), {}, {},
                           desk.person_name(row.customer_id, row.read_by), row.words, desk.officer_name(row.recorded_by_id), row.read_on, row.links, false, false, false};
  if (row.confirmed_at) view.confirmed_way = row.confirmed_way;
  if (row.confirmed_at) view.confirmed_way_name = words_of(desk.call, row.confirmed_way);
  const bool waits = notice.stage == PolicyNoticeStage::sent && !row.confirmed_at;
  view.overdue = is_overdue(notice, row, local_date(desk.call.now));
  view.may_record = waits && !desk.refuse_unless_may("record_policy_receipt", row.customer_id);
  view.may_issue = waits && !desk.refuse_unless_may("issue_policy_links", row.customer_id);
  return view;
}

/// "0-17": behind the 17th of those who have not confirmed.
Result<RecipientPlace> place_in(const Call& call) {
  const std::string_view text = call.request.query_value("after").value_or("");
  if (text.empty()) return RecipientPlace{};
  RecipientPlace place;
  const char* const end = text.data() + text.size();
  const bool formed = text.size() > 2 && text[1] == '-' && (text[0] == '0' || text[0] == '1');
  if (!formed || std::from_chars(text.data() + 2, end, place.number).ptr != end) return Refusal{"query.bad_value", "", "", {{"name", "after"}}};
  place.confirmed = text[0] == '1';
  return place;
}
RecipientPlace place_of(const PolicyRecipient& row) { return {row.confirmed_at.has_value(), row.number}; }
bool open_only(const Call& call) { return call.request.query_value("open").value_or("") == "true"; }
http::QueryParameter open_query() { return {"open", "true: only those who have not confirmed", R"({"type":"boolean"})"}; }

void add_list(Api& api) {
  auto list = policy_notice_operation("GET", "/policy_notices/{notice_id}/recipients", "list_policy_recipients", "Who got it; those who have not confirmed first");
  list.response_body = json::schema_of<api::Page<PolicyRecipientView>>();
  list.query = {open_query(), {"after", "next page"}};
  api.read(list, [](const Call& call, db::Session& session) {
    return with_readable_notice(call, session, [&](const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
      const auto after = place_in(call);
      if (!after) return refused(call, after.refusal());
      auto rows = list_policy_recipients(session, notice.id, open_only(call), *after, page_size + 1);
      const bool more = static_cast<std::int64_t>(rows.size()) > page_size;
      if (more) rows.pop_back();
      api::Page<PolicyRecipientView> page;
      for (const PolicyRecipient& row : rows) page.items.push_back(recipient_view(desk, notice, row));
      if (more) page.next = (rows.back().confirmed_at ? "1-" : "0-") + std::to_string(rows.back().number);
      return api::answer(page);
    });
  });
}

std::vector<std::string> export_row(const PolicyRecipientView& row) {
  const auto moment = [](const std::optional<Instant>& at) { return at ? to_iso(*at) : std::string(); };
  return {std::to_string(row.number), row.account_number, row.customer_name, row.account_manager_name, moment(row.opened_at), row.opened_way_name, moment(row.confirmed_at),
          row.confirmed_way_name, row.read_by, row.recorded_by_name, row.read_on ? to_iso(*row.read_on) : std::string(), row.words};
}

http::Response export_answer(House& house, const Call& call, const PolicyNotice& notice) {
  struct Question {
    Call call;  ///< without its request: that one is gone when rows are read
    PolicyNotice notice;
    bool open_only = false;
    RecipientPlace after;
  };
  static const http::Request no_request;
  const auto question = std::make_shared<Question>(Question{{no_request, call.language, call.actor, {}, {}, false, call.now, call.organisation, call.rulebook}, notice, open_only(call), {}});
  const auto next_rows = [&house, question] {
    const auto session = house.readers().borrow();
    const PolicyNoticeDesk desk(question->call, *session);
    api::TableRows rows;
    for (const PolicyRecipient& row : list_policy_recipients(*session, question->notice.id, question->open_only, question->after, export_batch)) {
      rows.push_back(export_row(recipient_view(desk, question->notice, row)));
      question->after = place_of(row);
    }
    return rows;
  };
  const std::vector<std::string> heading =
      call.language == http::Language::zh
          ? std::vector<std::string>{"序号", "户号", "户名", "客户经理", "打开时间", "打开方式", "阅知时间", "阅知方式", "阅知人", "登记人", "阅知日期", "备注"}
          : std::vector<std::string>{"No.", "Account", "Customer", "Account manager", "Opened", "How", "Confirmed", "How", "Read by", "Written down by", "Read on", "Words"};
  return api::download(call, {"policy_notice_" + std::to_string(notice.id.value), call.said("阅知回执", "Read receipts"), heading, next_rows});
}

void add_export(Api& api) {
  auto exported = policy_notice_operation("GET", "/policy_notices/{notice_id}/recipients/export", "export_policy_recipients", "The receipts as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query = {open_query(), api::download_format()};
  api.slow(exported, [&api](const Call& call, db::Session& session) {
    return with_readable_notice(call, session, [&](const PolicyNoticeDesk&, const PolicyNotice& notice) {
      return with_permission(call, "export", [&] { return export_answer(api.house(), call, notice); });
    });
  });
}

void add_receipt(Api& api) {
  auto record = policy_notice_operation("POST", "/policy_notices/{notice_id}/recipients/{number}/receipts", "record_policy_receipt", "Somebody of the customer said by phone or on a visit that he has read it");
  record.request_body = json::schema_of<PolicyReceiptInput>();
  record.response_body = json::schema_of<PolicyNoticeChanged>();
  record.success_status = 201;
  record.idempotent_key = true;
  api.write(record, [](const Call& call, db::Session& session) {
    return with_policy_notice(call, session, [&](const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
      const auto recipient = load_policy_recipient(session, notice.id, call.id("number"));
      if (!recipient) return refused(call, Refusal{"policy_recipient.unknown", "", "", {}});
      if (const auto denied = desk.refuse_unless_may("record_policy_receipt", recipient->customer_id)) return refused(call, *denied);
      return api::with_body<PolicyReceiptInput>(call, [&](const PolicyReceiptInput& input) {
        const PolicyNoticeDecision decision = confirm_policy_notice(notice, *recipient, input, desk.situation());
        if (!decision) return refused(call, decision.refusal());
        return changed_answer(save_policy_notice(session, notice, *decision, desk.writer()).notice);
      });
    });
  });
}

}  // namespace

void add_policy_recipients_api(Api& api) {
  add_export(api);
  add_list(api);
  add_receipt(api);
}

}  // namespace shouwen
