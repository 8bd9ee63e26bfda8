// Problems out of the text catalogue, with {name} filled in.
#include "http/problem.h"

#include "base/toml.h"

#include <unordered_map>

#include "base/embedded.h"
#include "base/check.h"
#include "http/plain_page.h"
#include "json/print.h"

namespace shouwen::http {

namespace {

struct Texts {
  std::string zh, en;
};

const std::unordered_map<std::string, Texts>& catalogue() {
  static const std::unordered_map<std::string, Texts> texts = [] {
    std::unordered_map<std::string, Texts> read;
    for (const EmbeddedFile& file : embedded_texts()) {
      const ParsedToml parsed = parse_toml(file.content);
      SHOUWEN_CHECK(parsed.table.has_value());
      for (const auto& [code, node] : *parsed.table)
        read[std::string(code.str())] = {node.at_path("zh").value_or(std::string()), node.at_path("en").value_or(std::string())};
    }
    return read;
  }();
  return texts;
}

std::string filled(std::string text, const Refusal& refusal) {
  for (const auto& [name, value] : refusal.values) {
    const std::string mark = '{' + name + '}';
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
      text.replace(at, mark.size(), value);
  }
  return text;
}

const char* title_of(int status, Language language) {
  const bool zh = language == Language::zh;
  switch (status) {
    case 400: return zh ? "填写有误" : "Invalid input";
    case 401: return zh ? "请先登录" : "Sign in first";
    case 403: return zh ? "没有权限" : "Not allowed";
    case 404: return zh ? "没有找到" : "Not found";
    case 405: return zh ? "不支持的操作" : "Method not allowed";
    case 409: return zh ? "当前状态不允许" : "Not possible now";
    case 412: return zh ? "内容已被他人更改" : "Changed meanwhile";
    case 413: return zh ? "内容过大" : "Too large";
    case 422: return zh ? "不符合规定" : "Against a rule";
    case 428: return zh ? "缺少版本" : "Version required";
    case 429: return zh ? "操作太频繁" : "Too many requests";
    case 503: return zh ? "系统繁忙" : "Busy";
    case 507: return zh ? "存储空间已满" : "Storage full";
    default: return zh ? "系统出错" : "Error";
  }
}

/// A limit that refuses says after how many "seconds" it will not.
void say_when_to_retry(Response& response, const Refusal& refusal) {
  if (response.status != 429) return;
  for (const auto& [name, value] : refusal.values)
    if (name == "seconds") response.headers.emplace_back("Retry-After", value);
}

}  // namespace

std::string refusal_text(const Refusal& refusal, Language language) {
  const auto found = catalogue().find(refusal.code);
  if (found == catalogue().end()) return refusal.code;
  return filled(language == Language::zh ? found->second.zh : found->second.en, refusal);
}

Response problem_page(int status, const Refusal& refusal, Language language) {
  Response response = plain_page(status, {title_of(status, language), refusal_text(refusal, language), "/p", language == Language::zh ? "回到首页" : "Home"}, language);
  say_when_to_retry(response, refusal);
  return response;
}

Response problem(int status, const Refusal& refusal, Language language) { return problem(status, std::vector<Refusal>{refusal}, language); }

Response problem(int status, const std::vector<Refusal>& refusals, Language language) {
  SHOUWEN_CHECK(!refusals.empty());
  const Refusal& first = refusals.front();
  std::string body = R"({"type":"urn:shouwen:refusal:)" + first.code + R"(","title":)";
  json::print_string(body, title_of(status, language));
  body += ",\"status\":" + std::to_string(status) + ",\"detail\":";
  json::print_string(body, refusal_text(first, language));
  body += ",\"code\":";
  json::print_string(body, first.code);
  if (!first.clause.empty()) {
    body += ",\"clause\":";
    json::print_string(body, first.clause);
  }
  body += ",\"errors\":[";
  for (std::size_t i = 0; i < refusals.size(); ++i) {
    if (i > 0) body += ',';
    body += "{\"pointer\":";
    json::print_string(body, refusals[i].field);
    body += ",\"code\":";
    json::print_string(body, refusals[i].code);
    body += ",\"detail\":";
    json::print_string(body, refusal_text(refusals[i], language));
    body += '}';
  }
  body += "]}";
  Response response;
  response.status = status;
  say_when_to_retry(response, first);
  response.content_type = "application/problem+json; charset=utf-8";
  response.body = std::move(body);
  return response;
}

}  // namespace shouwen::http
