// Multipart bodies, forms, query strings, paths.
#include <cstdint>

#include "http/multipart.h"
#include "http/router.h"
#include "http/uri.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)http::parse_multipart("multipart/form-data; boundary=x", bytes, 1 << 16, 8);
  (void)http::parse_multipart(bytes.substr(0, bytes.size() / 2), bytes.substr(bytes.size() / 2), 1 << 16, 8);
  (void)http::parse_form(bytes);
  (void)http::parse_query(bytes);
  (void)http::percent_decoded(bytes, true);
  static const http::Router router = [] {
    http::Router made;
    http::Operation operation;
    operation.method = "GET";
    operation.pattern = "/api/v1/cases/{case_id}/duties/{number}";
    operation.operation_id = "one";
    made.add(operation);
    return made;
  }();
  std::string allow;
  (void)router.match("GET", "/" + std::string(bytes), &allow);
  return 0;
}
