// Frames, cookies and templates of the public pages.
#include "portal/page_writer.h"

#include <algorithm>

#include "base/embedded.h"
#include "http/problem.h"
#include "http/uri.h"
#include "portal/page_choices.h"
#include "portal/page_files.h"
#include "portal/page_texts.h"
#include "portal/public_words.h"

namespace shouwen {

namespace {

using http::Language;
using kainjow::mustache::data;
using kainjow::mustache::partial;

constexpr const char* language_cookie = "shouwen_language";
constexpr const char* size_cookie = "shouwen_size";
constexpr std::int64_t choice_kept_seconds = 366 * seconds_per_day;

const data& texts_of(Language language) {
  static const auto made = [](Language wanted) {
    data texts;
    for (const auto& [name, text] : page_texts()) texts.set(name, wanted == Language::zh ? text.zh : text.en);
    return texts;
  };
  static const data zh = made(Language::zh), en = made(Language::en);
  return language == Language::zh ? zh : en;
}

/// This page again with one choice changed; what else the address says stays.
std::string switched(const http::Request& request, const std::string& self, const std::string& name, const std::string& value) {
  std::string url = (self.empty() ? request.path : self) + '?';
  if (self.empty())
    for (const auto& [key, given] : request.query)
      if (key != "lang" && key != "size") url += http::percent_encoded(key) + '=' + http::percent_encoded(given) + '&';
  return url + name + '=' + value;
}

/// What was chosen by the address is remembered.
void remember_choices(const http::Request& request, http::Response& response) {
  const Wish wish = wish_of(request);
  if (request.query_value("lang"))
    response.headers.emplace_back("Set-Cookie", page_cookie(request, language_cookie, wish.language == Language::en ? "en" : "zh", choice_kept_seconds));
  if (request.query_value("size"))
    response.headers.emplace_back("Set-Cookie", page_cookie(request, size_cookie, wish.large ? "large" : "normal", choice_kept_seconds));
}

data frame_of(api::Api& api, const api::Call& call, const PageSpec& spec, const Wish& wish) {
  const bool zh = wish.language == Language::zh;
  data frame = page_values(call.request);
  frame.set("lang", zh ? "zh-CN" : "en");
  frame.set("large", wish.large);
  frame.set("other_lang", zh ? "en" : "zh-CN");
  frame.set("other_language", zh ? "English" : "中文");
  frame.set("language_url", switched(call.request, spec.self, "lang", zh ? "en" : "zh"));
  frame.set("size_url", switched(call.request, spec.self, "size", wish.large ? "normal" : "large"));
  frame.set("title", spec.title);
  frame.set("bureau", api.house().bureau_name());
  frame.set("version", asset_version());
  frame.set("feeds", call.rulebook != nullptr && call.rulebook->open_data != nullptr);
  frame.set("feed_language", std::string(zh ? "zh" : "en"));
  if (const Hotline hotline = hotline_of(call, wish.language); !hotline.phone.empty()) {
    frame.set("hotline", hotline.phone);
    frame.set("hotline_name", hotline.name);
  }
  return frame;
}

}  // namespace

Wish wish_of(const http::Request& request) {
  const std::string_view language = request.query_value("lang").value_or(request.cookie(language_cookie));
  const std::string_view size = request.query_value("size").value_or(request.cookie(size_cookie));
  return {language == "en" ? Language::en : language == "zh" ? Language::zh : request.language(), size == "large"};
}

bool has_only_choices(const http::Request& request) {
  std::string_view rest = request.header("cookie");
  while (!rest.empty()) {
    std::string_view pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    const std::string_view name = pair.substr(0, pair.find('='));
    if (!pair.empty() && name != language_cookie && name != size_cookie) return false;
  }
  return true;
}

data page_values(const http::Request& request) {
  data values;
  values.set("t", texts_of(wish_of(request).language));
  values.set("leave_path", "/p/case/leave");
  // Every _name.html is there as part_name: one that had to be named here too would be missing without a word.
  for (const EmbeddedFile& file : embedded_pages()) {
    if (!file.name.starts_with('_')) continue;
    const std::string_view name = file.name.substr(1, file.name.find('.') - 1);
    values.set("part_" + std::string(name), data(partial([&file] { return std::string(file.content); })));
  }
  return values;
}

void set_errors(data& values, const std::vector<Refusal>& refusals, Language language) {
  data list{data::type::list};
  for (const Refusal& refusal : refusals) {
    const std::string field = refusal.field.substr(refusal.field.rfind('/') + 1), text = http::refusal_text(refusal, language);
    data row;
    row.set("text", text);
    if (!field.empty()) row.set("field", field);
    list << row;
    if (!field.empty()) values.set("error_" + field, text);
  }
  values.set("has_errors", !refusals.empty());
  values.set("errors", list);
}

http::Response write_page(api::Api& api, const api::Call& call, const PageSpec& spec, data values) {
  const Wish wish = wish_of(call.request);
  data frame = frame_of(api, call, spec, wish);
  frame.set("failed", spec.status >= 400);
  if (!spec.landmark.empty()) frame.set("landmark", spec.landmark);
  kainjow::mustache::mustache inner{std::string(spec.body.empty() ? page_file(spec.name + ".html") : spec.body)};
  frame.set("body", inner.render(values));
  kainjow::mustache::mustache outer{std::string(page_file("frame.html"))};
  http::Response response;
  response.status = spec.status;
  response.content_type = "text/html; charset=utf-8";
  response.body = outer.render(frame);
  forbid_foreign_content(response);
  remember_choices(call.request, response);
  for (const std::string& cookie : spec.cookies) response.headers.emplace_back("Set-Cookie", cookie);
  return response;
}

http::Response told_page(api::Api& api, const api::Call& call, const std::string& title, const std::string& sentence, int status) {
  data values = page_values(call.request);
  values.set("title", title);
  values.set("sentence", sentence);
  return write_page(api, call, {"told", title, status}, values);
}

http::Response go_on(const std::string& path, std::vector<std::string> cookies) {
  http::Response response;
  response.status = 303;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Location", path);
  for (std::string& cookie : cookies) response.headers.emplace_back("Set-Cookie", std::move(cookie));
  return response;
}

std::string page_cookie(const http::Request& request, const std::string& name, const std::string& value, std::int64_t seconds) {
  std::string line = name + '=' + value + "; Path=/p; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds);
  if (request.header("x-forwarded-proto") == "https") line += "; Secure";
  return line;
}

std::string own_url(const http::Request& request, const std::string& path) {
  return std::string(request.header("x-forwarded-proto") == "https" ? "https" : "http") + "://" + std::string(request.header("host")) + path;
}

void forbid_foreign_content(http::Response& response) {
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
                                " manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'");
}

}  // namespace shouwen
