// Two headers no script can forge.
#include "http/origin.h"

namespace shouwen::http {

bool is_from_elsewhere(const Request& request) {
  if (const std::string_view site = request.header("sec-fetch-site"); !site.empty()) return site != "same-origin" && site != "none";
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return false;
  const std::size_t scheme = origin.find("://");
  return scheme == std::string_view::npos || origin.substr(scheme + 3) != request.header("host");
}

}  // namespace shouwen::http
