// One heading, one sentence, one way on.
#include "http/plain_page.h"

#include <fmt/format.h>

#include <string_view>

namespace shouwen::http {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace

Response plain_page(int status, const PlainPage& page, Language language) {
  const std::string title = escaped(page.title);
  Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body = fmt::format(
      "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>"
      "<link rel=\"stylesheet\" href=\"/p/style.css\"></head><body><main class=\"inner\"><h1>{}</h1><p role=\"alert\">{}</p><p><a class=\"button\" href=\"{}\">{}</a></p></main></body></html>",
      language == Language::zh ? "zh-CN" : "en", title, title, escaped(page.sentence), escaped(page.way_path), escaped(page.way_words));
  return response;
}

}  // namespace shouwen::http
