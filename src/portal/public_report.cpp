// Report form and registration by the public.
#include "portal/public_report.h"

#include <sodium.h>

#include "api/idempotency.h"
#include "cases/case_describe.h"
#include "cases/case_routes.h"
#include "http/multipart.h"
#include "cases/case_words.h"
#include "json/json.h"
#include "portal/page_writer.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;

using Form = std::vector<std::pair<std::string, std::string>>;

std::string value_of(const Form& form, std::string_view name) {
  for (const auto& [key, value] : form)
    if (key == name) return value;
  return {};
}

std::string new_form_id() {
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

data kinds_data(const Call& call, http::Language language, const std::string& selected) {
  const bool zh = language == http::Language::zh;
  data kinds{data::type::list};
  for (const KindRule& kind : call.rulebook->kinds) {
    data categories{data::type::list};
    for (const CaseCategory& category : call.rulebook->categories) {
      if (category.kind != kind.kind) continue;
      data row;
      row.set("code", category.code);
      row.set("name", zh ? category.name_zh : category.name_en);
      row.set("selected", category.code == selected);
      categories << row;
    }
    data row;
    row.set("name", zh ? kind.name_zh : kind.name_en);
    row.set("categories", categories);
    kinds << row;
  }
  return kinds;
}

data areas_data(http::Language language, const std::string& selected) {
  data areas{data::type::list};
  for (const Area area : {Area::urban, Area::rural, Area::remote}) {
    data row;
    row.set("code", json::name_of(area));
    row.set("name", words_of(area, language));
    row.set("selected", selected == json::name_of(area));
    areas << row;
  }
  return areas;
}

http::Response form_page(Api& api, const Call& call, const Form& form, const std::vector<Refusal>& refusals) {
  const http::Language language = page_language(call.request);
  data values = page_data(call.request);
  const std::string area = value_of(form, "area"), form_id = value_of(form, "form_id");
  values.set("kinds", kinds_data(call, language, value_of(form, "category")));
  values.set("areas", areas_data(language, area.empty() ? "urban" : area));
  values.set("form_id", form_id.empty() ? new_form_id() : form_id);
  for (const char* name : {"text", "address", "name", "phone"}) values.set(name, value_of(form, name));
  values.set("anonymous", !value_of(form, "anonymous").empty());
  values.set("has_errors", !refusals.empty());
  values.set("errors", page_errors(refusals, language));
  return page(call.request, api.house().bureau_name(), "report", page_text("report", language), values, refusals.empty() ? 200 : 422);
}

/// The form as the same JSON document the API takes, so that one parser knows all limits.
json::Parsed<RegisterInput> input_of(const Call& call, const Form& form) {
  const CaseCategory* category = call.rulebook->category(value_of(form, "category"));
  std::string body = R"({"first_step":"keep","channel":"web","kind":)";
  json::print_string(body, category == nullptr ? "inquiry" : json::name_of(category->kind));
  const auto add = [&body](const char* key, const std::string& value) {
    body += std::string(",\"") + key + "\":";
    json::print_string(body, value);
  };
  add("category", value_of(form, "category"));
  add("area", value_of(form, "area"));
  add("text", value_of(form, "text"));
  body += R"(,"contact":{"anonymous":)" + std::string(value_of(form, "anonymous").empty() ? "false" : "true");
  for (const char* name : {"name", "phone", "address"}) add(name, value_of(form, name));
  body += "}}";
  return json::parse_body<RegisterInput>(body);
}

http::Response received_page(Api& api, const Call& call, const Performed& performed) {
  const http::Language language = page_language(call.request);
  const Names names{*call.organisation, *call.rulebook, language};
  const ServiceCase& after = performed.after;
  data values = page_data(call.request);
  values.set("number", after.number);
  values.set("receipt", performed.receipt);
  values.set("first_contact", names.officer(after.first_contact_id));
  values.set("unit", names.unit(after.first_contact_unit_id));
  if (const Unit* unit = call.organisation->unit(after.first_contact_unit_id); unit != nullptr && !unit->phone.empty()) values.set("unit_phone", unit->phone);
  if (const Duty* duty = after.open_duty(DutyKind::reply)) values.set("due", to_iso(duty->due_at).substr(0, 16).replace(10, 1, " "));
  return page(call.request, api.house().bureau_name(), "received", page_text("received", language), values);
}

}  // namespace

http::Response report_form(Api& api, const Call& call) { return form_page(api, call, {}, {}); }

http::Response report(Api& api, const Call& call, db::Session& session) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return form_page(api, call, {}, {form.refusal()});
  // Sending the form twice (a slow phone, a nervous thumb) registers once: the second answer is the first page again.
  const std::string form_id = value_of(*form, "form_id");
  auto recalled = api::recall_answer(session, call, call.request.path, form_id);
  if (!recalled) return form_page(api, call, *form, {recalled.refusal()});
  if (*recalled) {
    (*recalled)->content_type = "text/html; charset=utf-8";
    return **std::move(recalled);
  }
  const json::Parsed<RegisterInput> input = input_of(call, *form);
  if (!input.mistakes.empty()) return form_page(api, call, *form, input.mistakes);
  const Result<Performed> performed = perform_registration(desk_of(api.house(), call, session), input.value);
  if (!performed) return form_page(api, call, *form, {performed.refusal()});
  announce(api, *performed);
  http::Response response = received_page(api, call, *performed);
  api::remember_answer(session, call, call.request.path, form_id, response);
  return response;
}

}  // namespace shouwen
