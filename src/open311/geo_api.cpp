// GeoReport v2 over HTTP. A posted request is registered as one of the public pages is: the same questions, the same first-asked
// person, the same clocks.
#include <future>

#include "api/answers.h"
#include "api/rate_limit.h"
#include "cases/case_routes.h"
#include "http/multipart.h"
#include "open311/geo_store.h"
#include "open311/open311.h"
#include "open311/open311_key_store.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/public_words.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;

constexpr const char* root = "/open311/v2";
constexpr double burst_reads = 60, reads_per_minute = 120;
constexpr double burst_tokens = 10, tokens_per_minute = 10;

Language language_of(const Call& call) { return wish_of(call.request).language; }

http::Response answered(const GeoValue& value, GeoFormat format, int status = 200) {
  http::Response response;
  response.status = status;
  response.content_type = content_type_of(format);
  response.body = geo_text(value, format);
  // Anybody's page may read it: there is nothing in it that is not everybody's.
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

http::Response refused_so(const Call& call, const std::vector<Refusal>& refusals, GeoFormat format) {
  http::Response response = answered(errors_of(refusals, language_of(call)), format, geo_status(refusals.front()));
  for (const auto& [name, value] : refusals.front().values)
    if (name == "seconds") response.headers.emplace_back("Retry-After", value);
  return response;
}

/// Format of the name's ending, else what the standard requires of every server.
GeoFormat format_of(std::string_view name) {
  const auto parsed = parse_name(name);
  return parsed ? parsed->format : GeoFormat::xml;
}

using GeoBody = std::function<http::Response(const Call&, db::Session&, const std::string& name, GeoFormat)>;

class GeoRoutes {
 public:
  explicit GeoRoutes(Api& api) : api_(api) {}

  /// `pattern` ends with the parameter {name}, or with ".json" or ".xml".
  void get(const std::string& pattern, const std::string& id, const char* summary, GeoBody body) {
    api_.read(operation("GET", pattern, id, summary), [this_limit = reads_, pattern, body](const Call& call, db::Session& session) {
      const std::string_view given = pattern.ends_with('}') ? call.request.parameter("name") : std::string_view(pattern).substr(pattern.rfind('/') + 1);
      const GeoFormat format = format_of(given);
      if (const std::int64_t wait = this_limit->take(call.request.remote_address, call.now); wait > 0)
        return refused_so(call, {{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}}}, format);
      if (!call.rulebook->open_data) return refused_so(call, {{"georeport.endpoint_unknown", clause::art_8, "", {}}}, format);
      const auto name = parse_name(given);
      if (!name) return refused_so(call, {{"georeport.format_unknown", clause::art_8, "", {}}}, format);
      if (const Verdict ours = check_jurisdiction(call.request.query, call.rulebook->open_data->open311); !ours) return refused_so(call, {ours.refusal()}, format);
      return body(call, session, name->name, format);
    });
  }
  void get_both(const std::string& resource, const std::string& id, const char* summary, const GeoBody& body) {
    for (const char* ending : {"json", "xml"}) get(std::string(root) + '/' + resource + '.' + ending, id + '_' + ending, summary, body);
  }

  static http::Operation operation(const char* method, std::string pattern, std::string id, const char* summary) {
    http::Operation made{method, std::move(pattern), std::move(id), "open311", summary, clause::art_8};
    made.is_public = true;
    if (format_of(made.pattern) == GeoFormat::xml) made.response_content_type = "text/xml";
    made.query = {{"jurisdiction_id", "may be left out: there is one"}};
    return made;
  }

 private:
  Api& api_;
  std::shared_ptr<api::RateLimit> reads_ = std::make_shared<api::RateLimit>(burst_reads, reads_per_minute);
};

http::Response discovery(const Call& call, GeoFormat format) {
  const Hotline hotline = hotline_of(call, language_of(call));
  return answered(discovery_of({own_url(call.request, root), own_url(call.request, "/p/data#programs"), hotline.name + ' ' + hotline.phone}), format);
}

http::Response definition(const Call& call, const std::string& code, GeoFormat format) {
  if (!is_service(*call.rulebook, code)) return refused_so(call, {{"georeport.service_unknown", clause::art_8, "", {}}}, format);
  return answered(definition_of(*call.rulebook, *call.rulebook->category(code), language_of(call)), format);
}

http::Response requests(const Call& call, db::Session& session, GeoFormat format) {
  const auto filter = read_filter(call.request.query, call.rulebook->open_data->open311, call.now);
  if (!filter) return refused_so(call, {filter.refusal()}, format);
  return answered(requests_of(list_requests(session, *filter, *call.rulebook, *call.organisation), *call.rulebook, language_of(call)), format);
}

http::Response one_request(const Call& call, db::Session& session, const std::string& number, GeoFormat format) {
  GeoFilter filter;
  filter.service_request_ids = {number};
  const auto found = list_requests(session, filter, *call.rulebook, *call.organisation);
  if (found.empty()) return refused_so(call, {{"georeport.request_unknown", clause::art_8, "", {}}}, format);
  return answered(requests_of(found, *call.rulebook, language_of(call)), format);
}

/// The receipt is the token: whoever kept the link of the answer finds the number again. Of tips there is nothing here.
http::Response token(const Call& call, db::Session& session, api::RateLimit& limit, const std::string& given, GeoFormat format) {
  if (const std::int64_t wait = limit.take(call.request.remote_address, call.now); wait > 0)
    return refused_so(call, {{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}}}, format);
  const auto id = find_case_by_receipt(session, given);
  const auto found = id ? load_case(session, *id) : std::nullopt;
  if (!found || found->secrecy == Secrecy::sealed) return refused_so(call, {{"georeport.token_unknown", clause::art_8, "", {}}}, format);
  return answered(token_of(found->number, given), format);
}

std::string notice_of(const Call& call, const Performed& performed, bool danger) {
  const Language language = language_of(call);
  const std::string url = own_url(call.request, "/p/follow?receipt=" + performed.receipt);
  std::string text = language == Language::zh ? "已受理。查询、补充、催办和评价请用此链接：" + url : "Received. Follow, add, urge and rate by this link: " + url;
  if (!danger) return text;
  const Hotline hotline = hotline_of(call, language);
  return card_text(*call.rulebook, "danger", language) + ' ' + hotline.phone + (language == Language::zh ? "。" : ". ") + text;
}

struct Filed {
  std::optional<Performed> performed;
  std::vector<Refusal> refusals;   ///< if it was not
};

Filed file_request(House& house, const Call& call, db::Session& writing, const Open311Key& key, const GeoPosted& posted) {
  if (const Verdict within = check_use(use_of(writing, key.id, call.now), call.rulebook->open_data->open311); !within) return {{}, {within.refusal()}};
  if (!posted.refusals.empty()) return {{}, posted.refusals};
  auto input = registration_of(posted.post.draft, *call.rulebook, say("danger_words", Language::zh));
  if (!input.mistakes.empty()) return {{}, std::move(input.mistakes)};
  input.value.channel = key.issued.channel;
  Result<Performed> performed = perform_registration(desk_of(house, call, writing), input.value);
  if (!performed) return {{}, {for_customer(performed.refusal())}};
  log_open311_call(writing, {0, key.id, call.now, 200, posted.post.service_code, performed->after.id});
  return {*std::move(performed), {}};
}

/// In a command of its own, undone if refused: whoever is refused leaves no gap in the numbers of cases. Fault of the writer.
Filed file_durably(House& house, const Call& call, const Open311Key& key, const GeoPosted& posted) {
  Filed filed;
  std::promise<std::optional<db::Fault>> durable;
  db::WriteJob job;
  job.repeatable = true;
  job.work = [&](db::Session& writing) {
    filed = file_request(house, call, writing, key, posted);
    return filed.performed ? db::WorkOutcome::keep : db::WorkOutcome::undo;
  };
  job.done = [&durable](std::optional<db::Fault> fault) { durable.set_value(std::move(fault)); };
  if (!house.writer().submit(std::move(job))) throw db::Fault(db::FaultKind::busy, "the writer's queue is full");
  if (const auto fault = durable.get_future().get()) throw *fault;
  return filed;
}

http::Response post_with(House& house, const Call& call, const Open311Key& key, const GeoFields& form, GeoFormat format) {
  const GeoPosted posted = read_post(form, *call.rulebook);
  const Filed filed = file_durably(house, call, key, posted);
  if (!filed.performed) {
    const Open311Call refused{0, key.id, call.now, geo_status(filed.refusals.front()), posted.post.service_code, CaseId{}};
    house.writer().run([&refused](db::Session& writing) { log_open311_call(writing, refused); });
    return refused_so(call, filed.refusals, format);
  }
  house.hub().publish(live_event(*filed.performed, call.rulebook, call.organisation));
  return answered(created_of(filed.performed->after.number, notice_of(call, *filed.performed, posted.post.draft.danger)), format);
}

http::Response post(House& house, const Call& call, db::Session& session, GeoFormat format) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return refused_so(call, {{"georeport.bad_form", clause::art_8, "", {}}}, format);
  if (!call.rulebook->open_data) return refused_so(call, {{"georeport.endpoint_unknown", clause::art_8, "", {}}}, format);
  if (const Verdict ours = check_jurisdiction(*form, call.rulebook->open_data->open311); !ours) return refused_so(call, {ours.refusal()}, format);
  // Only in the body: addresses are written into logs.
  const std::string given = value_of(*form, "api_key");
  if (given.empty()) return refused_so(call, {{"georeport.key_missing", clause::art_8, "", {}}}, format);
  const auto key = find_open311_key(session, given);
  if (!key) return refused_so(call, {{"georeport.key_unknown", clause::art_8, "", {}}}, format);
  return post_with(house, call, *key, *form, format);
}

/// The standard's fields as the description of the API has them; attribute[…] come with the service's definition.
std::string posted_form() {
  std::string properties;
  for (const char* name : {"api_key", "service_code", "jurisdiction_id", "lat", "long", "address_string", "address_id", "description", "first_name", "last_name", "phone", "email", "media_url"})
    properties += (properties.empty() ? "\"" : ",\"") + std::string(name) + R"(":{"type":"string"})";
  return R"({"type":"object","required":["api_key","service_code"],"properties":{)" + properties + "}}";
}

}  // namespace

void add_open311_api(Api& api) {
  GeoRoutes routes(api);
  routes.get_both("discovery", "open311_discovery", "Where the endpoint is and which formats it speaks", [](const Call& call, db::Session&, const std::string&, GeoFormat format) { return discovery(call, format); });
  routes.get_both("services", "open311_services", "What requests may be posted for",
                  [](const Call& call, db::Session&, const std::string&, GeoFormat format) { return answered(services_of(*call.rulebook, language_of(call)), format); });
  routes.get(std::string(root) + "/services/{name}", "open311_service_definition", "What is asked besides; {name} = service code and .json or .xml",
             [](const Call& call, db::Session&, const std::string& name, GeoFormat format) { return definition(call, name, format); });
  routes.get_both("requests", "open311_requests", "Requests without names, numbers and words of customers",
                  [](const Call& call, db::Session& session, const std::string&, GeoFormat format) { return requests(call, session, format); });
  routes.get(std::string(root) + "/requests/{name}", "open311_request", "One of them; {name} = its id and .json or .xml",
             [](const Call& call, db::Session& session, const std::string& name, GeoFormat format) { return one_request(call, session, name, format); });
  const auto tokens = std::make_shared<api::RateLimit>(burst_tokens, tokens_per_minute);
  routes.get(std::string(root) + "/tokens/{name}", "open311_token", "The request's id by its token; {name} = token and .json or .xml",
             [tokens](const Call& call, db::Session& session, const std::string& name, GeoFormat format) { return token(call, session, *tokens, name, format); });
  for (const auto& [ending, format] : {std::pair<const char*, GeoFormat>{"json", GeoFormat::json}, {"xml", GeoFormat::xml}}) {
    auto operation = GeoRoutes::operation("POST", std::string(root) + "/requests." + ending, std::string("open311_post_") + ending, "Post a request; becomes a case, answered with its number and the link to follow it");
    operation.query.clear();
    operation.request_content_type = "application/x-www-form-urlencoded";
    operation.request_body.schema = posted_form();
    api.slow(std::move(operation), [&api, format](const Call& call, db::Session& session) { return post(api.house(), call, session, format); });
  }
  add_open311_keys_api(api);
}

}  // namespace shouwen
