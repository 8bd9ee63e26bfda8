// The operator's body with the message in it, and the gateway's answers read by his pointers.
#include "messages/gateway.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "http/multipart.h"
#include "http/uri.h"
#include "json/parse.h"
#include "messages/places.h"

namespace shouwen {

namespace {

constexpr std::size_t shortest_token = 24;

Places places_of_message(const Message& message) {
  return {{"{phone}", message.phone}, {"{text}", message.text}, {"{id}", fmt::format("shouwen-{}-{}-{}", message.id.value, message.put_out_at.seconds, message.repeats)}};
}

/// Places stand in strings of the document, so nothing a customer's name holds can become a part of it.
void fill(boost::json::value& value, const Places& places) {
  if (auto* text = value.if_string()) *text = with_places(*text, places, [](const std::string& one) { return one; });
  if (auto* list = value.if_array())
    for (boost::json::value& one : *list) fill(one, places);
  if (auto* object = value.if_object())
    for (auto& [name, one] : *object) fill(one, places);
}

/// A text or a number at the pointer, as text.
std::string text_at(const boost::json::value& document, const std::string& pointer) {
  boost::system::error_code error;
  const boost::json::value* found = document.find_pointer(pointer, error);
  if (error || found == nullptr) return {};
  if (const auto* text = found->if_string()) return std::string(*text);
  if (found->is_number() || found->is_bool()) return boost::json::serialize(*found);
  return {};
}

bool is_pointer(const std::string& text) { return text.empty() || text.front() == '/'; }

GatewayReport report_of(const boost::json::value& document, const GatewaySettings& settings) {
  GatewayReport report{text_at(document, settings.report_number_at), text_at(document, settings.report_state_at)};
  report.delivered = report.state == settings.report_delivered;
  report.failed = std::find(settings.report_failed.begin(), settings.report_failed.end(), report.state) != settings.report_failed.end();
  return report;
}

/// A form's fields as a document, so that the same pointers read it.
boost::json::value document_of(const std::vector<std::pair<std::string, std::string>>& form) {
  boost::json::object fields;
  for (const auto& [name, value] : form) fields[name] = value;
  return fields;
}

}  // namespace

Verdict check_gateway(const GatewaySettings& settings) {
  if (settings.url.empty()) return Done{};
  const auto has = [&settings](const char* place) { return settings.body.find(place) != std::string::npos; };
  const bool reads = settings.format == GatewayFormat::form || json::parse_document(settings.body);
  if (!has("{phone}") || !has("{text}") || !reads) return Refusal{"settings.sms_body", "", "", {}};
  for (const std::string* pointer : {&settings.number_at, &settings.taken_at, &settings.report_number_at, &settings.report_state_at})
    if (!is_pointer(*pointer)) return Refusal{"settings.sms_pointer", "", "", {{"value", *pointer}}};
  // A line that is no header may be the secret itself: it is told by its number.
  for (std::size_t i = 0; i < settings.headers.size(); ++i)
    if (settings.headers[i].find(": ") == std::string::npos || settings.headers[i].find_first_of("\r\n") != std::string::npos)
      return Refusal{"settings.sms_header", "", "", {{"value", std::to_string(i + 1)}}};
  const std::string& token = settings.report_token;
  const bool plain = std::all_of(token.begin(), token.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  if (!token.empty() && (token.size() < shortest_token || !plain)) return Refusal{"settings.sms_token", "", "", {}};
  return Done{};
}

Parcel parcel_of(const Message& message, const GatewaySettings& settings) {
  Parcel parcel{settings.url, {}, settings.headers};
  const Places places = places_of_message(message);
  parcel.headers.emplace_back("Expect:");
  if (settings.format == GatewayFormat::form) {
    parcel.body = with_places(settings.body, places, [](const std::string& one) { return http::percent_encoded(one); });
    parcel.headers.emplace_back("Content-Type: application/x-www-form-urlencoded");
    return parcel;
  }
  boost::json::value document = *json::parse_document(settings.body);
  fill(document, places);
  parcel.body = boost::json::serialize(document);
  parcel.headers.emplace_back("Content-Type: application/json; charset=utf-8");
  return parcel;
}

MessageTry try_of(const Attempt& attempt, const std::string& phone, const GatewaySettings& settings) {
  MessageTry tried;
  if (attempt.status == 0) {
    tried.reason = attempt.error;
    return tried;
  }
  std::string told = std::to_string(attempt.status) + (attempt.answer.empty() ? "" : " " + attempt.answer);
  for (std::size_t at = told.find(phone); !phone.empty() && at != std::string::npos; at = told.find(phone)) told.replace(at, phone.size(), mask_phone(phone));
  if (reception_of(attempt.status) != Reception::taken) {
    // What was wrong with it will be wrong again; too many at once, or the gateway's own trouble, will not.
    tried.hopeless = attempt.status >= 400 && attempt.status < 500 && attempt.status != 408 && attempt.status != 425 && attempt.status != 429 && attempt.status != 401 && attempt.status != 403;
    tried.reason = told;
    return tried;
  }
  const Result<boost::json::value> answer = json::parse_document(attempt.body);
  if (!settings.taken_at.empty() && (!answer || text_at(*answer, settings.taken_at) != settings.taken_value)) {
    tried.hopeless = true;
    tried.reason = told;
    return tried;
  }
  tried.taken = true;
  if (answer && !settings.number_at.empty()) tried.gateway_number = text_at(*answer, settings.number_at);
  return tried;
}

std::optional<std::vector<GatewayReport>> reports_of(const std::string& body, const GatewaySettings& settings) {
  if (const Result<boost::json::value> document = json::parse_document(body)) {
    std::vector<GatewayReport> reports;
    if (const auto* list = document->if_array())
      for (const boost::json::value& one : *list) reports.push_back(report_of(one, settings));
    else reports.push_back(report_of(*document, settings));
    return reports;
  }
  const auto form = http::parse_form(body);
  if (!form || form->empty()) return std::nullopt;
  return std::vector{report_of(document_of(*form), settings)};
}

}  // namespace shouwen
