// One case: its page, why its times are what they are, its slip, cases like it, its customer in clear.
#include <fmt/format.h>

#include "api/limit_words.h"
#include "api/qr_code.h"
#include "api/query.h"
#include "api/read_log.h"
#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "cases/page_cache.h"
#include "org/accounts.h"
#include "regulation/clauses.h"

namespace shouwen {

struct SlipView {
  std::string number, unit_name, unit_phone, first_contact_name, bureau_name, kind_name, category_name, text;
  Instant registered_at;
  std::optional<Instant> due_at;
  std::optional<std::int64_t> due_duty_number;  ///< whose derivation tells why
  std::string due_text, follow_url, qr_svg, clause;
};
BOOST_DESCRIBE_STRUCT(SlipView, (), (number, unit_name, unit_phone, first_contact_name, bureau_name, kind_name, category_name, text, registered_at,
                                     due_at, due_duty_number, due_text, follow_url, qr_svg, clause))
struct UnmaskInput {
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(UnmaskInput, (), (reason))
struct UnmaskedView {
  std::string name, phone, address;
};
BOOST_DESCRIBE_STRUCT(UnmaskedView, (), (name, phone, address))
namespace {

using api::Api;
using api::Call;

template <class Next>
http::Response with_case(const Call& call, db::Session& session, Next&& next) {
  const Result<ServiceCase> found = readable_case(call, session, CaseId{call.id("case_id")});
  if (!found) return refused(call, found.refusal());
  return next(*found);
}

/// Where the customer looks at the case: the public page of this server as the browser reached it.
std::string follow_url(const Call& call, const std::string& number) {
  const std::string_view scheme = call.request.header("x-forwarded-proto") == "https" ? "https" : "http";
  return fmt::format("{}://{}/p/follow?number={}", scheme, call.request.header("host"), number);
}

http::Response slip_answer(House& house, const Call& call, const ServiceCase& service_case) {
  const auto rulebook = house.rulebook_version(service_case.rulebook_version);
  const Names names{*call.organisation, *rulebook, call.language};
  SlipView slip;
  slip.number = service_case.number;
  const UnitId unit_id = service_case.offer ? service_case.offer->to_unit_id : service_case.handling_unit_id;
  if (const Unit* unit = call.organisation->unit(unit_id)) {
    slip.unit_name = unit->name;
    slip.unit_phone = unit->phone;
  }
  slip.first_contact_name = names.officer(service_case.first_contact_id);
  slip.bureau_name = house.bureau_name();
  slip.kind_name = names.kind(service_case.kind);
  slip.category_name = names.category(service_case.category);
  slip.text = service_case.text;
  slip.registered_at = service_case.registered_at;
  if (const Duty* reply_duty = service_case.open_duty(DutyKind::reply)) {
    slip.due_at = reply_duty->due_at;
    slip.due_duty_number = reply_duty->number;
    slip.due_text = api::words_of(reply_duty->sources.empty() ? Limit{} : reply_duty->sources.front().limit, call.language);
  }
  slip.follow_url = follow_url(call, service_case.number);
  slip.qr_svg = qr_svg(slip.follow_url);
  slip.clause = clause::art_10_3;
  return api::answer(slip);
}

http::Response page_answer(House& house, const Call& call, ReadLog& log, CaseId id, const PageCache::Page& page) {
  if (page.clear) log.note(house, call, {"case/" + std::to_string(id.value), "name,phone,address", "duty"});
  http::Response response;
  response.body = page.body;
  response.headers.emplace_back("ETag", "\"" + std::to_string(page.version) + "\"");
  return response;
}

http::Response similar_answer(const Call& call, db::Session& session, const ServiceCase& to, std::int64_t limit) {
  const Names names{*call.organisation, *call.rulebook, call.language};
  api::Page<CaseRowView> found;
  for (const CaseRow& row : similar_cases(session, to, reader_of(*call.rulebook, *call.organisation, call.actor), limit))
    found.items.push_back(row_view(row, names, call.now));
  return api::answer(found);
}

/// The case a clerk is about to register, as far as he has said.
Result<ServiceCase> sketched_case(const Call& call, db::Session& session) {
  const CaseCategory* category = call.rulebook->category(std::string(call.request.query_value("category").value_or("")));
  if (category == nullptr) return api::bad_query("category");
  ServiceCase sketch;
  sketch.id = next_case_id(session);
  sketch.kind = category->kind;
  sketch.category = category->code;
  sketch.registered_at = call.now;
  std::optional<Area> area;
  for (const auto& refusal : {api::read_enum(call, "area", area), api::read_id(call, "customer_id", sketch.contact.customer_id)})
    if (refusal) return *refusal;
  sketch.area = area.value_or(Area::urban);
  return sketch;
}

void add_page(Api& api) {
  auto page = case_operation("GET", "/api/v1/cases/{case_id}", "read_case", "The case page", clause::art_10_7);
  page.response_body = json::schema_of<CasePage>();
  const auto log = std::make_shared<ReadLog>();
  const auto cache = std::make_shared<PageCache>();
  api.read(std::move(page), [&api, log, cache](const Call& call, db::Session& session) {
    const PageCache::Key key{CaseId{call.id("case_id")}, call.actor.officer_id, call.language};
    // A token may do less than its officer, so its pages are its own.
    const bool is_session = !call.session_id.empty();
    const std::int64_t version = case_version(session, key.case_id);
    if (const auto kept = is_session ? cache->find(key, version, call) : nullptr) return page_answer(api.house(), call, *log, key.case_id, *kept);
    return with_case(call, session, [&](const ServiceCase& service_case) {
      const CasePage built = build_page(service_case, call, *api.house().rulebook_version(service_case.rulebook_version), session);
      PageCache::Page fresh{service_case.version, call.now, call.organisation, call.rulebook, !built.service_case.contact.masked, json::to_text(built)};
      http::Response response = page_answer(api.house(), call, *log, key.case_id, fresh);
      if (is_session) cache->keep(key, std::move(fresh));
      return response;
    });
  });

  auto alike = case_operation("GET", "/api/v1/similar_cases", "list_cases_like", "Open cases a new one may be about", clause::art_10_7);
  alike.response_body = json::schema_of<api::Page<CaseRowView>>();
  alike.query = {{"category", "category code", R"({"type":"string"})", true},
                 {"area", "area", json::schema_of<Area>().schema},
                 {"customer_id", "customer", R"({"type":"integer"})"}};
  api.read(std::move(alike), [](const Call& call, db::Session& session) {
    const Result<ServiceCase> sketch = sketched_case(call, session);
    return sketch ? similar_answer(call, session, *sketch, 5) : refused(call, sketch.refusal());
  });

  auto similar = case_operation("GET", "/api/v1/cases/{case_id}/similar", "list_similar_cases", "Open cases that may be about the same", clause::art_10_7);
  similar.response_body = json::schema_of<api::Page<CaseRowView>>();
  api.read(std::move(similar), [](const Call& call, db::Session& session) {
    return with_case(call, session, [&](const ServiceCase& service_case) { return similar_answer(call, session, service_case, 10); });
  });

  auto slip = case_operation("GET", "/api/v1/cases/{case_id}/slip", "read_slip", "What the customer takes home", clause::art_10_3);
  slip.response_body = json::schema_of<SlipView>();
  api.read(std::move(slip), [&api](const Call& call, db::Session& session) {
    return with_case(call, session, [&](const ServiceCase& service_case) { return slip_answer(api.house(), call, service_case); });
  });
}

http::Response unmask(const Call& call, db::Session& session, const char* verb, const char* fields, const std::string& reason,
                      const std::function<std::optional<UnmaskedView>(const ServiceCase&)>& read) {
  return with_case(call, session, [&](const ServiceCase& service_case) {
    const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb, facts_of(service_case));
    if (!permission.allowed) return refused(call, permission.refusal);
    const auto view = read(service_case);
    if (!view) return refused(call, Refusal{"identity.unknown", "art.9(5)", "", {}});
    log_access(session, {0, call.now, call.actor.officer_id, "case/" + std::to_string(service_case.id.value), fields, reason, call.request.remote_address});
    return api::answer(*view, 201);
  });
}

void add_unmasking(Api& api) {
  auto unmasking = case_operation("POST", "/api/v1/cases/{case_id}/unmaskings", "unmask_case", "The customer in clear, with a reason, logged", clause::art_6);
  unmasking.request_body = json::schema_of<UnmaskInput>();
  unmasking.response_body = json::schema_of<UnmaskedView>();
  unmasking.success_status = 201;
  api.write(std::move(unmasking), [](const Call& call, db::Session& session) {
    return api::with_body<UnmaskInput>(call, [&](const UnmaskInput& input) {
      return unmask(call, session, "unmask", "name,phone,address", input.reason.value, [](const ServiceCase& c) {
        return std::optional(UnmaskedView{c.contact.name, c.contact.phone, c.contact.address});
      });
    });
  });
}

}  // namespace

CaseDesk desk_of(House& house, const api::Call& call, db::Session& session) {
  return {session,
          call.organisation,
          [&house](std::int64_t version) { return house.rulebook_version(version); },
          call.rulebook,
          call.actor,
          call.now,
          seal_for_supervision(session),
          house.key().derive(tip_code_purpose)};
}

void announce(Api& api, const Performed& performed) {
  if (performed.events.empty()) return;
  api.after_commit([&api, event = live_event(performed, api.house().rulebook_now(), api.house().organisation())] { api.house().hub().publish(event); });
}

Result<ServiceCase> readable_case(const Call& call, db::Session& session, CaseId id) {
  std::optional<ServiceCase> found = id ? load_case(session, id) : std::nullopt;
  if (!found) return Refusal{"case.unknown", "", "", {}};
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, "read_case", facts_of(*found));
  if (!permission.allowed) return Refusal{"case.unknown", "", "", {}};
  return *std::move(found);
}

http::Operation case_operation(const char* method, const char* pattern, const char* id, const char* summary, const char* clause) {
  return {method, pattern, id, "cases", summary, clause};
}

void add_case_pages_api(Api& api) {
  add_page(api);
  add_unmasking(api);
  add_attachments_api(api);
}

void add_cases_api(Api& api) {
  add_case_bulk_api(api, add_case_verbs_api(api));
  add_case_lists_api(api);
  add_case_loads_api(api);
  add_saved_filters_api(api);
  add_case_pages_api(api);
  add_derivations_api(api);
  add_case_readers_api(api);
  add_notices_api(api);
  add_presence_api(api);
  add_replan_api(api);
  add_case_messages_api(api);
}

}  // namespace shouwen
