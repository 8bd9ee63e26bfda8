// __Host- binds a cookie to this host and all of it, __Secure- to TLS (RFC 6265bis).
#include "http/cookie_names.h"

#include <algorithm>

namespace shouwen::http {

namespace {
constexpr std::string_view host_prefix = "__Host-", secure_prefix = "__Secure-";

bool has_attribute(std::string_view line, std::string_view attribute) {
  const std::size_t at = line.find("; " + std::string(attribute));
  if (at == std::string_view::npos) return false;
  const std::size_t end = at + 2 + attribute.size();
  return end == line.size() || line[end] == ';';
}
}  // namespace

std::string set_cookie_over_tls(std::string_view line) {
  std::string out(has_attribute(line, "Path=/") ? host_prefix : secure_prefix);
  out += line;
  if (!has_attribute(line, "Secure")) out += "; Secure";
  return out;
}

std::string cookies_over_tls(std::string_view header) {
  std::string kept;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    std::string_view pair = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    for (const std::string_view prefix : {host_prefix, secure_prefix})
      if (pair.starts_with(prefix)) {
        kept += kept.empty() ? "" : "; ";
        kept += pair.substr(prefix.size());
        break;
      }
  }
  return kept;
}

}  // namespace shouwen::http
