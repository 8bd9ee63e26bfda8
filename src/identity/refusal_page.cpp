// A page of its own that needs nothing but the public style.
#include "identity/refusal_page.h"

#include "http/problem.h"

namespace shouwen {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace

http::Response refusal_page(int status, const Refusal& refusal, http::Language language) {
  const bool zh = language == http::Language::zh;
  const std::string title = zh ? "没有登录" : "Not signed in";
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body = std::string("<!doctype html><html lang=\"") + (zh ? "zh-CN" : "en") +
                  "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + title +
                  "</title><link rel=\"stylesheet\" href=\"/p/style.css\"></head><body><main class=\"inner\"><h1>" + title + "</h1><p role=\"alert\">" +
                  escaped(http::refusal_text(refusal, language)) + "</p><p><a class=\"button\" href=\"/\">" + (zh ? "回到登录页" : "Back to signing in") +
                  "</a></p></main></body></html>";
  return response;
}

}  // namespace shouwen
