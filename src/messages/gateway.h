// A text message gateway of whatever make: one POST over HTTP takes a message, another may come back and say that it arrived. What it
// wants to be sent and how its answers read is the operator's setting. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "messages/message_store.h"
#include "outgoing/post.h"

namespace shouwen {

enum class GatewayFormat { json, form };

struct GatewaySettings {
  std::string url;                       ///< "" = there is no gateway
  std::vector<std::string> headers;      ///< "Name: value", with what the gateway knows us by
  GatewayFormat format = GatewayFormat::json;
  std::string body;                      ///< with {phone}, {text} and {id}: the same id on every try
  std::string number_at;                 ///< JSON pointer of the gateway's number in its answer; "" = it gives none
  std::string taken_at, taken_value;     ///< JSON pointer and value of an answer that took it; "" = every 2xx did
  std::string report_token;              ///< last part of the address it reports to; "" = it does not report
  std::string report_number_at = "/id", report_state_at = "/state", report_delivered = "DELIVRD";
  std::vector<std::string> report_failed = {"UNDELIV", "REJECTD", "EXPIRED", "DELETED", "UNKNOWN"};  ///< any other state: on its way
};

/// The first thing wrong. Refusals: settings.sms_body (no {phone} or {text}, or no JSON), settings.sms_pointer, settings.sms_header,
/// settings.sms_token (shorter than 24 letters and digits).
Verdict check_gateway(const GatewaySettings& settings);

Parcel parcel_of(const Message& message, const GatewaySettings& settings);
/// The number of the message stands masked in what the gateway said.
MessageTry try_of(const Attempt& attempt, const std::string& phone, const GatewaySettings& settings);

struct GatewayReport {
  std::string number, state;
  bool delivered = false, failed = false;  ///< neither: it is on its way
};
/// One report or a list of them, as JSON or as a form. Nothing: it is neither.
std::optional<std::vector<GatewayReport>> reports_of(const std::string& body, const GatewaySettings& settings);

}  // namespace shouwen
