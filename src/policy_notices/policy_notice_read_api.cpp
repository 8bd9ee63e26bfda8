// Reading policy notices: the register, one with what may be done, whom it would reach, what a customer got, the register to take away.
#include <algorithm>

#include "api/download.h"
#include "api/query.h"
#include "base/text.h"
#include "customers/customer_file_store.h"
#include "policy_notices/policy_audience.h"
#include "policy_notices/policy_notice_api.h"
#include "policy_notices/policy_notice_desk.h"

namespace shouwen {

struct PolicyNoticeRowView {
  PolicyNoticeId id;
  std::int64_t version = 0;
  PolicyNoticeStage stage{};
  std::string stage_name, title, drafted_by_name;
  std::optional<Instant> drafted_at, sent_at;
  std::optional<Date> valid_from, valid_to;
  std::int64_t recipients = 0, opened = 0, confirmed = 0;
  bool overdue = false;                      ///< in force, its day is past, and somebody has not confirmed
};
BOOST_DESCRIBE_STRUCT(PolicyNoticeRowView, (), (id, version, stage, stage_name, title, drafted_by_name, drafted_at, sent_at, valid_from, valid_to, recipients, opened, confirmed, overdue))

struct PolicyNoticeStepView {
  std::int64_t number = 0;
  std::optional<Instant> at;
  std::string kind, officer_name, because;
  std::int64_t recipients = 0;               ///< how many it is about; 0 = the notice itself
};
BOOST_DESCRIBE_STRUCT(PolicyNoticeStepView, (), (number, at, kind, officer_name, because, recipients))
struct RelatedNoticeView {
  PolicyNoticeId id;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(RelatedNoticeView, (), (id, title))
struct AudienceCustomerView {
  CustomerId customer_id;
  std::string customer_name, account_number;
  AccountTier tier{};
  std::string account_manager_name;
};
BOOST_DESCRIBE_STRUCT(AudienceCustomerView, (), (customer_id, customer_name, account_number, tier, account_manager_name))

struct PolicyNoticeView {
  PolicyNoticeRowView notice;
  PolicyNoticeText content;
  PolicyAudience audience;
  std::string audience_manager_name;
  std::vector<AudienceCustomerView> single_customers;
  std::optional<PolicyAttachment> attachment;
  std::string approved_by_name, sent_by_name, ended_by_name, returned_because, ended_because;
  std::optional<Instant> submitted_at, approved_at, ended_at;
  std::optional<RelatedNoticeView> corrects, superseded_by;
  std::optional<Date> remind_on;
  std::int64_t links_issued = 0;
  std::string rules_set_by;                  ///< whose numbers the days and the limit are; "" = none are set
  std::vector<std::string> actions;          ///< what stage and grants allow this reader
  std::vector<PolicyNoticeStepView> story;   ///< newest first
};
BOOST_DESCRIBE_STRUCT(PolicyNoticeView, (), (notice, content, audience, audience_manager_name, single_customers, attachment, approved_by_name, sent_by_name, ended_by_name,
                                             returned_because, ended_because, submitted_at, approved_at, ended_at, corrects, superseded_by, remind_on, links_issued, rules_set_by,
                                             actions, story))

struct AudienceView {
  std::int64_t count = 0;
  bool too_many = false;                     ///< count is one above the limit, and it cannot be sent so
  std::optional<std::int64_t> limit;
  std::vector<AudienceCustomerView> items;   ///< by id
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AudienceView, (), (count, too_many, limit, items, next))

struct CustomerNoticeView {
  PolicyNoticeId id;
  std::string title;
  PolicyNoticeStage stage{};
  std::string stage_name;
  std::optional<Instant> sent_at;
  std::int64_t number = 0;
  std::optional<Instant> opened_at, confirmed_at;
  std::string read_by, way_name;
  bool overdue = false, may_record = false;  ///< a receipt, by this reader
};
BOOST_DESCRIBE_STRUCT(CustomerNoticeView, (), (id, title, stage, stage_name, sent_at, number, opened_at, confirmed_at, read_by, way_name, overdue, may_record))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, longest_page = 200, export_batch = 500, customers_notices = 200;

PolicyNoticeRowView row_view(const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
  const bool overdue = notice.stage == PolicyNoticeStage::sent && notice.confirmed < notice.recipients && notice.remind_on && *notice.remind_on <= local_date(desk.call.now);
  return {notice.id, notice.version, notice.stage, words_of(desk.call, notice.stage), notice.content.title.value, desk.officer_name(notice.drafted_by_id), notice.drafted_at, notice.sent_at,
          notice.content.valid_from, notice.content.valid_to, notice.recipients, notice.opened, notice.confirmed, overdue};
}

AudienceCustomerView customer_view(const PolicyNoticeDesk& desk, const AudienceMember& member) {
  const auto file = load_file(desk.session, member.customer_id);
  return {member.customer_id, desk.customer_name(member.customer_id), file ? file->account_number.value : std::string(), member.tier, desk.officer_name(member.account_manager_id)};
}

std::optional<RelatedNoticeView> related(db::Session& session, PolicyNoticeId id) {
  const auto notice = id ? load_policy_notice(session, id) : std::nullopt;
  return notice ? std::optional(RelatedNoticeView{id, notice->content.title.value}) : std::nullopt;
}

/// Of everybody's or of some units', or because some who wait were his customers when it was sent.
bool may_issue_links(const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
  const api::Call& call = desk.call;
  for (const PermissionReason& reason : may(*call.rulebook, *call.organisation, call.actor, "issue_policy_links").reasons)
    if (reason.scope != Scope::own) return true;
  return some_wait_of_manager(desk.session, notice.id, call.actor.officer_id);
}

std::vector<std::string> actions_of(const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
  std::vector<std::string> actions;
  const auto offer = [&](const char* action, const char* verb, bool possible) {
    if (possible && !desk.refuse_unless_may(verb, notice)) actions.emplace_back(action);
  };
  using enum PolicyNoticeStage;
  const OfficerId me = desk.call.actor.officer_id;
  const bool wrote = std::find(notice.written_by_ids.begin(), notice.written_by_ids.end(), me) != notice.written_by_ids.end();
  offer("change", "draft_policy_notice", notice.stage == draft);
  offer("submit", "draft_policy_notice", notice.stage == draft);
  offer("approve", "approve_policy_notice", notice.stage == submitted && !wrote);
  offer("return", "approve_policy_notice", notice.stage == submitted && !wrote);
  offer("send", "send_policy_notice", notice.stage == approved);
  offer("correct", "withdraw_policy_notice", notice.stage == sent);
  offer("withdraw", "withdraw_policy_notice", notice.stage != withdrawn && notice.stage != superseded);
  if (notice.stage == sent && notice.confirmed < notice.recipients && may_issue_links(desk, notice)) actions.emplace_back("issue_links");
  return actions;
}

PolicyNoticeView notice_view(const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
  PolicyNoticeView view{row_view(desk, notice), notice.content, notice.audience, {}, {}, notice.attachment, desk.officer_name(notice.approved_by_id), desk.officer_name(notice.sent_by_id),
                        desk.officer_name(notice.ended_by_id), notice.returned_because, notice.ended_because, notice.submitted_at, notice.approved_at, notice.ended_at,
                        related(desk.session, notice.corrects_id), related(desk.session, notice.superseded_by_id), notice.remind_on, notice.links_issued,
                        policy_notice_rules(*desk.call.rulebook).set_by, actions_of(desk, notice), {}};
  view.audience_manager_name = desk.officer_name(notice.audience.account_manager_id.value_or(OfficerId{}));
  for (const CustomerId id : notice.audience.customer_ids) {
    const ManagedCustomer managed = load_managed_customer(desk.session, id);
    view.single_customers.push_back(customer_view(desk, {id, managed.present_tier(), managed.manager_id}));
  }
  for (const PolicyNoticeStep& step : policy_notice_story(desk.session, notice.id))
    view.story.push_back({step.number, step.event.at, step.kind, desk.officer_name(step.event.officer_id.value_or(OfficerId{})), step.event.because.value_or(""),
                          static_cast<std::int64_t>(step.event.numbers.empty() ? step.event.recipients.size() : step.event.numbers.size())});
  return view;
}

std::vector<http::QueryParameter> filter_query() {
  return {{"stage", "of the notice"},
          {"q", "words of the title"},
          {"from", "sent on this day or later", R"({"type":"string","format":"date"})"},
          {"to", "the last such day", R"({"type":"string","format":"date"})"},
          {"waiting", "true: sent, and somebody has not confirmed", R"({"type":"boolean"})"}};
}

Result<PolicyNoticeFilter> filter_of(const Call& call) {
  PolicyNoticeFilter filter;
  if (auto bad = api::read_enum(call, "stage", filter.stage)) return *bad;
  if (auto bad = api::read_date(call, "from", filter.from)) return *bad;
  if (auto bad = api::read_date(call, "to", filter.to)) return *bad;
  const std::string words(call.request.query_value("q").value_or(""));
  if (!is_valid_utf8(words)) return api::bad_query("q");
  filter.words = first_characters(clean_text(words, false), decltype(PolicyNoticeText::title)::max_length);
  filter.waiting = call.request.query_value("waiting").value_or("") == "true";
  return filter;
}

template <class Next>
http::Response with_filter(const Call& call, Next&& next) {
  return with_permission(call, "read_policy_notices", [&] {
    const auto filter = filter_of(call);
    return filter ? next(*filter) : refused(call, filter.refusal());
  });
}

void add_list(Api& api) {
  auto list = policy_notice_operation("GET", "/policy_notices", "list_policy_notices", "The register, newest first");
  list.response_body = json::schema_of<api::Page<PolicyNoticeRowView>>();
  list.query = filter_query();
  list.query.push_back({"after", "next page", R"({"type":"integer"})"});
  list.query.push_back({"limit", "rows", R"({"type":"integer"})"});
  api.read(list, [](const Call& call, db::Session& session) {
    return with_filter(call, [&](const PolicyNoticeFilter& filter) {
      const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
      if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
      const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
      auto notices = list_policy_notices(session, filter, PolicyNoticeId{after->value_or(0)}, rows + 1);
      const bool more = static_cast<std::int64_t>(notices.size()) > rows;
      if (more) notices.pop_back();
      const PolicyNoticeDesk desk(call, session);
      api::Page<PolicyNoticeRowView> page;
      for (const PolicyNotice& notice : notices) page.items.push_back(row_view(desk, notice));
      if (more) page.next = std::to_string(notices.back().id.value);
      return api::answer(page);
    });
  });

  auto read = policy_notice_operation("GET", "/policy_notices/{notice_id}", "read_policy_notice", "One notice, what may be done, its story");
  read.response_body = json::schema_of<PolicyNoticeView>();
  api.read(read, [](const Call& call, db::Session& session) {
    return with_readable_notice(call, session, [](const PolicyNoticeDesk& desk, const PolicyNotice& notice) { return api::answer(notice_view(desk, notice)); });
  });
}

std::string day_or_empty(const std::optional<Date>& day) { return day ? to_iso(*day) : std::string(); }

http::Response export_answer(House& house, const Call& call, const PolicyNoticeFilter& filter) {
  struct Question {
    Call call;  ///< without its request: that one is gone when rows are read
    PolicyNoticeFilter filter;
    PolicyNoticeId after;
  };
  static const http::Request no_request;
  const auto question = std::make_shared<Question>(Question{{no_request, call.language, call.actor, {}, {}, false, call.now, call.organisation, call.rulebook}, filter, {}});
  const auto next_rows = [&house, question] {
    const auto session = house.readers().borrow();
    const PolicyNoticeDesk desk(question->call, *session);
    api::TableRows rows;
    for (const PolicyNotice& notice : list_policy_notices(*session, question->filter, question->after, export_batch)) {
      const PolicyNoticeRowView row = row_view(desk, notice);
      rows.push_back({std::to_string(row.id.value), row.title, row.stage_name, row.drafted_by_name, desk.officer_name(notice.approved_by_id), row.sent_at ? to_iso(*row.sent_at) : std::string(),
                      day_or_empty(row.valid_from), day_or_empty(row.valid_to), std::to_string(row.recipients), std::to_string(row.opened), std::to_string(row.confirmed)});
      question->after = notice.id;
    }
    return rows;
  };
  const std::vector<std::string> heading = call.language == http::Language::zh
                                               ? std::vector<std::string>{"编号", "标题", "状态", "起草人", "审批人", "发出时间", "有效期起", "有效期止", "发送户数", "已打开", "已阅知"}
                                               : std::vector<std::string>{"No.", "Title", "State", "Drafted by", "Approved by", "Sent", "Valid from", "Valid to", "Customers", "Opened", "Confirmed"};
  return api::download(call, {"policy_notices", call.said("政策通知", "Policy notices"), heading, next_rows});
}

void add_export(Api& api) {
  auto exported = policy_notice_operation("GET", "/policy_notices/export", "export_policy_notices", "The register as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query = filter_query();
  exported.query.push_back(api::download_format());
  api.slow(exported, [&api](const Call& call, db::Session&) {
    return with_filter(call, [&](const PolicyNoticeFilter& filter) { return with_permission(call, "export", [&] { return export_answer(api.house(), call, filter); }); });
  });
}

AudienceView audience_view(const PolicyNoticeDesk& desk, const PolicyNotice& notice, CustomerId after) {
  AudienceView view;
  view.limit = policy_notice_rules(*desk.call.rulebook).most_recipients;
  const auto members = find_audience(desk.session, notice.audience, notice.corrects_id, view.limit.value_or(std::numeric_limits<std::int64_t>::max() - 1));
  view.count = static_cast<std::int64_t>(members.size());
  view.too_many = view.limit && view.count > *view.limit;
  for (const AudienceMember& member : members) {
    if (member.customer_id <= after) continue;
    if (static_cast<std::int64_t>(view.items.size()) == page_size) {
      view.next = std::to_string(view.items.back().customer_id.value);
      break;
    }
    view.items.push_back(customer_view(desk, member));
  }
  return view;
}

void add_audience(Api& api) {
  auto preview = policy_notice_operation("GET", "/policy_notices/{notice_id}/audience", "read_policy_audience", "Whom it would reach if it went now: how many, and who");
  preview.response_body = json::schema_of<AudienceView>();
  preview.query = {{"after", "next page", R"({"type":"integer"})"}};
  api.slow(preview, [](const Call& call, db::Session& session) {
    return with_readable_notice(call, session, [&](const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
      const auto after = api::query_number(call, "after");
      if (!after) return refused(call, after.refusal());
      return api::answer(audience_view(desk, notice, CustomerId{after->value_or(0)}));
    });
  });
}

void add_of_customer(Api& api) {
  auto list = policy_notice_operation("GET", "/customers/{customer_id}/policy_notices", "list_customer_notices", "What a customer got and whether he has read it, newest first");
  list.response_body = json::schema_of<api::Page<CustomerNoticeView>>();
  api.read(list, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_policy_notices", [&] {
      const CustomerId id{call.id("customer_id")};
      if (!load_file(session, id)) return refused(call, Refusal{"customer.unknown", "", "", {}});
      const PolicyNoticeDesk desk(call, session);
      const bool may_record = !desk.refuse_unless_may("record_policy_receipt", id);
      api::Page<CustomerNoticeView> page;
      for (const auto& [notice, recipient] : received_notices(session, id, customers_notices))
        page.items.push_back({notice.id, notice.content.title.value, notice.stage, words_of(call, notice.stage), notice.sent_at, recipient.number, recipient.opened_at, recipient.confirmed_at,
                              desk.person_name(recipient.customer_id, recipient.read_by), recipient.confirmed_at ? words_of(call, recipient.confirmed_way) : std::string(),
                              is_overdue(notice, recipient, local_date(call.now)), may_record && notice.stage == PolicyNoticeStage::sent && !recipient.confirmed_at});
      return api::answer(page);
    });
  });
}

}  // namespace

void add_policy_notice_reads_api(Api& api) {
  add_export(api);
  add_list(api);
  add_audience(api);
  add_of_customer(api);
}

}  // namespace shouwen
