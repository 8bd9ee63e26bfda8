// What is said of services and requests. A request tells its category, its kind of area and its times, cut; never more.
#include "open311/geo_answer.h"

#include <fmt/format.h>

#include "cases/case_words.h"
#include "http/problem.h"
#include "open311/geo_request.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

using http::Language;

constexpr const char* specification = "http://wiki.open311.org/GeoReport_v2";
/// When the shape of our answers changed last.
constexpr const char* changeset = "2026-11-27T00:00:00+08:00";

const std::string& said(Language language, const std::string& zh, const std::string& en) { return language == Language::zh ? zh : en; }

std::string name_of(const CaseCategory& category, Language language) {
  const std::string& plain = said(language, category.plain_zh, category.plain_en);
  return plain.empty() ? said(language, category.name_zh, category.name_en) : plain;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

GeoValue service_of(const Rulebook& rulebook, const CaseCategory& category, Language language) {
  const KindRule& kind = rulebook.kind(category.kind);
  return GeoValue::of_object("service", {GeoValue::of_text("service_code", category.code), GeoValue::of_text("service_name", said(language, category.name_zh, category.name_en)),
                                         GeoValue::of_text("description", name_of(category, language)), GeoValue::of_flag("metadata", true), GeoValue::of_text("type", "realtime"),
                                         GeoValue::of_text("keywords", joined(category.examples_zh)), GeoValue::of_text("group", said(language, kind.name_zh, kind.name_en))});
}

struct Attribute {
  std::string code, datatype, hint, description;
  bool variable = true, required = false;
  std::vector<std::pair<std::string, std::string>> values{};
};

GeoValue attribute_value(const Attribute& attribute, std::size_t order) {
  std::vector<GeoValue> members{GeoValue::of_flag("variable", attribute.variable), GeoValue::of_text("code", attribute.code), GeoValue::of_text("datatype", attribute.datatype),
                                GeoValue::of_flag("required", attribute.required), GeoValue::of_text("datatype_description", attribute.hint), GeoValue::of_number("order", std::to_string(order)),
                                GeoValue::of_text("description", attribute.description)};
  if (!attribute.values.empty()) {
    std::vector<GeoValue> values;
    for (const auto& [key, name] : attribute.values) values.push_back(GeoValue::of_object("value", {GeoValue::of_text("key", key), GeoValue::of_text("name", name)}));
    members.push_back(GeoValue::of_list("values", std::move(values)));
  }
  return GeoValue::of_object("attribute", std::move(members));
}

Attribute danger_question(Language language) {
  const bool zh = language == Language::zh;
  return {danger_attribute, "singlevaluelist", "", zh ? "现场有危险吗（电线断落、漏电、着火）？有危险请先打电话。" : "Is anybody in danger (wire down, shock, fire)? If so, call first.", true, true,
          {{"no", zh ? "没有危险" : "No danger"}, {"yes", zh ? "有危险" : "There is danger"}}};
}

Attribute place_question(const Rulebook& rulebook, Language language) {
  const bool zh = language == Language::zh;
  Attribute attribute{place_attribute, "singlevaluelist", zh ? "不填时按地址判断" : "Taken from the address if not given", zh ? "在哪个街道或乡镇" : "Street district or town", true, false, {}};
  for (const District& district : rulebook.districts) {
    for (const std::string& place : district.places) attribute.values.emplace_back(place, place);
    attribute.values.emplace_back(std::string("~") + word_of(district.area), (zh ? "其他：" : "Elsewhere: ") + said(language, district.name_zh, district.name_en));
  }
  return attribute;
}

Attribute contact_notice(const KindRule& kind, Language language) {
  const bool zh = language == Language::zh;
  std::string text = kind.anonymous_allowed ? (zh ? "可以不留姓名和电话；不留就无法回复。" : "Name and phone may be left out; then nobody can answer.")
                                            : (zh ? "请填写姓名和电话（last_name、first_name、phone），我们要给您答复。" : "Give name and phone (first_name, last_name, phone): an answer is owed to you.");
  return {"contact_notice", "string", "", std::move(text), false, false, {}};
}

std::string status_words(const ListedRequest& request, Language language) {
  const std::string stage = words_of(request.stage, language);
  return request.outcome == Outcome::none ? stage : stage + (language == Language::zh ? "：" : ": ") + words_of(request.outcome, language);
}

GeoValue degrees(const char* name, const std::optional<Position>& position, double Position::*axis, std::int64_t decimals) {
  if (!position) return GeoValue::none(name);
  return GeoValue::of_number(name, fmt::format("{:.{}f}", (*position).*axis, decimals));
}

std::string time_text(const std::optional<Instant>& at) { return at ? to_iso(*at) : std::string(); }

GeoValue request_of(const ListedRequest& request, const Rulebook& rulebook, Language language) {
  const CaseCategory* category = rulebook.category(request.category);
  const std::string name = category == nullptr ? request.category : said(language, category->name_zh, category->name_en), area = words_of(request.area, language);
  const std::int64_t decimals = rulebook.open_data->open311.coordinate_decimals;
  return GeoValue::of_object(
      "request",
      {GeoValue::of_text("service_request_id", request.number), GeoValue::of_text("status", request.stage == Stage::open ? "open" : "closed"),
       GeoValue::of_text("status_notes", status_words(request, language)), GeoValue::of_text("service_name", name), GeoValue::of_text("service_code", request.category),
       GeoValue::of_text("description", language == Language::zh ? name + "（" + area + "）" : name + " (" + area + ")"), GeoValue::of_text("agency_responsible", request.unit_name),
       GeoValue::none("service_notice"), GeoValue::of_text("requested_datetime", to_iso(request.registered_at)), GeoValue::of_text("updated_datetime", to_iso(request.updated_at)),
       GeoValue::of_text("expected_datetime", time_text(request.expected_at)), GeoValue::of_text("address", area), GeoValue::none("address_id"), GeoValue::none("zipcode"),
       degrees("lat", request.position, &Position::latitude, decimals), degrees("long", request.position, &Position::longitude, decimals), GeoValue::none("media_url")});
}

}  // namespace

GeoValue discovery_of(const GeoDiscovery& discovery) {
  const GeoValue formats = GeoValue::of_list("formats", {GeoValue::of_text("format", "text/xml"), GeoValue::of_text("format", "application/json")});
  const GeoValue endpoint = GeoValue::of_object("endpoint", {GeoValue::of_text("specification", specification), GeoValue::of_text("url", discovery.root_url),
                                                             GeoValue::of_text("changeset", changeset), GeoValue::of_text("type", "production"), formats});
  return GeoValue::of_object("discovery", {GeoValue::of_text("changeset", changeset), GeoValue::of_text("contact", discovery.contact), GeoValue::of_text("key_service", discovery.key_url),
                                           GeoValue::of_list("endpoints", {endpoint})});
}

GeoValue services_of(const Rulebook& rulebook, Language language) {
  std::vector<GeoValue> services;
  for (const CaseCategory& category : rulebook.categories)
    if (is_service(rulebook, category.code)) services.push_back(service_of(rulebook, category, language));
  return GeoValue::of_list("services", std::move(services));
}

GeoValue definition_of(const Rulebook& rulebook, const CaseCategory& category, Language language) {
  std::vector<Attribute> attributes;
  if (asks_danger(rulebook, category)) attributes.push_back(danger_question(language));
  attributes.push_back(place_question(rulebook, language));
  attributes.push_back(contact_notice(rulebook.kind(category.kind), language));
  std::vector<GeoValue> values;
  for (std::size_t i = 0; i < attributes.size(); ++i) values.push_back(attribute_value(attributes[i], i + 1));
  return GeoValue::of_object("service_definition", {GeoValue::of_text("service_code", category.code), GeoValue::of_list("attributes", std::move(values))});
}

GeoValue requests_of(const std::vector<ListedRequest>& requests, const Rulebook& rulebook, Language language) {
  std::vector<GeoValue> rows;
  for (const ListedRequest& request : requests) rows.push_back(request_of(request, rulebook, language));
  return GeoValue::of_list("service_requests", std::move(rows));
}

std::optional<Position> position_in(std::string_view address) {
  if (!address.ends_with(')')) return std::nullopt;
  const std::size_t open = address.rfind('(');
  if (open == std::string_view::npos) return std::nullopt;
  return parse_position(address.substr(open + 1, address.size() - open - 2));
}

GeoValue created_of(const std::string& number, const std::string& notice) {
  return GeoValue::of_list("service_requests", {GeoValue::of_object("request", {GeoValue::of_text("service_request_id", number), GeoValue::of_text("service_notice", notice), GeoValue::none("account_id")})});
}

GeoValue token_of(const std::string& number, const std::string& token) {
  return GeoValue::of_list("service_requests", {GeoValue::of_object("request", {GeoValue::of_text("service_request_id", number), GeoValue::of_text("token", token)})});
}

int geo_status(const Refusal& refusal) {
  const std::string_view code = refusal.code;
  if (code == "georeport.key_missing" || code == "georeport.key_unknown") return 403;
  if (code == "georeport.key_too_often" || code == "georeport.key_day_spent" || code == "rate.exceeded") return 429;
  if (code.starts_with("georeport.") && code.ends_with("_unknown")) return 404;
  return 400;
}

GeoValue errors_of(const std::vector<Refusal>& refusals, Language language) {
  std::vector<GeoValue> errors;
  for (const Refusal& refusal : refusals) {
    std::string text = http::refusal_text(refusal, language);
    if (!refusal.field.empty()) text += " [" + refusal.field.substr(1) + ']';
    errors.push_back(GeoValue::of_object("error", {GeoValue::of_number("code", std::to_string(geo_status(refusal))), GeoValue::of_text("description", std::move(text))}));
  }
  return GeoValue::of_list("errors", std::move(errors));
}

}  // namespace shouwen
