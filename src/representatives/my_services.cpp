// Services his customer had: what was delivered is marked by him. Art. 11(6)(4), 11(6)(2).
#include <algorithm>

#include "http/multipart.h"
#include "regulation/clauses.h"
#include "representatives/my_desk.h"
#include "representatives/my_lists.h"
#include "services/service_store.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::size_t words_limit = 1000;
constexpr std::int64_t services_shown = 100;

std::vector<CustomerService> his_services(db::Session& session, const Me& me, std::optional<ServiceState> state) {
  ServiceFilter filter;
  filter.customer_id = me.file.id;
  filter.state = state;
  return list_services(session, filter, {}, services_shown);
}

const char* state_text(ServiceState state) {
  switch (state) {
    case ServiceState::offered: return "service_offered";
    case ServiceState::agreed: return "service_agreed";
    case ServiceState::delivered: return "service_delivered";
    case ServiceState::evaluated: return "service_evaluated";
    case ServiceState::declined: return "service_declined";
    case ServiceState::withdrawn: return "service_withdrawn";
  }
  return "service_offered";
}

data row_of(const Call& call, const CustomerService& service, Language language) {
  data row;
  row.set("id", std::to_string(service.id.value));
  row.set("name", language == Language::en && !service.name_en.empty() ? service.name_en : service.name_zh);
  row.set("state", my_text(state_text(service.state), language));
  row.set("done", service.done.value);
  const auto by = [&](const char* text, const std::optional<Date>& day) {
    if (day) row.set("day", my_text(text, language, {{"day", to_iso(*day)}}));
  };
  if (service.is_delivered()) by("service_on", service.delivered_on);
  else by("service_due", service.due_on);
  if (service.score > 0) row.set("mark", my_text("service_mark", language, {{"score", std::to_string(service.score)}, {"name", service.evaluated_by.value}}));
  row.set("evaluation", service.evaluation.value);
  row.set("can_rate", service.state == ServiceState::delivered);
  if (const Unit* unit = call.organisation->unit(service.unit_id)) row.set("unit", unit->name);
  return row;
}

http::Response services(Api& api, const Call& call, db::Session& session, const Me& me, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = my_values(call, &me, MyPart::services);
  auto found = his_services(session, me, std::nullopt);
  // What waits for his mark stands first.
  std::stable_partition(found.begin(), found.end(), [](const CustomerService& row) { return row.state == ServiceState::delivered; });
  data rows{data::type::list};
  for (const CustomerService& service : found) rows << row_of(call, service, language);
  values.set("services", rows);
  values.set("stars", star_choices(language));
  values.set("none", found.empty());
  return my_page(api, call, {"services", MyPart::services, refusals, {}, "/p/my/services"}, values);
}

http::Response evaluate(Api& api, const Call& call, db::Session& session, const Me& me, const Form& form) {
  const auto service = load_service(session, ServiceId{call.id("service_id")});
  // Another customer's service is none to him.
  if (!service || service->customer_id != me.file.id) return my_refusal(call, Refusal{"service.unknown", "", "", {}});
  const auto words = my_field(form, "words", words_limit, true);
  if (!words) return services(api, call, session, me, {words.refusal()});
  if (words->empty()) return services(api, call, session, me, {Refusal{"representative.words_missing", clause::art_11_6_4, "/words", {}}});
  const std::string stars = value_of(form, "stars");
  const ServiceSituation situation{OfficerId{}, call.now, *call.rulebook, *call.organisation};
  const ServiceDecision decision = evaluate_delivery(*service, {0, stars.size() == 1 ? stars[0] - '0' : 0, {*words}, {me.entry().name.value}}, situation);
  if (!decision) return services(api, call, session, me, {decision.refusal()});
  save_service(session, *service, *decision, {the_public, call.now, call.rulebook->version});
  return go_on("/p/my/services?done=marked");
}

}  // namespace

std::size_t services_to_rate(db::Session& session, const Me& me) { return his_services(session, me, ServiceState::delivered).size(); }

void add_my_services(Api& api) {
  api.read(my_operation("GET", "/p/my/services", "my_services", "Services his customer was offered, agreed to and had", clause::art_11_6_4), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return services(api, call, session, me, {}); });
  });
  api.write(my_operation("POST", "/p/my/services/{service_id}/evaluations", "my_service_evaluation", "His mark for a delivered one, with words", clause::art_11_6_4), [&api](const Call& call, db::Session& session) {
    return with_my_form(call, session, [&](const Me& me, const Form& form) { return evaluate(api, call, session, me, form); });
  });
}

}  // namespace shouwen
