// Frames, texts and templates of the public pages.
#include "portal/page_writer.h"

#include <map>

#include "base/check.h"
#include "base/embedded.h"
#include "http/problem.h"

namespace shouwen {

namespace {

using http::Language;
using kainjow::mustache::data;

struct PageText {
  const char* zh;
  const char* en;
};

const std::map<std::string, PageText>& texts() {
  static const std::map<std::string, PageText> table = {
      {"skip", {"跳到正文", "Skip to content"}},
      {"emergency", {"发现电线断落、漏电等危险，请立即远离并拨打抢修电话。", "Broken lines or electric shock danger: keep away and call the emergency number at once."}},
      {"home_title", {"供电服务", "Power supply service"}},
      {"home_lead", {"第一位接待您的人员，会负责到您得到答复为止。", "The first person you ask stays answerable until you have an answer."}},
      {"report", {"提交诉求", "Tell us"}},
      {"report_hint", {"报修、咨询、投诉、举报、建议，不用登录", "Fault, question, complaint, tip, suggestion; no account needed"}},
      {"follow", {"查询进度", "Follow your case"}},
      {"follow_hint", {"凭编号和电话，或凭回执码", "By number and phone, or by receipt"}},
      {"promise", {"我们的承诺", "What we promise"}},
      {"directory", {"服务电话", "Phone numbers"}},
      {"who", {"单位", "Who"}},
      {"phone", {"电话", "Phone"}},
      {"please_correct", {"请更正以下内容", "Please correct"}},
      {"what", {"事项", "Matter"}},
      {"choose", {"请选择", "Please choose"}},
      {"text", {"请说明情况", "What happened?"}},
      {"text_hint", {"什么时间、什么地点、什么情况、希望怎么办。", "When, where, what, and what you would like."}},
      {"address", {"用电地址", "Address"}},
      {"area", {"所在地区", "Area"}},
      {"name", {"您的姓名", "Your name"}},
      {"phone_hint", {"用于答复您，不会公开。", "To answer you; never published."}},
      {"anonymous", {"匿名（仅举报、建议等允许匿名的事项）", "Anonymous (only tips, suggestions and the like)"}},
      {"send", {"提交", "Send"}},
      {"received", {"已收到您的诉求", "We have received it"}},
      {"number", {"工单编号", "Case number"}},
      {"receipt", {"回执码", "Receipt"}},
      {"keep_receipt", {"请记下或截图保存。凭回执码可随时查询，只显示这一次。", "Write it down or take a picture: it is shown only once and lets you follow the case at any time."}},
      {"first_contact", {"首问责任人", "Answerable to you"}},
      {"due", {"答复期限", "Answer due"}},
      {"number_or_receipt", {"工单编号或回执码", "Case number or receipt"}},
      {"number_hint", {"编号印在回执单上，例如 20251014000018。", "The number is on your slip."}},
      {"phone_of_case", {"登记的电话", "Phone given"}},
      {"phone_of_case_hint", {"填写编号时需要；填写回执码可不填。", "Needed with a number, not with a receipt."}},
      {"look", {"查询", "Look"}},
      {"state", {"状态", "State"}},
      {"unit", {"承办部门", "Handled by"}},
      {"late", {"已超过期限", "overdue"}},
      {"story", {"办理过程", "What happened so far"}},
      {"what_now", {"您可以", "What you can do"}},
      {"add", {"补充情况", "Add something"}},
      {"add_text", {"补充内容", "What to add"}},
      {"urge", {"催办", "Urge"}},
      {"urge_text", {"催办内容", "Your words"}},
      {"urge_default", {"请尽快办理并答复我。", "Please deal with it and answer me soon."}},
      {"rate", {"评价", "Rate"}},
      {"stars", {"您对这次服务满意吗？", "How was it?"}},
      {"words", {"想说的话（可不填）", "Your words (optional)"}},
      {"reopen", {"问题没有解决，要求重新办理", "Not solved: take it up again"}},
      {"reopen_text", {"哪里没有解决", "What is not solved"}},
      {"withdraw", {"撤回诉求", "Withdraw"}},
      {"withdraw_text", {"撤回原因", "Why"}},
      {"done_add", {"已补充，承办人会看到。", "Added; the officer will see it."}},
      {"done_urge", {"已催办，首问责任人和承办人都会收到。", "Urged; the first contact and the officer are told."}},
      {"done_rate", {"谢谢您的评价。", "Thank you for rating."}},
      {"done_reopen", {"已重新办理，首问责任人不变。", "Taken up again; the same person stays answerable."}},
      {"done_withdraw", {"已撤回。", "Withdrawn."}},
      {"waiting_customer", {"等待您补充", "waiting for you"}},
      {"star_5", {"★★★★★ 很满意", "★★★★★ very good"}},
      {"star_4", {"★★★★ 满意", "★★★★ good"}},
      {"star_3", {"★★★ 一般", "★★★ fair"}},
      {"star_2", {"★★ 不满意", "★★ poor"}},
      {"star_1", {"★ 很不满意", "★ very poor"}},
  };
  return table;
}

std::string file(std::string_view name) {
  for (const EmbeddedFile& known : embedded_pages())
    if (known.name == name) return std::string(known.content);
  SHOUWEN_CHECK(false);
}

}  // namespace

Language page_language(const http::Request& request) {
  const auto wanted = request.query_value("lang");
  if (wanted == "en") return Language::en;
  if (wanted == "zh") return Language::zh;
  return request.language();
}

std::string page_text(const std::string& name, Language language) {
  const auto found = texts().find(name);
  SHOUWEN_CHECK(found != texts().end());
  return language == Language::zh ? found->second.zh : found->second.en;
}

data page_data(const http::Request& request) {
  const Language language = page_language(request);
  data t;
  for (const auto& [name, text] : texts()) t.set(name, language == Language::zh ? text.zh : text.en);
  data all;
  all.set("t", t);
  const auto lang = request.query_value("lang");
  all.set("query", lang ? "?lang=" + std::string(*lang == "en" ? "en" : "zh") : std::string());
  return all;
}

data page_errors(const std::vector<Refusal>& refusals, Language language) {
  data list{data::type::list};
  for (const Refusal& refusal : refusals) {
    data row;
    row.set("text", http::refusal_text(refusal, language));
    row.set("field", refusal.field.substr(refusal.field.rfind('/') + 1));
    list << row;
  }
  return list;
}

http::Response page(const http::Request& request, const std::string& bureau, const std::string& name, const std::string& title, data values, int status) {
  const Language language = page_language(request);
  kainjow::mustache::mustache inner(file(name + ".html"));
  data frame = page_data(request);
  frame.set("lang", language == Language::zh ? "zh-CN" : "en");
  frame.set("other_lang", language == Language::zh ? "en" : "zh-CN");
  frame.set("other_language", language == Language::zh ? "English" : "中文");
  // A page that was posted has no address of its own; the language link then goes back to its form.
  frame.set("other_language_url", (request.method == "GET" ? request.path : std::string("/p")) + (language == Language::zh ? "?lang=en" : "?lang=zh"));
  frame.set("title", title);
  frame.set("bureau", bureau);
  frame.set("body", inner.render(values));
  kainjow::mustache::mustache outer(file("frame.html"));
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body = outer.render(frame);
  return response;
}

http::Response style_sheet() {
  http::Response response;
  response.content_type = "text/css; charset=utf-8";
  response.body = file("style.css");
  return response;
}

}  // namespace shouwen
