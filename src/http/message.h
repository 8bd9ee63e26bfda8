// A request and a response as the rest of the house sees them: no Beast, no sockets.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouwen::http {

enum class Language { zh, en };

struct Request {
  std::string method;   ///< "GET"
  std::string path;     ///< percent-decoded, always starts with "/"
  std::string raw_query;
  std::vector<std::pair<std::string, std::string>> query;    ///< decoded, in order
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::vector<std::pair<std::string, std::string>> path_parameters;  ///< set by the router
  std::string body;
  std::string remote_address;

  /// "" if absent.
  std::string_view header(std::string_view lower_case_name) const;
  std::string_view parameter(std::string_view name) const;  ///< path parameter
  std::optional<std::string_view> query_value(std::string_view name) const;
  std::string_view cookie(std::string_view name) const;
  /// By Accept-Language; zh if nothing else is asked.
  Language language() const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  /// Streams a long answer (exports): called on a worker thread until it returns an empty piece; chunked encoding.
  std::function<std::string()> next_piece;
  /// Turns the connection into a server-sent event stream fed by this subscription (see sse.h).
  std::shared_ptr<class EventSubscription> events;
};

/// Sends the answer; may be called from any thread, once.
using Reply = std::function<void(Response)>;

}  // namespace shouwen::http
