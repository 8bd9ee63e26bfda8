// What stands in a request's head: proxies' addresses, cookies, traces, languages, origins.
#include <sodium.h>

#include <cstdint>

#include "http/client_address.h"
#include "http/cookie_names.h"
#include "http/message.h"
#include "http/origin.h"
#include "http/trace_context.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen::http;
  static const bool ready = sodium_init() >= 0;
  if (!ready) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t half = bytes.size() / 2;
  (void)client_address(bytes.substr(0, half), bytes.substr(half));
  (void)client_address("127.0.0.1", bytes);
  if (const auto proxies = TrustedProxies::parse({bytes})) (void)client_address("10.0.0.1", bytes, *proxies);
  const std::string cookies = cookies_over_tls(bytes), line = set_cookie_over_tls(bytes);
  if (cookies.size() > bytes.size() || line.size() < bytes.size()) __builtin_trap();
  const TraceContext trace = trace_of(bytes);
  if (trace.trace_id.size() != 32 || trace.span_id.size() != 16) __builtin_trap();
  Request request;
  for (const char* name : {"cookie", "accept-language", "origin", "host", "sec-fetch-site"}) request.headers.emplace_back(name, bytes);
  (void)request.cookie("shouwen_session");
  (void)request.language();
  (void)is_from_elsewhere(request);
  return 0;
}
