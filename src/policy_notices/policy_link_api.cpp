// Personal links to take away: as a table for sending, or as letters on A4 in the bureau's letterhead to hand over. Only the hash of
// each secret is kept; links issued before stay good, and whoever has confirmed gets none.
#include <fmt/format.h>

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "api/download.h"
#include "api/qr_code.h"
#include "base/embedded.h"
#include "customers/customer_store.h"
#include "org/accounts.h"
#include "org/secret.h"
#include "policy_notices/policy_notice_api.h"
#include "policy_notices/policy_notice_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

std::span<const EmbeddedFile> embedded_policy_notice_pages();

struct IssuePolicyLinksInput {
  Line<2, 100> reason;                  ///< kept in the access log of every customer named
  std::vector<std::int64_t> numbers;    ///< of recipients; none = everybody who has not confirmed and whom the caller may write to
};
BOOST_DESCRIBE_STRUCT(IssuePolicyLinksInput, (), (reason, numbers))

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;

constexpr std::size_t letters_most = 300;  ///< one browser prints them in one go

struct IssuedLink {
  std::int64_t number = 0;
  Customer customer;
  std::string url;
};

/// Those asked for who have not confirmed. Refusals policy_recipient.unknown and of the permission.
Result<std::vector<PolicyRecipient>> chosen(const PolicyNoticeDesk& desk, const PolicyNotice& notice, const std::vector<std::int64_t>& numbers) {
  std::vector<PolicyRecipient> rows;
  std::optional<Refusal> why;
  for (const PolicyRecipient& row : list_policy_recipients(desk.session, notice.id, true, {}, std::numeric_limits<std::int64_t>::max())) {
    const bool asked = std::find(numbers.begin(), numbers.end(), row.number) != numbers.end();
    if (!numbers.empty() && !asked) continue;
    const auto denied = desk.refuse_unless_may("issue_policy_links", row.customer_id);
    if (denied && asked) return *denied;
    if (!denied) rows.push_back(row);
    else why = denied;
  }
  // Others wait, but none he may write to.
  if (rows.empty() && why) return *why;
  return rows;
}

Result<std::vector<IssuedLink>> issue(const PolicyNoticeDesk& desk, const PolicyNotice& notice, const std::vector<PolicyRecipient>& rows, const std::string& reason) {
  std::vector<std::int64_t> numbers;
  for (const PolicyRecipient& row : rows) numbers.push_back(row.number);
  const PolicyNoticeDecision decision = issue_policy_links(notice, numbers, desk.situation());
  if (!decision) return decision.refusal();
  save_policy_notice(desk.session, notice, *decision, desk.writer());
  std::vector<IssuedLink> links;
  for (const PolicyRecipient& row : rows) {
    const auto customer = load_customer(desk.session, row.customer_id);
    if (!customer) continue;
    const std::string secret = new_secret();
    add_policy_link(desk.session, secret, {notice.id, row.number});
    log_access(desk.session, {0, desk.call.now, desk.call.actor.officer_id, "customer/" + std::to_string(customer->id.value), "name,phone", reason, desk.call.request.remote_address});
    links.push_back({row.number, *customer, policy_notice_url(desk.call.request, secret)});
  }
  return links;
}

http::Response table_of(const Call& call, const std::vector<IssuedLink>& links) {
  const std::vector<std::string> heading = call.language == http::Language::zh ? std::vector<std::string>{"序号", "户号", "户名", "电话", "链接"}
                                                                               : std::vector<std::string>{"No.", "Account", "Name", "Phone", "Link"};
  api::TableRows rows;
  for (const IssuedLink& link : links) rows.push_back({std::to_string(link.number), link.customer.account_number, link.customer.name, link.customer.phone, link.url});
  return api::download(call, "policy_notice_links", call.said("通知链接", "Links"), heading, std::move(rows));
}

std::string validity_words(const Call& call, const PolicyNoticeText& content) {
  if (!content.valid_from && !content.valid_to) return {};
  const std::string from = content.valid_from ? to_iso(*content.valid_from) : std::string(), to = content.valid_to ? to_iso(*content.valid_to) : std::string();
  return from + call.said(from.empty() ? "截至 " : to.empty() ? " 起" : " 至 ", from.empty() ? "until " : to.empty() ? " on" : " to ") + to;
}

void set_labels(data& values, const Call& call) {
  const auto label = [&](const char* name, const char* zh, const char* en) { values.set(name, call.said(zh, en)); };
  label("lang", "zh-CN", "en");
  label("heading", "政策通知", "Policy notice");
  label("number_label", "编号", "No.");
  label("to_label", "致", "To");
  label("account_label", "户号", "Account");
  label("validity_label", "有效期", "Valid");
  label("attachment_label", "附件（扫码查看）", "Attachment (by the code)");
  label("how", "请扫码或打开网址，阅读后填写姓名并点“我已阅知”；也可在下面签字交回。", "Scan the code or open the address, read, enter your name and confirm; or sign below and hand this back.");
  label("receipt_label", "阅知回执", "Receipt");
  label("signer_label", "阅知人签字：", "Read by:");
  label("date_label", "日期：", "Date:");
}

data letter_of(const Call& call, const PolicyNotice& notice, const IssuedLink& link) {
  data letter;
  letter.set("number", fmt::format("TZ{:06}-{}", notice.id.value, link.number));
  letter.set("title", notice.content.title.value);
  letter.set("text", notice.content.text.value);
  letter.set("customer", link.customer.name);
  letter.set("account", link.customer.account_number);
  if (const std::string validity = validity_words(call, notice.content); !validity.empty()) letter.set("validity", validity);
  if (notice.attachment) letter.set("attachment", notice.attachment->file_name);
  letter.set("sent_on", to_iso(local_date(*notice.sent_at)));
  letter.set("url", link.url);
  letter.set("qr", qr_svg(link.url));
  return letter;
}

http::Response letters_of(const PolicyNoticeDesk& desk, const std::string& bureau, const PolicyNotice& notice, const std::vector<IssuedLink>& links) {
  data values;
  set_labels(values, desk.call);
  values.set("bureau", bureau);
  data letters{data::type::list};
  for (const IssuedLink& link : links) letters << letter_of(desk.call, notice, link);
  values.set("letters", letters);
  kainjow::mustache::mustache page{std::string(embedded_policy_notice_pages().front().content)};
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = page.render(values);
  response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  return response;
}

http::Response links_answer(Api& api, const Call& call, PolicyNoticeId id, const IssuePolicyLinksInput& input) {
  const std::string format(call.request.query_value("format").value_or("csv"));
  if (format != "csv" && format != "xlsx" && format != "letters") return refused(call, Refusal{"export.bad_format", "", "", {{"format", format}}});
  std::optional<Refusal> refusal;
  std::vector<IssuedLink> links;
  http::Response letters;
  api.house().writer().run([&](db::Session& writing) {
    const PolicyNoticeDesk desk(call, writing);
    const auto notice = load_policy_notice(writing, id);
    const auto rows = chosen(desk, *notice, input.numbers);
    if (!rows) return void(refusal = rows.refusal());
    if (format == "letters" && rows->size() > letters_most)
      return void(refusal = Refusal{"policy_notice.too_many_letters", clause::art_11_6_2, "/numbers", {{"limit", std::to_string(letters_most)}}});
    auto issued = issue(desk, *notice, *rows, input.reason.value);
    if (!issued) return void(refusal = issued.refusal());
    links = *std::move(issued);
    if (format == "letters") letters = letters_of(desk, api.house().bureau_name(), *notice, links);
  });
  if (refusal) return refused(call, *refusal);
  return format == "letters" ? letters : table_of(call, links);
}

}  // namespace

void add_policy_links_api(Api& api) {
  auto issuing = policy_notice_operation("POST", "/policy_notices/{notice_id}/links", "issue_policy_links", "New personal links of those who have not confirmed, as a table or as letters to hand over");
  issuing.request_body = json::schema_of<IssuePolicyLinksInput>();
  issuing.response_content_type = "text/csv";
  issuing.query = {{"format", "csv, xlsx or letters", R"({"type":"string","enum":["csv","xlsx","letters"]})"}};
  api.slow(issuing, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "issue_policy_links", [&] {
      return with_policy_notice(call, session, [&](const PolicyNoticeDesk&, const PolicyNotice& notice) {
        return api::with_body<IssuePolicyLinksInput>(call, [&](const IssuePolicyLinksInput& input) { return links_answer(api, call, notice.id, input); });
      });
    });
  });
}

}  // namespace shouwen
