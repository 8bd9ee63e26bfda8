// Personal links to take away: as a table for sending, or as slips to print. Only the hash of each secret is kept; links
// issued before stay good, and whoever has answered gets none.
#include <kainjow/mustache.hpp>

#include "api/download.h"
#include "api/qr_code.h"
#include "base/embedded.h"
#include "customers/customer_store.h"
#include "org/accounts.h"
#include "org/secret.h"
#include "regulation/clauses.h"
#include "surveys/survey_api.h"

namespace shouwen {

std::span<const EmbeddedFile> embedded_survey_pages();

struct IssueLinksInput {
  Line<2, 100> reason;   ///< kept in the access log of every customer named
};
BOOST_DESCRIBE_STRUCT(IssueLinksInput, (), (reason))

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;

struct IssuedLink {
  std::int64_t number = 0;
  Customer customer;
  std::string url;
};

Result<std::vector<IssuedLink>> issue(const Call& call, db::Session& session, const Survey& survey, const std::string& reason) {
  const auto waiting = list_invitations(session, survey.id, InvitationState::waiting, 0, std::numeric_limits<std::int64_t>::max());
  const SurveyDecision decision = issue_links(survey, static_cast<std::int64_t>(waiting.size()));
  if (!decision) return decision.refusal();
  save_survey(session, survey, *decision, survey_writer(call));
  std::vector<IssuedLink> links;
  for (const Invitation& invitation : waiting) {
    const auto customer = load_customer(session, invitation.customer_id);
    if (!customer) continue;
    const std::string secret = new_secret();
    add_link(session, secret, {survey.id, invitation.number});
    log_access(session, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(customer->id.value), "name,phone", reason, call.request.remote_address});
    links.push_back({invitation.number, *customer, survey_url(call.request, secret)});
  }
  return links;
}

http::Response table_of(const Call& call, const std::vector<IssuedLink>& links) {
  const std::vector<std::string> heading = call.language == http::Language::zh ? std::vector<std::string>{"序号", "户号", "户名", "电话", "链接"}
                                                                               : std::vector<std::string>{"No.", "Account", "Name", "Phone", "Link"};
  api::TableRows rows;
  for (const IssuedLink& link : links)
    rows.push_back({std::to_string(link.number), link.customer.account_number, link.customer.name, link.customer.phone, link.url});
  return api::download(call, "survey_links", call.said("调查链接", "Survey links"), heading, std::move(rows));
}

http::Response slips_of(const Call& call, const std::string& bureau, const Survey& survey, const std::vector<IssuedLink>& links) {
  data values;
  values.set("lang", call.said("zh-CN", "en"));
  values.set("title", call.said("调查邀请条", "Survey slips"));
  data slips{data::type::list};
  for (const IssuedLink& link : links) {
    data slip;
    slip.set("name", link.customer.name);
    slip.set("account_number", link.customer.account_number);
    slip.set("bureau", bureau);
    slip.set("survey", survey.questionnaire.title_zh.value);
    slip.set("how", call.said("请扫码或打开下面的网址作答，只能提交一次。", "Scan the code or open the address to answer; it can be sent once."));
    slip.set("url", link.url);
    slip.set("qr", qr_svg(link.url));
    slips << slip;
  }
  values.set("slips", slips);
  kainjow::mustache::mustache page{std::string(embedded_survey_pages().front().content)};
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = page.render(values);
  response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  return response;
}

http::Response links_answer(Api& api, const Call& call, const IssueLinksInput& input) {
  const std::string format(call.request.query_value("format").value_or("csv"));
  if (format != "csv" && format != "xlsx" && format != "slips") return refused(call, Refusal{"export.bad_format", "", "", {{"format", format}}});
  std::optional<Result<std::vector<IssuedLink>>> links;
  std::optional<Survey> survey;
  api.house().writer().run([&](db::Session& writing) {
    survey = load_survey(writing, SurveyId{call.id("survey_id")});
    links = issue(call, writing, *survey, input.reason.value);
  });
  if (!*links) return refused(call, links->refusal());
  return format == "slips" ? slips_of(call, api.house().bureau_name(), *survey, **links) : table_of(call, **links);
}

}  // namespace

void add_survey_links_api(Api& api) {
  auto issuing = survey_operation("POST", "/{survey_id}/links", "issue_survey_links", "New personal links of those who have not answered, as a table or as slips to print");
  issuing.request_body = json::schema_of<IssueLinksInput>();
  issuing.response_content_type = "text/csv";
  issuing.query = {{"format", "csv, xlsx or slips", R"({"type":"string","enum":["csv","xlsx","slips"]})"}};
  api.slow(issuing, [&api](const Call& call, db::Session& session) {
    return with_survey(call, session, "issue_survey_links", [&](const Survey&) {
      return api::with_body<IssueLinksInput>(call, [&](const IssueLinksInput& input) { return links_answer(api, call, input); });
    });
  });
}

}  // namespace shouwen
