// Small questions asked of a request.
#include "http/message.h"

#include <algorithm>

namespace shouwen::http {

namespace {

std::string_view find(const std::vector<std::pair<std::string, std::string>>& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [name](const auto& entry) { return entry.first == name; });
  return found == list.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

std::string_view Request::header(std::string_view name) const { return find(headers, name); }
std::string_view Request::parameter(std::string_view name) const { return find(path_parameters, name); }

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

Language Request::language() const {
  const std::string_view accepted = header("accept-language");
  const std::size_t zh = accepted.find("zh"), en = accepted.find("en");
  return en != std::string_view::npos && (zh == std::string_view::npos || en < zh) ? Language::en : Language::zh;
}

}  // namespace shouwen::http
