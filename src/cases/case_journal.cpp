// Events to journal entries and back: the body and the duty changes as JSON, exactly as hashed.
#include <boost/mp11.hpp>
#include <charconv>

#include "base/check.h"
#include "cases/case_describe.h"
#include "cases/case_store.h"
#include "cases/cases.h"
#include "json/json.h"

namespace shouwen {

namespace {

/// The alternative whose kind_name is `kind`, parsed out of the payload.
EventBody parse_body(std::string_view kind, const boost::json::value& value) {
  EventBody found;
  bool known = false;
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<std::variant_size_v<EventBody>>>([&](auto index) {
    using Body = std::variant_alternative_t<decltype(index)::value, EventBody>;
    if (known || kind != kind_name(EventBody(Body{}))) return;
    Body body;
    const auto mistakes = json::parse(value, body, json::ParseMode::lenient);
    SHOUWEN_CHECK(mistakes.empty());
    found = std::move(body);
    known = true;
  });
  SHOUWEN_CHECK(known);
  return found;
}

CaseId case_of(std::string_view stream) {
  constexpr std::string_view prefix = "case/";
  SHOUWEN_CHECK(stream.starts_with(prefix));
  CaseId id;
  std::from_chars(stream.data() + prefix.size(), stream.data() + stream.size(), id.value);
  return id;
}

}  // namespace

db::NewEntry to_entry(const CaseEvent& event) {
  db::NewEntry entry;
  entry.stream = "case/" + std::to_string(event.case_id.value);
  entry.stream_number = event.number;
  entry.at = event.at;
  entry.actor_id = event.actor_id.value;
  entry.on_behalf_of_id = event.on_behalf_of_id.value;
  entry.kind = kind_name(event.body);
  entry.clause = event.clause;
  entry.rulebook_version = event.rulebook_version;
  entry.payload = R"({"body":)";
  std::visit([&entry](const auto& body) { json::print(entry.payload, body); }, event.body);
  entry.payload += R"(,"duties":)";
  json::print(entry.payload, event.duties);
  if (!event.duties.empty()) entry.payload += R"(,"calendar":)" + std::to_string(event.calendar_version);
  entry.payload += '}';
  return entry;
}

CaseEvent from_entry(const db::Entry& entry) {
  CaseEvent event;
  event.case_id = case_of(entry.stream);
  event.number = entry.stream_number;
  event.at = entry.at;
  event.actor_id = OfficerId{entry.actor_id};
  event.on_behalf_of_id = OfficerId{entry.on_behalf_of_id};
  event.clause = entry.clause;
  event.rulebook_version = entry.rulebook_version;
  const boost::json::value payload = boost::json::parse(entry.payload);
  event.body = parse_body(entry.kind, payload.at("body"));
  const boost::json::value* calendar = payload.get_object().if_contains("calendar");
  event.calendar_version = calendar == nullptr ? entry.rulebook_version : calendar->to_number<std::int64_t>();
  SHOUWEN_CHECK(json::parse(payload.at("duties"), event.duties, json::ParseMode::lenient).empty());
  return event;
}

std::string identity_text(const Contact& contact) { return json::to_text(contact); }

std::string to_json_text(const ServiceCase& service_case) {
  std::string text;
  text.reserve(2048);
  json::print(text, service_case);
  return text;
}

ServiceCase parse_state(std::string_view text) {
  ServiceCase state;
  SHOUWEN_CHECK(json::parse(boost::json::parse(text), state, json::ParseMode::lenient).empty());
  return state;
}

}  // namespace shouwen
