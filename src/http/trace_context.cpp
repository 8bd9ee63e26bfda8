// 55 characters, checked one by one.
#include "http/trace_context.h"

#include <sodium.h>

#include <array>

namespace shouwen::http {

namespace {

bool is_id(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos && text.find_first_not_of('0') != std::string_view::npos;
}

template <std::size_t bytes>
std::string new_id() {
  std::array<unsigned char, bytes> random{};
  randombytes_buf(random.data(), random.size());
  std::array<char, bytes * 2 + 1> text{};
  sodium_bin2hex(text.data(), text.size(), random.data(), random.size());
  return text.data();
}

}  // namespace

TraceContext trace_of(std::string_view traceparent) {
  TraceContext trace;
  trace.span_id = new_id<8>();
  const bool well_formed = traceparent.size() >= 55 && (traceparent.size() == 55 || (traceparent.substr(0, 2) != "00" && traceparent[55] == '-')) &&
                           traceparent[2] == '-' && traceparent[35] == '-' && traceparent[52] == '-' && traceparent.substr(0, 2) != "ff" &&
                           traceparent.substr(0, 2).find_first_not_of("0123456789abcdef") == std::string_view::npos &&
                           traceparent.substr(53, 2).find_first_not_of("0123456789abcdef") == std::string_view::npos &&
                           is_id(traceparent.substr(3, 32)) && is_id(traceparent.substr(36, 16));
  if (!well_formed) {
    trace.trace_id = new_id<16>();
    return trace;
  }
  trace.trace_id = traceparent.substr(3, 32);
  trace.parent_id = traceparent.substr(36, 16);
  trace.sampled = std::string_view("13579bdf").find(traceparent[54]) != std::string_view::npos;
  return trace;
}

std::string trace_response(const TraceContext& trace) { return "00-" + trace.trace_id + '-' + trace.span_id + (trace.sampled ? "-01" : "-00"); }

}  // namespace shouwen::http
