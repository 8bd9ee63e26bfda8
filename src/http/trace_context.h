// W3C Trace Context: the trace a request belongs to, so that a proxy's and a collector's records can be joined with ours.
#pragma once

#include <string>
#include <string_view>

namespace shouwen::http {

struct TraceContext {
  std::string trace_id;   ///< 32 hexadecimal digits, never all zero
  std::string span_id;    ///< 16, of this call
  std::string parent_id;  ///< 16, of who called; "" if we begin the trace
  bool sampled = false;
};

/// Goes on with a well-formed traceparent of version 00 (or later, read as 00), or begins a trace.
TraceContext trace_of(std::string_view traceparent);
/// "00-<trace>-<span>-01": of this call, for the answer.
std::string trace_response(const TraceContext& trace);

}  // namespace shouwen::http
