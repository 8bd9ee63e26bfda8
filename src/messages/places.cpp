#include "messages/places.h"

#include <algorithm>

namespace shouwen {

std::string with_places(std::string_view text, const Places& places, const std::function<std::string(const std::string& value)>& written) {
  std::string out;
  while (!text.empty()) {
    const auto place = std::find_if(places.begin(), places.end(), [text](const auto& one) { return text.starts_with(one.first); });
    if (place == places.end()) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += written(place->second);
      text.remove_prefix(place->first.size());
    }
  }
  return out;
}

}  // namespace shouwen
