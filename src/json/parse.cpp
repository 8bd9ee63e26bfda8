// The parts of parsing that are no templates: documents, pointers, suggestions.
#include "json/parse.h"

namespace shouwen::json {

namespace detail {

std::string escape_pointer(std::string_view name) {
  std::string escaped;
  for (const char c : name) {
    if (c == '~') escaped += "~0";
    else if (c == '/') escaped += "~1";
    else escaped += c;
  }
  return escaped;
}

std::string nearest(std::string_view name, const std::vector<std::string>& known) { return nearest_of(name, known); }

}  // namespace detail

Result<boost::json::value> parse_document(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 32;
  boost::json::stream_parser parser({}, options);
  boost::system::error_code error;
  std::size_t used = parser.write_some(text.data(), text.size(), error);
  const bool trailing = !error && used < text.size() && text.find_first_not_of(" \t\r\n", used) != std::string_view::npos;
  if (!error && !trailing) parser.finish(error);
  if (error || trailing) return Refusal{"body.malformed", "", "", {{"position", std::to_string(used)}}};
  return parser.release();
}

}  // namespace shouwen::json
